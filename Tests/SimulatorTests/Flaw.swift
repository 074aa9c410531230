import SagaModel
import Simulator

/// A bug that a machine, or the runtime around it, might have.
///
/// Each is planted from outside: it bends what a good machine is told, or what it says.
enum Flaw: String, CaseIterable, Sendable {
    case freshKeyPerRetry = "a fresh key for every retry"
    case lookUpAtOnce = "looked up at once, without a settle window"
    case undoAtOnce = "an undo that overtakes what it takes back"
    case undoOneStepEarly = "compensation begins before the doubtful step, not at it"
    case undoForwards = "undone in the order in which it was done"
    case hollowUndo = "an undo that is reported and not sent"
    case doubtForgotten = "an unknown outcome taken for a failure"
    case resentAfterCrash = "what was out at a crash is simply sent again"
    case keyForEver = "a key trusted for longer than the remote keeps it"
    case keyWithoutRound = "one key for all rounds of a loop"
    case replyWithoutKey = "a reply applied to whatever is out"
    case earlyEventDropped = "an event dropped that comes before its wait"
    case holdAskedOnce = "a hold not asked about when a request is sent again"
    case timerLost = "a timer that is not set"
    case doneWithoutSending = "a step reported done that was not sent"
    case freshBodyPerRetry = "another body under the same key"

    /// The laws that are there to find it.
    var laws: [String] {
        switch self {
        case .freshKeyPerRetry, .lookUpAtOnce, .keyForEver: ["I1"]
        case .undoAtOnce, .undoOneStepEarly, .hollowUndo, .doubtForgotten, .keyWithoutRound, .doneWithoutSending: ["I5"]
        case .resentAfterCrash, .replyWithoutKey: ["I1", "I5"]
        case .timerLost: ["I2"]
        case .holdAskedOnce: ["I7"]
        case .earlyEventDropped: ["I12"]
        case .undoForwards: ["I13"]
        case .freshBodyPerRetry: ["body"]
        }
    }

    typealias Machine = SagaMachine<Everything.Facts, Everything.Ask>
    typealias Event = Machine.Event
    typealias Command = Machine.Command

    /// As if the machine had this bug.
    func take(_ machine: inout Machine, _ event: Event, _ now: Moment) -> Reaction<Everything.Ask> {
        guard let event = self.bent(event, machine) else { return .advanced([]) }
        let reaction = machine.handle(event, at: now)
        guard case .advanced(let commands) = reaction else { return reaction }
        return .advanced(commands.flatMap { self.bent($0, &machine, now) })
    }
}

// MARK: - what the machine is told

extension Flaw {
    /// `nil` when the event is kept from it.
    private func bent(_ event: Event, _ machine: Machine) -> Event? {
        switch (self, event) {
        case (.keyForEver, .started(let facts, var terms)):
            terms.capability.keyLifetime = terms.capability.keyLifetime.map { _ in .days(3650) }
            return .started(facts, terms)
        case (.freshKeyPerRetry, .answered(let key, let number, let answer)):
            return .answered(Self.plain(key), number: number, answer)
        case (.keyWithoutRound, .answered(let key, let number, let answer)):
            return .answered(machine.key(of: number) ?? key, number: number, answer)
        case (.undoForwards, .answered(let key, let number, let answer)):
            return .answered(machine.key(of: number) ?? key, number: number, answer)
        case (.replyWithoutKey, .answered(_, _, let answer)):
            guard let out = machine.exchanges.first(where: { $0.state == .out }) else { return event }
            return .answered(out.key, number: out.number, answer)
        case (.doubtForgotten, .answered(let key, let number, .failed(.inDoubt(let why)))):
            return .answered(key, number: number, .failed(.transient(why)))
        case (.resentAfterCrash, .answered(let key, let number, .failed(.inDoubt(let why))))
        where why.contains("engine"):
            return .answered(key, number: number, .failed(.transient(why)))
        case (.earlyEventDropped, .heard) where !machine.blockers.contains { $0.cause == .signal }: return nil
        case (.holdAskedOnce, .placed) where machine.exchanges.contains { $0.state == .resting }: return nil
        default: return event
        }
    }

    private static func plain(_ key: IdempotencyKey) -> IdempotencyKey {
        IdempotencyKey(rawValue: String(key.rawValue.prefix { $0 != "~" }))
    }
}

// MARK: - what the machine says

extension Flaw {
    private func bent(_ command: Command, _ machine: inout Machine, _ now: Moment) -> [Command] {
        switch (self, command) {
        case (.freshKeyPerRetry, .send(let request, let key, let number)):
            return [.send(request, IdempotencyKey(rawValue: "\(key)~\(number)"), number: number)]
        case (.freshKeyPerRetry, .lookUp(let request, let key, let number)):
            return [.lookUp(request, IdempotencyKey(rawValue: "\(key)~\(number)"), number: number)]
        case (.keyWithoutRound, .send(let request, let key, let number)):
            let same = IdempotencyKey(rawValue: String(key.rawValue.prefix { $0 != "#" }))
            return [.send(request, same, number: number)]
        case (.freshBodyPerRetry, .send(var request, let key, let number)):
            request.effect += " (\(number))"
            return [.send(request, key, number: number)]
        case (.lookUpAtOnce, .wake(.exchange(let key, let serial), _)) where !key.isUndo:
            return [.wake(.exchange(key, serial: serial), at: now)]
        case (.undoAtOnce, .wake(.exchange(let key, let serial), _)) where key.isUndo:
            return [.wake(.exchange(key, serial: serial), at: now)]
        case (.timerLost, .wake(.exchange, _)): return []
        case (.hollowUndo, .send(_, let key, let number)) where key.isUndo:
            return self.pretend(key, number, &machine, now)
        case (.undoOneStepEarly, .send(_, let key, let number)) where key.isUndo && machine.isDoubtful(key):
            return self.pretend(key, number, &machine, now)
        case (.doneWithoutSending, .send(_, let key, let number)) where key.rawValue.hasSuffix("/apply"):
            return self.pretend(key, number, &machine, now)
        case (.undoForwards, .send(_, let key, let number)) where key.isUndo:
            return [machine.mirrored(key, number) ?? command]
        default: return [command]
        }
    }

    /// Says that it is done, and sends nothing.
    private func pretend(_ key: IdempotencyKey, _ number: Int, _ machine: inout Machine, _ now: Moment) -> [Command] {
        let answer = Event.answered(key, number: number, .done(Everything.Ask.Reply()))
        guard case .advanced(let commands) = machine.handle(answer, at: now) else { return [] }
        return commands.flatMap { self.bent($0, &machine, now) }
    }
}

extension IdempotencyKey {
    fileprivate var isUndo: Bool { self.rawValue.hasSuffix("/undo") }
}

extension SagaMachine {
    fileprivate var exchanges: [Exchange<Request>] { self.runs.flatMap { [$0.forward] + ($0.undo.map { [$0] } ?? []) } }

    fileprivate func key(of number: Int) -> IdempotencyKey? { self.exchanges.first { $0.number == number }?.key }

    fileprivate func isDoubtful(_ undo: IdempotencyKey) -> Bool {
        self.runs.contains { $0.undo?.key == undo && $0.forward.state != .done }
    }

    /// The undo that would have its turn if the first came first.
    fileprivate func mirrored(_ undo: IdempotencyKey, _ number: Int) -> Command? {
        let done = self.runs.filter { run in
            guard case .compensatable = self.definition.step(run.step)?.kind else { return false }
            return run.forward.state == .done || run.undo != nil
        }
        guard let place = done.firstIndex(where: { $0.undo?.key == undo }), let facts = self.facts else { return nil }
        let other = done[done.count - 1 - place]
        guard case .compensatable(let make) = self.definition.step(other.step)?.kind else { return nil }
        let key = IdempotencyKey(saga: self.id, step: other.step, round: other.visit, isUndo: true)
        return .send(make(facts), key, number: number)
    }
}
