import RevenueModel
import SagaModel
import Testing
import XML

@testable import Adapters

struct NetSuiteHoldTests {
    private typealias Answers = NetSuiteAnswers

    private static func invoice(held ids: String, memo: String = "Invoice INV-1001") -> Loopback.Answer {
        let fields = ids.isEmpty ? "" : Answers.custom([("custbody_hold_reasons", ids)])
        return Answers.found("Invoice", "INV-1001", internalID: "31", "<s:memo>\(memo)</s:memo>\(fields)")
    }

    private static let written = Answers.upserted("invoice", "INV-1001", internalID: "31")

    @Test func `the first hold sets the flag, says why, and touches nothing else`() async throws {
        let request = RevenueRequest.erp(.placeHold(hold: try NetSuiteFixtures.hold()))
        try await Loopback.answering([Self.invoice(held: ""), Self.written]) { (server: Loopback) async throws in
            #expect(try await server.ledger().send(request, key: "k").reference == "31")
            let record = try SentRecord(server.requests[1])
            #expect(record.names == ["memo", "customFieldList"])
            #expect(try record.text("memo") == "Invoice INV-1001 | held for CS-9: outage")
            #expect(
                SentRecord.custom(record.element) == ["custbody_hold": "true", "custbody_hold_reasons": "CS-9"]
            )
        }
    }

    @Test func `a second hold nests, and the flag goes with the last`() async throws {
        let memo = "Invoice INV-1001 | held for CS-9: outage | held for CS-10: price"
        let answers = [
            Self.invoice(held: "CS-9"), Self.written, Self.invoice(held: "CS-9, CS-10", memo: memo), Self.written,
            Self.invoice(held: "CS-10"), Self.written,
        ]
        try await Loopback.answering(answers) { (server: Loopback) async throws in
            let ledger = server.ledger()
            _ = try await ledger.send(.erp(.placeHold(hold: try NetSuiteFixtures.hold("CS-10"))), key: "k")
            _ = try await ledger.send(.erp(.releaseHold(hold: try NetSuiteFixtures.hold("CS-9"))), key: "k")
            _ = try await ledger.send(.erp(.releaseHold(hold: try NetSuiteFixtures.hold("CS-10"))), key: "k")
            let records = try [1, 3, 5].map { try SentRecord(server.requests[$0]) }
            let fields = records.map { SentRecord.custom($0.element) }
            #expect(fields.map { $0["custbody_hold"] } == ["true", "true", "false"])
            #expect(fields.map { $0["custbody_hold_reasons"] } == ["CS-9, CS-10", "CS-10", ""])
            #expect(try records[1].text("memo") == "Invoice INV-1001 | held for CS-10: price")
        }
    }

    @Test func `a hold that is there is not placed again, and one that is not is not released`() async throws {
        let answers = [Self.invoice(held: "CS-9"), Self.invoice(held: "CS-10"), Answers.missing, Answers.missing]
        try await Loopback.answering(answers) { (server: Loopback) async throws in
            let ledger = server.ledger()
            let (place, release) = (
                RevenueRequest.erp(.placeHold(hold: try NetSuiteFixtures.hold())),
                RevenueRequest.erp(.releaseHold(hold: try NetSuiteFixtures.hold()))
            )
            #expect(try await ledger.send(place, key: "k").reference == "31")
            #expect(try await ledger.send(release, key: "k").reference == "31")
            #expect(try await ledger.send(release, key: "k") == RevenueReply())
            #expect(try await failureOf { _ = try await ledger.send(place, key: "k") }.kind == .rejected)
            #expect(server.requests.allSatisfy { $0.operation == "get" })
        }
    }

    @Test func `look-ups ask the invoice for this hold alone`() async throws {
        let answers = [
            Self.invoice(held: "CS-9, CS-10"), Self.invoice(held: "CS-99"), Self.invoice(held: "CS-9"),
            Self.invoice(held: "CS-99"),
        ]
        try await Loopback.answering(answers) { (server: Loopback) async throws in
            let ledger = server.ledger()
            let hold = try NetSuiteFixtures.hold()
            #expect(try await ledger.lookUp(.erp(.placeHold(hold: hold)), key: "k") != nil)
            #expect(try await ledger.lookUp(.erp(.placeHold(hold: hold)), key: "k") == nil)
            #expect(try await ledger.lookUp(.erp(.releaseHold(hold: hold)), key: "k") == nil)
            #expect(try await ledger.lookUp(.erp(.releaseHold(hold: hold)), key: "k") != nil)
        }
    }

    @Test func `fields without a mapping are all named, and nothing is sent`() async throws {
        try await Loopback.answering([]) { (server: Loopback) async throws in
            var mappings = Fixtures.mappings
            mappings.customFields = [:]
            let ledger = server.ledger(mappings: mappings)
            for request in [
                RevenueRequest.ERP.placeHold(hold: try NetSuiteFixtures.hold()),
                .releaseHold(hold: try NetSuiteFixtures.hold()),
            ] {
                let failure = try await failureOf { _ = try await ledger.send(.erp(request), key: "k") }
                #expect(failure.kind == .rejected)
                #expect(failure.reason.contains("customFields.hold, systems.erp.mappings.customFields.holdReasons"))
            }
            #expect(server.requests.isEmpty)
        }
    }
}
