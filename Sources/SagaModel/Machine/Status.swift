/// Which way the saga goes.
package enum Course: Codable, Equatable, Sendable {
    /// Created. Leaves on `started`. A crash leaves nothing behind.
    case ready
    /// Steps run. Leaves at the end, or when a step is refused or somebody cancels before the pivot.
    case forward
    /// Nothing new starts, and the pivot's outcome is not known yet. Leaves to `backward`, or `forward` if it happened.
    case turning(reason: String)
    /// What was done is undone. Leaves when nothing is left to undo.
    case backward(reason: String)
    /// Everything is done. Final.
    case done
    /// Everything done was undone, but for what is kept with a reason. Final.
    case compensated(reason: String)
    /// Something may still be true outside: see `residuals`. Leaves on `retried`.
    case parked(reason: String)
}

/// What people call it.
package enum SagaStatus: String, Codable, CaseIterable, Sendable {
    case running, retrying, waiting, gated, compensating, parked, done, compensated

    /// Nothing will happen any more.
    package var isFinal: Bool {
        switch self {
        case .done, .compensated: true
        case .running, .retrying, .waiting, .gated, .compensating, .parked: false
        }
    }
}

/// One thing that a saga waits for: since when, until when, and who can end it.
package struct Blocker: Codable, Equatable, Sendable {
    package enum Cause: String, Codable, Sendable {
        /// A request is out.
        case reply
        /// It failed in passing, and is repeated after a pause.
        case pause
        /// The outcome is unknown, and nothing may be in flight any more before it is asked for.
        case window
        /// The system is being asked whether it happened.
        case lookUp
        /// An event from outside.
        case signal
        /// A person must decide.
        case person
        /// A gate before a step is shut.
        case hold, approval, cutoff, predecessor, capacity

        init(_ gate: GateKind) {
            switch gate {
            case .hold: self = .hold
            case .approval: self = .approval
            case .cutoff: self = .cutoff
            case .predecessor: self = .predecessor
            case .capacity: self = .capacity
            }
        }

        package var isGate: Bool {
            switch self {
            case .hold, .approval, .cutoff, .predecessor, .capacity: true
            case .reply, .pause, .window, .lookUp, .signal, .person: false
            }
        }
    }

    package let cause: Cause
    /// The step, with `/undo` when it is being taken back; the signal; or what a gate is shut for.
    package let subject: String
    package let since: Moment
    /// When it ends by itself.
    package let until: Moment?
    /// The other system's last word, or why the gate is shut.
    package let failure: String?
    package let gate: GateName?
    /// The step behind the gate.
    package let step: StepName?
    /// Who can open the gate, where the obstacle tells.
    package let owner: String?
    /// The key of the request that it is about.
    package let key: IdempotencyKey?

    init(
        cause: Cause,
        subject: String,
        since: Moment,
        until: Moment? = nil,
        failure: String? = nil,
        gate: GateName? = nil,
        step: StepName? = nil,
        owner: String? = nil,
        key: IdempotencyKey? = nil
    ) {
        self.cause = cause
        self.subject = subject
        self.since = since
        self.until = until
        self.failure = failure
        self.gate = gate
        self.step = step
        self.owner = owner
        self.key = key
    }
}
