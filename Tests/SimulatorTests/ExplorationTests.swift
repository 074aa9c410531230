import Foundation
import SagaModel
import Simulator
import Testing

@Suite("Everything that can happen")
struct ExplorationTests {
    /// One fault where two are possible in too many ways.
    @Test("with two faults at most leaves nothing doubled, lost or unexplained", arguments: Self.subjects)
    func nothingIsWrong(name: String) throws {
        let subject = try #require(Self.all.first { $0.name == name })
        let begin = ContinuousClock.now
        let survey = subject.explore(faults: Self.isWide(name) ? 1 : 2)
        print("explored \(name): \(survey.words) in \(ContinuousClock.now - begin)")
        #expect(survey.schedules > 10)
        if let counterexample = survey.counterexample { Issue.record("\(counterexample)") }
    }

    @Test("with a dozen faults by chance leaves nothing doubled, lost or unexplained", arguments: Self.subjects)
    func wandering(name: String) throws {
        let subject = try #require(Self.all.first { $0.name == name })
        for seed in UInt64(0)..<(Self.isWide(name) ? 100 : 500) {
            guard let counterexample = subject.wander(seed: seed) else { continue }
            Issue.record("seed \(seed): \(counterexample)")
            return
        }
    }

    /// Tells one schedule again: `SKALD_SCHEDULE='<subject> = <choices>'`, as a counterexample prints it.
    @Test("can be told again", .enabled(if: Self.wanted != nil))
    func again() throws {
        let (name, choices) = try #require(Self.wanted)
        let subject = try #require(Self.all.first { $0.name == name }, "one of \(Self.all.map(\.name))")
        print(subject.retell(try #require(Schedule(choices))))
    }

    private static let all = Subjects.shipped + Subjects.wide + Subjects.own + Subjects.long
    private static let isExhaustive = ProcessInfo.processInfo.environment["SKALD_EXHAUSTIVE"] != nil

    private static var subjects: [String] {
        (Subjects.shipped + Subjects.wide + Subjects.own + (Self.isExhaustive ? Subjects.long : [])).map(\.name)
    }

    private static func isWide(_ name: String) -> Bool {
        !Self.isExhaustive && Subjects.wide.contains { $0.name == name }
    }

    private static var wanted: (subject: String, choices: String)? {
        let parts = ProcessInfo.processInfo.environment["SKALD_SCHEDULE"]?.split(separator: "=").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        return parts.flatMap { $0.count == 2 ? ($0[0], $0[1]) : nil }
    }
}

@Suite("The explorer")
struct ExplorerTests {
    @Test("finds every planted bug with two faults at most, and shows the shortest way to it", arguments: Flaw.allCases)
    func planted(flaw: Flaw) throws {
        let found = try #require(Self.counterexample(of: flaw))
        #expect(flaw.laws.contains(found.violation.law), "\(found)")
        #expect(found.faults <= 2)
        #expect(found.timeline.last == "✗ \(found.violation)")
    }

    @Test("leaves out of a counterexample whatever it does not need")
    func shrinks() throws {
        let flaw = Flaw.lookUpAtOnce
        let subject = try #require(Self.subjects(flaw).first { $0.name == "search" })
        let wandered = try #require((UInt64(0)..<500).lazy.compactMap { subject.wander(seed: $0) }.first)
        #expect(wandered.faults <= 2)
        #expect(Schedule(wandered.schedule.description) == wandered.schedule)
        #expect(subject.retell(wandered.schedule).description == wandered.description)
    }

    private static func counterexample(of flaw: Flaw) -> Counterexample? {
        Self.subjects(flaw).lazy.compactMap { $0.explore(faults: 2).counterexample }.first
    }

    private static func subjects(_ flaw: Flaw) -> [any Explorable] {
        let workflow = Everything()
        return Promise.allCases.flatMap { promise in
            workflow.rehearsals.prefix(1).map { story in
                let terms = Subjects.terms(workflow, promise)
                return Subject(workflow, story: story, terms, called: promise.rawValue) { flaw.take(&$0, $1, $2) }
            }
        }
    }
}

extension Survey {
    /// For whoever reads the log.
    fileprivate var words: String {
        let ends = self.ends.map { "\($0.key.rawValue) \($0.value)" }.sorted().joined(separator: ", ")
        return "\(self.schedules) schedules, \(self.scenes) scenes, ends: \(ends)"
    }
}
