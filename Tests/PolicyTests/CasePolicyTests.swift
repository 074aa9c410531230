import Policy
import SagaModel
import Testing
import Workflows

@Suite("The policy of case-to-credit")
struct CasePolicyTests {
    @Test func `keeps every rule of a policy`() throws {
        let flow = CaseToCredit()
        let text = try #require(EmbeddedPolicy.text(of: flow.name))
        let file = try PolicyFile.parse(text, file: "case-to-credit.policy.yaml")
        #expect(file.policy.workflow == flow.name)
        #expect(file.locate(flow.check(file.policy)).filter { $0.rule.isAboutPolicy }.isEmpty)
    }
}
