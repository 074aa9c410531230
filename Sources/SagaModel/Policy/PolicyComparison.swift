/// How a recorded saga went, and how it would have gone under another policy.
package struct PolicyComparison: Codable, Equatable, Sendable {
    /// One thing that the saga did.
    package struct Deed: Codable, Equatable, Sendable {
        package let at: Moment
        package let words: String
    }

    /// The first thing in which the two part; a side that does nothing more has none.
    package struct Parting: Codable, Equatable, Sendable {
        package let then: Deed?
        package let now: Deed?
    }

    /// What was decided about one thing; `nil` where nothing was.
    package struct Change: Codable, Equatable, Sendable {
        package let matter: Decision.Matter
        package let subject: String
        package let step: StepName?
        package let then: String?
        package let now: String?
    }

    package struct Side: Codable, Equatable, Sendable {
        package let status: SagaStatus
        package let state: StateName?
        /// The steps in the order in which they were first sent.
        package let order: [StepName]
        /// What it waits for.
        package let waits: [String]
        package let deeds: [Deed]
    }

    package let saga: SagaID
    package let then: Side
    package let now: Side
    package let changes: [Change]
    /// What people did, and what would not have been asked of them.
    package let unfit: [String]
    /// `nil` when everything goes the same way.
    package let parting: Parting?

    package var isSame: Bool { self.parting == nil && self.changes.isEmpty && self.then.status == self.now.status }
}

extension PolicyComparison {
    /// - Returns: `nil` when the record does not begin with a start.
    package init?<Facts, Request>(
        _ id: SagaID,
        _ definition: Definition<Facts, Request>,
        _ lines: [PolicyTrial<Facts, Request>.Line],
        under policy: Policy?,
        standing: [PastObstacle] = [],
        now: Moment
    ) {
        let trial = PolicyTrial(id, definition, lines, under: policy, standing: standing, now: now)
        guard let trial else { return nil }
        var machine = SagaMachine(id: id, definition: definition)
        for line in lines { _ = machine.handle(line.event, at: line.at) }
        self.saga = id
        self.then = Side(machine, Self.deeds(lines, id))
        self.now = Side(trial.machine, Self.deeds(trial.lines, id))
        self.changes = Self.changes(machine.decisions, trial.machine.decisions)
        self.unfit = trial.unfit.map(\.words)
        self.parting = Self.parting(self.then.deeds, self.now.deeds)
    }

    private static func deeds<Facts, Request>(
        _ lines: [PolicyTrial<Facts, Request>.Line],
        _ saga: SagaID
    ) -> [Deed] {
        var unsent: Set<Int> = []
        for case .answered(_, let number, .unsent) in lines.map(\.event) { unsent.insert(number) }
        return lines.flatMap { line -> [Deed] in
            guard case .advanced(let commands) = line.reaction else { return [] }
            let words = commands.compactMap { $0.deed(of: saga, at: line.at, without: unsent) }
            return words.map { Deed(at: line.at, words: $0) }
        }
    }

    private static func parting(_ then: [Deed], _ now: [Deed]) -> Parting? {
        let same = zip(then, now).prefix { $0.words == $1.words }.count
        guard same < max(then.count, now.count) else { return nil }
        return Parting(then: then.dropFirst(same).first, now: now.dropFirst(same).first)
    }

    private static func changes(_ then: [Decision], _ now: [Decision]) -> [Change] {
        var changes: [Change] = []
        for one in then + now {
            let isAbout = { (other: Decision) in
                other.matter == one.matter && other.subject == one.subject && other.step == one.step
            }
            let (before, after) = (then.last(where: isAbout)?.outcome, now.last(where: isAbout)?.outcome)
            let change = Change(matter: one.matter, subject: one.subject, step: one.step, then: before, now: after)
            if before != after, !changes.contains(change) { changes.append(change) }
        }
        return changes
    }
}

extension PolicyComparison.Side {
    fileprivate init<Facts, Request>(_ machine: SagaMachine<Facts, Request>, _ deeds: [PolicyComparison.Deed]) {
        self.status = machine.status
        self.state = machine.state
        let sent = machine.runs.filter { $0.forward.firstNumber != nil }
        self.order = sent.sorted { $0.order < $1.order }.map(\.step)
        self.waits = machine.blockers.map(\.sentence)
        self.deeds = deeds
    }
}

extension Blocker {
    fileprivate var sentence: String {
        switch self.cause {
        case .reply: "the answer to \(self.subject)"
        case .pause: "the next attempt of \(self.subject)"
        case .window: "the end of what may be in flight of \(self.subject)"
        case .lookUp: "what became of \(self.subject)"
        case .signal: "the event \(self.subject)"
        case .person: "a person, for \(self.subject)"
        case .hold: "the end of the hold on \(self.subject)"
        case .approval: "the approval of \(self.subject)"
        case .cutoff: "the period \(self.subject)"
        case .predecessor: "whoever is ahead with \(self.subject)"
        case .capacity: "room at \(self.subject)"
        }
    }
}

extension SagaCommand {
    /// What it does, in words; `nil` for a timer of a request, which its next send tells, and for what never left.
    fileprivate func deed(of saga: SagaID, at now: Moment, without unsent: Set<Int>) -> String? {
        func effect(_ key: IdempotencyKey) -> Substring { key.rawValue.dropFirst("\(saga)/".count) }
        switch self {
        case .send(_, let key, let number): return unsent.contains(number) ? nil : "sends \(effect(key))"
        case .lookUp(_, let key, _): return "asks what became of \(effect(key))"
        case .wake(.deadline(let state, _), let at): return "waits in \(state) for \((at - now).words)"
        case .wake(.exchange, _): return nil
        case .decided(let decision): return "decides \(decision.words)"
        }
    }
}

extension Decision {
    fileprivate var words: String {
        let place = self.step.map { "\($0), \(self.subject)" } ?? self.subject
        return "\(self.matter.rawValue) of \(place): \(self.outcome)"
    }
}

extension SagaEvent {
    fileprivate var words: String {
        switch self {
        case .approved(let gate, let subject, let who, _): "\(who) approved \(gate) for \(subject)"
        case .declined(let gate, let subject, let who, _): "\(who) declined \(gate) for \(subject)"
        case .cancelled(let who): "\(who) cancelled it"
        case .retried(let who): "\(who) had it tried again"
        case .intervened(_, let who): "\(who) said what becomes of it"
        case .started: "it was started"
        case .answered(let key, _, _): "an answer to \(key) came"
        case .woke: "a timer rang"
        case .heard(let signal): "\(signal.name) was heard"
        case .placed(let obstacle): "\(obstacle.id) was put in the way"
        case .removed(let obstacle, _): "\(obstacle) was taken out of the way"
        case .clockSet: "the clock was set"
        case .migrated: "it went over to another definition"
        }
    }
}
