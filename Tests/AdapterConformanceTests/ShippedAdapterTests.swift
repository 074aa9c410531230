import AdapterConformance
import Counterparts
import RevenueModel
import SagaModel
import Testing

@Suite("An adapter that is shipped")
struct ShippedAdapterTests {
    @Test("keeps every law at the sandbox: NetSuite")
    func netSuite() async throws {
        try await SandboxRemote.run { sandbox in
            let verdict = try await AdapterSuite.judge(NetSuiteSubject(sandbox: sandbox))
            for finding in verdict.findings { Issue.record("\(finding)") }
            #expect(verdict.untried.isEmpty)
        }
    }

    @Test("keeps every law at the sandbox: Sage Intacct", arguments: IntacctSubject.everything.indices)
    func intacct(index: Int) async throws {
        let recipe = IntacctSubject.everything[index]
        try await SandboxRemote.run { sandbox in
            let verdict = try await AdapterSuite.judge(IntacctSubject(sandbox: sandbox, recipes: [recipe]))
            for finding in verdict.findings { Issue.record("\(finding)") }
            // It promises no key, so that nothing is ever sent twice on its word.
            let unpromised: Set<Law> = [.repetition, .duplicatesAtOnce]
            let forwardOnly: Set<Law> = [.compensationFirst, .actionAfterCompensation]
            #expect(Set(verdict.untried).subtracting(forwardOnly) == unpromised)
        }
    }

    /// A fresh system for each recipe: its books are searched often, and grow.
    @Test("keeps every law at mock-sap: SAP", arguments: SAPSubject.everything.indices)
    func sap(index: Int) async throws {
        let recipe = SAPSubject.everything[index]
        try await MockSAP.run { mock in
            let verdict = try await AdapterSuite.judge(SAPSubject(mock: mock, recipes: [recipe]))
            for finding in verdict.findings { Issue.record("\(finding)") }
            // Nothing there recognises a repetition, and the adapter promises none.
            let unpromised: Set<Law> = [.repetition, .duplicatesAtOnce]
            let forwardOnly: Set<Law> = [.compensationFirst, .actionAfterCompensation]
            #expect(Set(verdict.untried).subtracting(forwardOnly) == unpromised)
        }
    }

    @Test("keeps every law at the sandbox: JSON", arguments: [SystemName.crm, .billing, .support, .success])
    func json(system: SystemName) async throws {
        try await SandboxRemote.run { sandbox in
            let verdict = try await AdapterSuite.judge(JSONSubject(sandbox: sandbox, system: system))
            for finding in verdict.findings { Issue.record("\(finding)") }
            let forwardOnly: Set<Law> = [.unmapped, .question, .compensationFirst, .actionAfterCompensation]
            #expect(Set(verdict.untried).isSubset(of: system == .billing ? [.unmapped] : forwardOnly))
        }
    }
}
