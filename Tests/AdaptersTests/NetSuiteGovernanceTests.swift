import SagaModel
import Testing

@testable import Adapters

struct NetSuiteGovernanceTests {
    private typealias Answers = NetSuiteAnswers

    private static func answer(_ content: String) -> Loopback.Answer {
        let name = "getIntegrationGovernanceInfo"
        return Answers.envelope("<m:\(name)Response><c:\(name)Result>\(content)</c:\(name)Result></m:\(name)Response>")
    }

    @Test(arguments: [
        ("_account", ConcurrencyLimit.Scope.account), ("_integrationSpecific", .integration),
        ("_internal", .other("_internal")),
    ])
    func `the limit is read with whom it counts for`(type: String, scope: ConcurrencyLimit.Scope) async throws {
        let content = """
            <c:status isSuccess="true"/><c:integrationConcurrencyLimit>15</c:integrationConcurrencyLimit>\
            <c:limitType>\(type)</c:limitType>
            """
        try await Loopback.answering([Self.answer(content)]) { (server: Loopback) async throws in
            #expect(try await server.ledger().concurrencyLimit() == ConcurrencyLimit(requests: 15, scope: scope))
            #expect(server.requests.first?.operation == "getIntegrationGovernanceInfo")
        }
    }

    @Test func `another role's refusal, a missing number and a busy account are told apart`() async throws {
        let refused = """
            <c:status isSuccess="false"><c:statusDetail type="ERROR"><c:code>INSUFFICIENT_PERMISSION</c:code>\
            </c:statusDetail></c:status>
            """
        let answers = [
            Self.answer(refused), Self.answer("<c:status isSuccess=\"true\"/>"),
            Answers.fault("exceededConcurrentRequestLimitFault", "WS_REQUEST_BLOCKED"),
        ]
        try await Loopback.answering(answers) { (server: Loopback) async throws in
            for kind in [Kind.rejected, .transient, .transient] {
                let failure = try await failureOf { _ = try await server.ledger().concurrencyLimit() }
                #expect(failure.kind == kind, "\(failure)")
            }
        }
    }
}
