package import SagaModel

/// What was found by trying everything.
package struct Survey: Sendable {
    /// Ways in which it could have gone: answers in every order, faults at every place.
    package internal(set) var schedules = 0
    /// Scenes that were looked at: what comes after equal ones is counted, and not tried again.
    package internal(set) var scenes = 0
    /// How often a last scene was of this kind.
    package internal(set) var ends: [SagaStatus: Int] = [:]
    package internal(set) var counterexample: Counterexample?
}

/// A subject whose kind of workflow does not matter to whoever runs it.
package protocol Explorable: Sendable {
    var name: String { get }
    /// Every schedule with so many faults at most; ends at the first that breaks a law.
    func explore(faults: Int) -> Survey
    /// A schedule by chance, with many faults; `nil` when it breaks no law.
    func wander(seed: UInt64) -> Counterexample?
    /// The story of one schedule.
    func retell(_ schedule: Schedule) -> Counterexample
}

extension Subject: Explorable {
    package func explore(faults: Int) -> Survey {
        // Fewer faults first, so that what is found has as few as possible.
        for budget in 0..<faults {
            var exploration = Exploration(self)
            exploration.run(budget)
            if exploration.survey.counterexample != nil { return exploration.survey }
        }
        var exploration = Exploration(self)
        exploration.run(faults)
        return exploration.survey
    }

    package func retell(_ schedule: Schedule) -> Counterexample { Counterexample(schedule, of: self) }
}

/// Tries every move in every scene, depth first.
private struct Exploration<Flow: Workflow> {
    private struct Point: Hashable {
        let scene: Scene<Flow>
        let budget: Int
    }

    private let subject: Subject<Flow>
    /// How many schedules begin at each point that was looked at.
    private var known: [Point: Int] = [:]
    private var path: [Int] = []
    var survey = Survey()

    init(_ subject: Subject<Flow>) { self.subject = subject }

    mutating func run(_ faults: Int) {
        self.survey.schedules = self.count(from: ExploredWorld(self.subject), faults)
        self.survey.scenes = self.known.count
    }

    private mutating func count(from world: ExploredWorld<Flow>, _ budget: Int) -> Int {
        let moves = world.moves(withFaults: budget > 0)
        guard !moves.isEmpty, self.path.count < Subject<Flow>.mostDecisions else { return self.end(world) }
        let point = Point(scene: world.scene, budget: budget)
        if let count = self.known[point] { return count }
        var count = 0
        for (index, move) in moves.enumerated() where self.survey.counterexample == nil {
            var next = world
            next.make(move)
            self.path.append(index)
            count += self.count(from: next, move.isFault ? budget - 1 : budget)
            self.path.removeLast()
        }
        self.known[point] = count
        return count
    }

    private mutating func end(_ world: ExploredWorld<Flow>) -> Int {
        self.survey.ends[world.machine.status, default: 0] += 1
        if world.scene.violation != nil {
            self.survey.counterexample = Counterexample(Schedule(self.path), of: self.subject)
        }
        return 1
    }
}
