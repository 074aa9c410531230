/// A story in which all goes well, told for a definition: it runs the closures, which no other check can look into.
package struct Rehearsal<Facts: SagaFacts, Request: SagaRequest>: Sendable {
    package let name: String
    package let facts: Facts
    /// What the other systems would answer.
    package let reply: @Sendable (Request) -> Request.Reply
    /// What would come from outside, in this order.
    package let signals: [Signal<Request.Reply>]
    /// Nothing comes from outside before the first deadline has passed.
    package let isLate: Bool

    package init(
        _ name: String,
        facts: Facts,
        signals: [Signal<Request.Reply>] = [],
        isLate: Bool = false,
        reply: @escaping @Sendable (Request) -> Request.Reply
    ) {
        self.name = name
        self.facts = facts
        self.reply = reply
        self.signals = signals
        self.isLate = isLate
    }

    /// One step as it went.
    package struct Scene: Sendable {
        package let step: StepName
        package let request: Request
        package let reply: Request.Reply
        /// What was known when the step was asked for.
        package let before: Facts
        /// What its reply taught.
        package let after: Facts
    }

    /// How a definition goes through the story.
    package struct Play: Sendable {
        package internal(set) var scenes: [Scene] = []
        /// The deadlines that were set, by state.
        package internal(set) var deadlines: [(state: StateName, within: Span)] = []
        package internal(set) var end: SagaStatus = .running
        /// The deadline that is to pass, should the story be late.
        fileprivate var due: (timer: SagaTimer, at: Moment)?
    }

    /// A story longer than this goes round in circles.
    private static var mostEvents: Int { 2_000 }

    package func play(_ definition: Definition<Facts, Request>) -> Play {
        var play = Play()
        var machine = SagaMachine(id: "rehearsal", definition: definition)
        var signals = self.signals[...]
        let now = Moment(milliseconds: 0)
        let capability = Capability(keyLifetime: .days(1), canLookUp: true, longestFlight: .zero)
        var out = machine.handle(.started(self.facts, Terms(capability: capability)), at: now).commands
        for _ in 0..<Self.mostEvents {
            if let next = out.first {
                out.removeFirst()
                out += self.perform(next, &machine, &play, now)
            } else if let gate = machine.blockers.first(where: { $0.cause == .approval }), let name = gate.gate {
                out += machine.handle(.approved(name, subject: gate.subject, by: "rehearsal"), at: now).commands
            } else if let due = play.due {
                play.due = nil
                out += machine.handle(.woke(due.timer), at: due.at).commands
            } else if let signal = signals.popFirst() {
                out += machine.handle(.heard(signal), at: now).commands
            } else {
                break
            }
        }
        play.end = machine.status
        return play
    }

    private func perform(
        _ command: SagaCommand<Request>,
        _ machine: inout SagaMachine<Facts, Request>,
        _ play: inout Play,
        _ now: Moment
    ) -> [SagaCommand<Request>] {
        switch command {
        case .send(let request, let key, let number), .lookUp(let request, let key, let number):
            guard let before = machine.facts, let run = machine.runs.first(where: { $0.forward.key == key }) else {
                return []
            }
            let reply = self.reply(request)
            let reaction = machine.handle(.answered(key, number: number, .done(reply)), at: now)
            let after = machine.facts ?? before
            play.scenes.append(Scene(step: run.step, request: request, reply: reply, before: before, after: after))
            return reaction.commands
        case .wake(.deadline(let state, let visit), let at):
            if self.isLate, play.deadlines.isEmpty { play.due = (.deadline(state, visit: visit), at) }
            play.deadlines.append((state, at - now))
            return []
        case .wake(.exchange, _), .decided: return []
        }
    }
}

extension Reaction {
    var commands: [SagaCommand<Request>] {
        switch self {
        case .advanced(let commands): commands
        case .ignored: []
        }
    }
}
