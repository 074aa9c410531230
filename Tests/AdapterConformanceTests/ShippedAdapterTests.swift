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
            let verdict = try await AdapterSuite.judge(
                IntacctSubject(sandbox: sandbox, recipes: [recipe], isWhole: index == 0)
            )
            for finding in verdict.findings { Issue.record("\(finding)") }
            // It promises no key, so that nothing is ever sent twice on its word.
            let unpromised: Set<Law> = [.repetition, .duplicatesAtOnce]
            #expect(Set(verdict.untried).subtracting(Self.forwardOnly) == unpromised.union(Self.elsewhere(index)))
        }
    }

    /// A fresh system for each recipe: its books are searched often, and grow.
    ///
    /// One after another: together they leave each other no time to answer on a small machine.
    @Test("keeps every law at mock-sap: SAP", .serialized, arguments: SAPSubject.everything.indices)
    func sap(index: Int) async throws {
        let recipe = SAPSubject.everything[index]
        try await MockSAP.run { mock in
            let verdict = try await AdapterSuite.judge(SAPSubject(mock: mock, recipes: [recipe], isWhole: index == 0))
            for finding in verdict.findings { Issue.record("\(finding)") }
            // Nothing there recognises a repetition, and the adapter promises none.
            let unpromised: Set<Law> = [.repetition, .duplicatesAtOnce]
            #expect(Set(verdict.untried).subtracting(Self.forwardOnly) == unpromised.union(Self.elsewhere(index)))
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

    @Test("keeps every law at the sandbox: a bank that takes payment files")
    func bank() async throws {
        try await SandboxRemote.run { sandbox in
            let verdict = try await AdapterSuite.judge(BankSubject(sandbox: sandbox))
            for finding in verdict.findings { Issue.record("\(finding)") }
            #expect(Set(verdict.untried) == Self.forwardOnly.union([.question]))
        }
    }

    /// Not tried of a write without a way back.
    private static let forwardOnly: Set<Law> = [.compensationFirst, .actionAfterCompensation]

    /// Not tried of a recipe, as it was with the first one.
    private static func elsewhere(_ index: Int) -> Set<Law> { index == 0 ? [] : [.question, .refusal, .unmapped] }
}
