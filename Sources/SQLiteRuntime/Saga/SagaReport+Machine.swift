import Foundation
import SagaModel

/// What a report needs and the machine does not keep.
struct ReportContext {
    var workflow: WorkflowName
    var revision = 0
    var since = Moment(milliseconds: 0)
    var updated = Moment(milliseconds: 0)
    var amount: String?
    var businessKeys: [String] = []
    var references: [IdempotencyKey: String] = [:]
}

extension SagaReport {
    /// `held` are requests that wait for room: they stand at a closed gate, although the machine has let them go.
    init<Facts, Request>(
        _ machine: SagaMachine<Facts, Request>,
        _ context: ReportContext,
        _ held: [IdempotencyKey: Held]
    ) throws {
        self.id = machine.id
        self.workflow = context.workflow
        self.version = machine.definition.version
        self.revision = context.revision
        self.state = machine.state
        self.nextState = machine.nextState
        self.status = machine.status == .running && !held.isEmpty ? .gated : machine.status
        self.since = context.since.rfc3339
        self.updated = context.updated.rfc3339
        self.amount = context.amount
        self.businessKeys = context.businessKeys
        self.steps = StepReport.all(machine, context)
        self.overlay = machine.overlay
        self.assignment = machine.assignment.map { RemarkReport($0) }
        self.notes = machine.notes.isEmpty ? nil : machine.notes.map { RemarkReport($0) }
        self.facts = try machine.facts.map { try JSON.value(JSONValue.self, JSON.text($0)) } ?? .null
        self.blockers = machine.blockers.map { blocker in
            blocker.key.flatMap { held[$0] }.map { BlockerReport(blocker, $0) } ?? BlockerReport(blocker)
        }
    }
}

extension StepReport {
    fileprivate static func all<Facts, Request>(
        _ machine: SagaMachine<Facts, Request>,
        _ context: ReportContext
    ) -> [Self] {
        machine.definition.states.flatMap { state in
            Self.all(of: state, machine, context) + Self.lateHolds(of: state, machine, context)
        }
    }

    /// What was done about holds that came too late; nothing where none did.
    private static func lateHolds<Facts, Request>(
        of state: StateBody<Facts, Request>,
        _ machine: SagaMachine<Facts, Request>,
        _ context: ReportContext
    ) -> [Self] {
        state.lateHolds.flatMap { act in
            machine.runs.filter { $0.step == act.step.name }.map { run in
                Self(act.step, run, isCommitted: true, reference: context.references[run.forward.key])
            }
        }
    }

    private static func all<Facts, Request>(
        of state: StateBody<Facts, Request>,
        _ machine: SagaMachine<Facts, Request>,
        _ context: ReportContext
    ) -> [Self] {
        state.steps.flatMap { step in
            let runs = machine.runs.filter { $0.step == step.name }
            guard !runs.isEmpty else { return [Self(pending: step, state.name, machine.id)] }
            return runs.map { run in
                Self(step, run, isCommitted: machine.isCommitted, reference: context.references[run.forward.key])
            }
        }
    }

    private init<Facts, Request>(pending step: Step<Facts, Request>, _ state: StateName, _ saga: SagaID) {
        self.name = step.name
        self.kind = Kind(step.kind)
        self.state = state
        self.status = .pending
        self.attempts = 0
        self.reference = nil
        self.wasInDoubt = false
        self.failure = nil
        self.startedAt = nil
        self.endedAt = nil
        self.idempotencyKey = IdempotencyKey(saga: saga, step: step.name, round: 1, isUndo: false)
        self.undo = nil
        self.skipped = nil
        self.statement = nil
    }

    private init<Facts, Request>(
        _ step: Step<Facts, Request>,
        _ run: SagaMachine<Facts, Request>.Run,
        isCommitted: Bool,
        reference: String?
    ) {
        let forward = run.forward
        self.name = run.step
        self.kind = Kind(step.kind)
        self.state = run.state
        self.skipped = run.skipped.map { RemarkReport($0) }
        self.statement = forward.statement.map { StatementReport($0) }
        self.status =
            run.undo.map { Status(ofUndo: $0.state) } ?? run.skipped.map { _ in .skipped }
            ?? Status(forward.state, attempts: forward.attempts, needsPersonWhenRefused: isCommitted)
        self.attempts = forward.attempts
        self.reference = reference
        self.wasInDoubt = forward.wasInDoubt
        self.failure = forward.state == .done ? nil : forward.failure
        self.startedAt = forward.firstSent?.rfc3339
        self.endedAt = forward.state.isEnd ? forward.since.rfc3339 : nil
        self.idempotencyKey = forward.key
        self.undo = run.undo.map { undo in
            UndoReport(
                status: Status(undo.state, attempts: undo.attempts, needsPersonWhenRefused: true),
                attempts: undo.attempts,
                failure: undo.failure,
                statement: undo.statement.map { StatementReport($0) }
            )
        }
    }
}

extension StepReport.Kind {
    fileprivate init<Facts, Request>(_ kind: Step<Facts, Request>.Kind) {
        switch kind {
        case .check: self = .check
        case .compensatable: self = .compensatable
        case .kept: self = .kept
        case .pivot: self = .pivot
        case .retriable: self = .retriable
        }
    }
}

extension StepReport.Status {
    fileprivate init<Request>(
        _ state: Exchange<Request>.State,
        attempts: Int,
        needsPersonWhenRefused: Bool
    ) {
        switch state {
        case .ready: self = attempts == 0 ? .pending : .retrying
        case .out: self = attempts <= 1 ? .running : .retrying
        case .resting, .settling, .asking: self = .retrying
        case .holdingBack: self = .pending
        case .done: self = .done
        case .refused: self = needsPersonWhenRefused ? .needsPerson : .refused
        case .stuck, .contradicted: self = .needsPerson
        case .dropped: self = .dropped
        }
    }

    /// What a step is called while it is taken back.
    fileprivate init<Request>(ofUndo state: Exchange<Request>.State) {
        switch state {
        case .done: self = .undone
        case .refused, .stuck, .contradicted: self = .needsPerson
        case .ready, .out, .resting, .settling, .asking, .holdingBack, .dropped: self = .undoing
        }
    }
}

extension Exchange.State {
    fileprivate var isEnd: Bool {
        switch self {
        case .done, .refused, .dropped: true
        case .ready, .out, .resting, .settling, .asking, .holdingBack, .stuck, .contradicted: false
        }
    }
}

extension BlockerReport {
    fileprivate init(_ blocker: Blocker) {
        self.init(
            cause: blocker.cause,
            subject: blocker.subject,
            since: blocker.since.rfc3339,
            until: blocker.until?.rfc3339,
            failure: blocker.failure,
            gate: blocker.gate,
            step: blocker.step,
            owner: blocker.owner
        )
    }
}

extension BlockerReport {
    fileprivate init(_ blocker: Blocker, _ held: Held) {
        let what = blocker.failure.map { "\(blocker.subject), \($0)" } ?? blocker.subject
        switch held.reason {
        case .room(let target):
            self.init(.capacity, target, since: held.since, failure: what, owner: nil)
        case .turn(let ahead):
            let why = "\(what) waits until \(ahead.saga) is through with \(ahead.key)"
            self.init(.predecessor, ahead.key, since: held.since, failure: why, owner: ahead.saga.rawValue)
        }
    }

    private init(_ cause: Blocker.Cause, _ subject: String, since: Moment, failure: String, owner: String?) {
        self.init(
            cause: cause,
            subject: subject,
            since: since.rfc3339,
            until: nil,
            failure: failure,
            gate: nil,
            step: nil,
            owner: owner
        )
    }
}

extension Moment {
    /// As people and other programs read it: `2026-03-01T09:30:00.250Z`.
    package var rfc3339: String {
        Date(timeIntervalSince1970: Double(self.milliseconds) / 1000)
            .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }
}
