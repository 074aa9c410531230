import RevenueModel
import SagaModel
import Testing
import XML

@testable import Adapters

struct NetSuiteJournalTests {
    private typealias Answers = NetSuiteAnswers

    @Test func `a journal entry names accounts by their mapping, and keeps its sides`() async throws {
        let request = RevenueRequest.erp(.postJournal(entry: try NetSuiteFixtures.journal()))
        try await Loopback.answering([Answers.upserted("journalEntry", "AMD-7:3", internalID: "50")]) {
            (server: Loopback) async throws in
            #expect(try await server.ledger().send(request, key: "k").reference == "50")
            let record = try SentRecord(server.requests[0])
            #expect(record.names == ["tranDate", "currency", "subsidiary", "memo", "lineList"])
            let lines = try record.child("lineList").children
            #expect(lines.map { $0.children[0].attribute("internalId") } == ["250", "400"])
            #expect(
                lines.map { $0.children.map(\.name.local) } == [["account", "debit"], ["account", "credit", "memo"]]
            )
            #expect(lines.map { $0.children[1].text } == ["50.00", "50.00"])
        }
    }

    @Test(arguments: [("50.00", "49.99"), ("0.00", "0.00"), ("-50.00", "-50.00")])
    func `an entry that does not balance, or has an amount of zero or less, is not sent`(
        debit: String,
        credit: String
    ) async throws {
        let request = RevenueRequest.erp(
            .postJournal(entry: try NetSuiteFixtures.journal(debit: debit, credit: credit))
        )
        try await Self.expectRefusal(of: request, naming: "AMD-7:3")
    }

    @Test func `an account without a mapping is named, and nothing is sent`() async throws {
        var entry = try NetSuiteFixtures.journal()
        entry.lines[0].account = "contract-asset"
        let request = RevenueRequest.erp(.postJournal(entry: entry))
        try await Self.expectRefusal(of: request, naming: "systems.erp.mappings.accounts.contract-asset")
    }

    private static func expectRefusal(of request: RevenueRequest, naming name: String) async throws {
        try await Loopback.answering([]) { (server: Loopback) async throws in
            let failure = try await failureOf { _ = try await server.ledger().send(request, key: "k") }
            #expect(failure.kind == .rejected && failure.reason.contains(name))
            #expect(server.requests.isEmpty)
        }
    }

    private static let standing = Answers.found(
        "JournalEntry",
        "AMD-7:3",
        internalID: "50",
        """
        <s:tranDate>2026-12-31T00:00:00</s:tranDate><s:currency internalId="4"/><s:subsidiary internalId="3"/>\
        <s:lineList><s:line><s:account internalId="250"/><s:debit>50.0</s:debit></s:line>\
        <s:line><s:account internalId="400"/><s:credit>50.0</s:credit><s:memo>December</s:memo></s:line></s:lineList>
        """
    )

    @Test func `a reversal is an entry of its own with the sides swapped`() async throws {
        let request = RevenueRequest.erp(.reverseJournal(reversal: try NetSuiteFixtures.reversal(of: "AMD-7:3")))
        let answers = [Answers.missing, Self.standing, Answers.upserted("journalEntry", "AMD-7:3-R", internalID: "51")]
        try await Loopback.answering(answers) { (server: Loopback) async throws in
            #expect(try await server.ledger().send(request, key: "k").reference == "51")
            let record = try SentRecord(server.requests[2])
            #expect(record.element.attribute("externalId") == "AMD-7:3-R")
            #expect(try record.text("tranDate") == "2027-01-05T00:00:00")
            #expect(try record.child("subsidiary").attribute("internalId") == "3")
            let lines = try record.child("lineList").children
            #expect(lines.map { $0.children[1].name.local } == ["credit", "debit"])
            #expect(lines.map { $0.children[1].text } == ["50.0", "50.0"], "to the letter")
            #expect(lines.map { $0.children[0].attribute("internalId") } == ["250", "400"])
        }
    }

    @Test func `an entry is reversed once, and one that is not there needs no reversal`() async throws {
        let request = RevenueRequest.erp(.reverseJournal(reversal: try NetSuiteFixtures.reversal(of: "AMD-7:3")))
        let answers = [
            Answers.found("JournalEntry", "AMD-7:3-R", internalID: "51"), Answers.missing, Answers.missing,
        ]
        try await Loopback.answering(answers) { (server: Loopback) async throws in
            #expect(try await server.ledger().send(request, key: "k").reference == "51")
            #expect(try await server.ledger().send(request, key: "k") == RevenueReply())
            #expect(server.requests.allSatisfy { $0.operation == "get" })
        }
    }

    @Test func `a look-up of a reversal tells it from an entry that stands`() async throws {
        let request = RevenueRequest.erp(.reverseJournal(reversal: try NetSuiteFixtures.reversal(of: "AMD-7:3")))
        let answers = [
            Answers.found("JournalEntry", "AMD-7:3-R", internalID: "51"), Answers.missing, Self.standing,
            Answers.missing, Answers.missing,
        ]
        try await Loopback.answering(answers) { (server: Loopback) async throws in
            #expect(try await server.ledger().lookUp(request, key: "k")?.reference == "51")
            #expect(try await server.ledger().lookUp(request, key: "k") == nil)
            #expect(try await server.ledger().lookUp(request, key: "k") == RevenueReply())
        }
    }
}
