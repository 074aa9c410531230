/// Which of the moves is made at each decision; where nothing is said, the first one: all goes well.
///
/// Its text, `4:2 17:1`, is what repeats a run: at decision 4 choice 2, at decision 17 choice 1.
package struct Schedule: Equatable, Sendable, CustomStringConvertible {
    package private(set) var choices: [Int: Int]

    package init(_ path: some Sequence<Int> = []) {
        self.choices = Dictionary(uniqueKeysWithValues: path.enumerated().map { ($0, $1) }.filter { $0.1 > 0 })
    }

    package init?(_ text: String) {
        self.choices = [:]
        for word in text.split(separator: " ") {
            let numbers = word.split(separator: ":").map { Int($0) }
            guard numbers.count == 2, let decision = numbers[0], let choice = numbers[1] else { return nil }
            self.choices[decision] = choice
        }
    }

    package var description: String {
        self.choices.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }.joined(separator: " ")
    }

    /// The same with one choice less: for each of them.
    var simpler: [Self] {
        self.choices.keys.sorted().map { decision in
            var less = self
            less.choices[decision] = nil
            return less
        }
    }
}

extension Subject {
    /// A schedule longer than this goes round in circles.
    static var mostDecisions: Int { 2_000 }

    /// Runs one schedule from the beginning.
    package func play(_ schedule: Schedule, isTold: Bool = false) -> ExploredWorld<Flow> {
        var world = ExploredWorld(self, isTold: isTold)
        for decision in 0..<Self.mostDecisions {
            let moves = world.moves(withFaults: true)
            guard !moves.isEmpty else { return world }
            let choice = schedule.choices[decision] ?? 0
            world.make(moves[choice < moves.count ? choice : 0])
        }
        return world
    }

    /// The smallest schedule found that still breaks a law: every choice in it is needed.
    package func shrunk(_ schedule: Schedule) -> Schedule {
        for simpler in schedule.simpler where self.play(simpler).scene.violation != nil {
            return self.shrunk(simpler)
        }
        return schedule
    }
}

/// A schedule that breaks a law, as small as it gets.
package struct Counterexample: Sendable, CustomStringConvertible {
    package let violation: Violation
    package let faults: Int
    package let schedule: Schedule
    package let timeline: [String]
    private let subject: String

    init<Flow>(_ schedule: Schedule, of subject: Subject<Flow>) {
        let schedule = subject.shrunk(schedule)
        let world = subject.play(schedule, isTold: true)
        self.subject = subject.name
        self.schedule = schedule
        self.timeline = world.timeline ?? []
        self.faults = self.timeline.count { $0.contains("⚡") }
        self.violation = world.scene.violation ?? Violation(law: "none", what: "the schedule breaks no law")
    }

    package var description: String {
        """
        \(self.subject): \(self.violation) (\(self.faults) faults)
        \(self.timeline.joined(separator: "\n"))
        again: SKALD_SCHEDULE='\(self.subject) = \(self.schedule)' swift test --filter ExplorationTests
        """
    }
}
