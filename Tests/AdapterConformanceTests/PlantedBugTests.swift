import AdapterConformance
import RevenueModel
import SagaModel
import Testing

/// The suite is worth what it finds.
@Suite("The suite finds")
struct PlantedBugTests {
    @Test("a planted bug, by the law that is there for it", arguments: Bug.allCases)
    func planted(bug: Bug) async throws {
        try await SandboxRemote.run { sandbox in
            let works = JSONSubject(sandbox: sandbox, system: .billing)
            let verdict = try await AdapterSuite.judge(BrokenSubject(works: works, bug: bug))
            #expect(verdict.findings.contains { $0.law == bug.law }, "\(verdict.findings)")
        }
    }

    @Test("that a code which is missing was not named, or was guessed")
    func guessedCode() async throws {
        try await SandboxRemote.run { sandbox in
            let verdict = try await AdapterSuite.judge(GuessingSubject(works: NetSuiteSubject(sandbox: sandbox)))
            let subjects = verdict.findings.filter { $0.law == .unmapped }.map(\.subject)
            #expect(subjects == ["a key that no sentence names", "systems.erp.mappings.guessed"])
        }
    }
}

/// An adapter that refuses without a name, and one that guesses.
private struct GuessingSubject: AdapterUnderTest {
    let works: NetSuiteSubject

    var remote: String { self.works.remote }
    var recipes: [Recipe] { [] }
    var questions: [Question] { [] }
    var refused: [RevenueRequest] { [] }

    var mapping: Mapping {
        get throws {
            guard case .cases(let cases) = try self.works.mapping, let first = cases.first else {
                return .none(because: "")
            }
            let works = self.works
            return .cases([
                Unmapped(first.request, lacks: "a key that no sentence names", adapter: first.adapter),
                Unmapped(first.request, lacks: "systems.erp.mappings.guessed") { works.adapter(at: $0) },
            ])
        }
    }

    func adapter(at url: String) -> RevenueSystem { self.works.adapter(at: url) }
    func documents() async throws -> [RemoteDocument] { try await self.works.documents() }

    func documents(about subject: String) async throws -> [RemoteDocument] {
        try await self.works.documents(about: subject)
    }
}
