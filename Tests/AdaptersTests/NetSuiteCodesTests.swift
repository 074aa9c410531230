import RevenueModel
import SagaModel
import Testing

@testable import Adapters

struct NetSuiteCodesTests {
    private typealias Answers = NetSuiteAnswers

    /// How each meaning of a refused upsert ends.
    private static let ends: [NetSuiteCodes.Meaning: Kind] = [
        .transient: .transient, .reread: .transient, .absent: .rejected, .rejected: .rejected, .inDoubt: .inDoubt,
    ]

    @Test func `each code stands in one group`() {
        let all = NetSuiteCodes.groups.flatMap(\.codes)
        #expect(Set(all).count == all.count)
        #expect(all.count > 300)
        #expect(Set(NetSuiteCodes.groups.map(\.meaning)) == Set(NetSuiteCodes.Meaning.allCases))
    }

    @Test(arguments: NetSuiteCodes.groups.indices)
    func `the codes of a group end a write as their meaning says`(index: Int) async throws {
        let (codes, meaning) = NetSuiteCodes.groups[index]
        let request = RevenueRequest.erp(.postInvoice(invoice: try Fixtures.invoice()))
        guard let kind = Self.ends[meaning] else { return }
        let sorted = codes.sorted()
        try await Loopback.answering(sorted.map { Answers.refused("upsert", $0) }) { (server: Loopback) async throws in
            for code in sorted {
                let failure = try await failureOf { _ = try await server.ledger().send(request, key: "k") }
                #expect(failure.kind == kind, "\(code)")
                #expect(failure.reason.contains(code))
            }
        }
    }

    @Test func `what stands there already is done if it is ours, refused if not, and in doubt if nobody says`()
        async throws
    {
        let request = RevenueRequest.erp(.postInvoice(invoice: try Fixtures.invoice()))
        let already = Answers.refused("upsert", "DUP_RCRD")
        let answers = [
            already, Answers.found("Invoice", "INV-1001", internalID: "31"), already, Answers.missing, already, .cut,
        ]
        try await Loopback.answering(answers) { (server: Loopback) async throws in
            let ledger = server.ledger()
            #expect(try await ledger.send(request, key: "k").reference == "31")
            let refused = try await failureOf { _ = try await ledger.send(request, key: "k") }
            #expect(refused.kind == .rejected && refused.reason.contains("INV-1001"))
            let doubtful = try await failureOf { _ = try await ledger.send(request, key: "k") }
            #expect(doubtful.kind == .inDoubt && doubtful.reason.contains("DUP_RCRD"))
        }
    }

    @Test(arguments: NetSuiteCodes.gone.sorted())
    func `what is gone is absent to a look-up and to a deletion`(code: String) async throws {
        let answers = [Answers.refused("get", code), Answers.refused("delete", code)]
        try await Loopback.answering(answers) { (server: Loopback) async throws in
            let request = RevenueRequest.erp(.cancelSalesOrder(order: "Q-1"))
            #expect(try await server.ledger().lookUp(request, key: "k") == RevenueReply())
            #expect(try await server.ledger().send(request, key: "k") == RevenueReply())
        }
    }

    @Test func `among several codes the one that leaves most open counts`() async throws {
        let request = RevenueRequest.erp(.postInvoice(invoice: try Fixtures.invoice()))
        func details(_ codes: [String]) -> Loopback.Answer {
            let list = codes.map { "<c:statusDetail type=\"ERROR\"><c:code>\($0)</c:code></c:statusDetail>" }.joined()
            return Answers.write("upsert", "<c:status isSuccess=\"false\">\(list)</c:status>", "")
        }
        let cases: [([String], Kind)] = [
            (["WS_REQUEST_BLOCKED", "USER_ERROR"], .rejected), (["USER_ERROR", "UNEXPECTED_ERROR"], .inDoubt),
            (["USER_ERROR", "A_SCRIPT_SAYS_NO"], .inDoubt), (["RCRD_HAS_BEEN_CHANGED"], .transient),
        ]
        try await Loopback.answering(cases.map { details($0.0) }) { (server: Loopback) async throws in
            for (codes, kind) in cases {
                let failure = try await failureOf { _ = try await server.ledger().send(request, key: "k") }
                #expect(failure.kind == kind, "\(codes)")
            }
        }
    }

    @Test func `an error after the record was saved is no refusal, wherever it is said`() async throws {
        let request = RevenueRequest.erp(.postInvoice(invoice: try Fixtures.invoice()))
        let element = """
            <c:status isSuccess="false"><c:statusDetail type="ERROR"><c:code>USER_ERROR</c:code><c:message>No</c:message>\
            <c:afterSubmitFailed>true</c:afterSubmitFailed></c:statusDetail></c:status>
            """
        try await Loopback.answering([Answers.write("upsert", element, "")]) { (server: Loopback) async throws in
            #expect(try await failureOf { _ = try await server.ledger().send(request, key: "k") }.kind == .inDoubt)
        }
    }
}
