/// The conversation about one effect on one system, until it is known whether it happened.
///
/// A machine of its own, so that a step and its undo follow the same rules, and so that many may be under way at once.
package struct Exchange<Request: SagaRequest>: Codable, Equatable, Sendable {
    package enum State: String, Codable, Sendable {
        /// Wants to leave. Leaves as soon as the saga's course lets it. A crash changes nothing.
        case ready
        /// A request is out. Leaves on its answer; after a crash the runtime answers “in doubt”.
        case out
        /// Failed in passing. Leaves on its timer, to `ready`. The timer survives a crash.
        case resting
        /// In doubt; waits until nothing can be in flight. Leaves on its timer, to `asking` or, with a key, to `ready`.
        case settling
        /// A look-up is out. Leaves on its answer; after a crash it is simply asked again.
        case asking
        /// An undo that must not overtake what it takes back. Leaves on its timer, to `ready`.
        case holdingBack
        /// It happened. Final.
        case done
        /// It did not happen and will not by itself. A person may retry it.
        case refused
        /// In doubt and nothing is safe, or the budget is spent. Leaves on a person's word.
        case stuck
        /// It was said not to be there, and landed later: it may stand there twice. Leaves on a person's word, to `done`.
        case contradicted
        /// Given up, because an undo takes over or nothing ever left. Final.
        case dropped

        var isOver: Bool {
            switch self {
            case .done, .refused, .stuck, .contradicted, .dropped: true
            case .ready, .out, .resting, .settling, .asking, .holdingBack: false
            }
        }
    }

    /// What the saga must arrange for the exchange to go on.
    enum Move { case nothing, wake(after: Span), lookUp }

    package let key: IdempotencyKey
    /// What is asked, fixed at the first send: the same key must never carry another body.
    package internal(set) var request: Request
    package internal(set) var state: State
    /// The latest message.
    ///
    /// Failures and timers count only for it; a success counts whichever send it answers.
    package internal(set) var number = 0
    /// Whether it may have happened.
    ///
    /// Only a success, or a look-up after the window, settles it.
    package internal(set) var mayHaveHappened = false
    /// Whether it was ever in doubt, for the explanation afterwards.
    package internal(set) var wasInDoubt = false
    package internal(set) var failure: String?
    package internal(set) var since: Moment
    package internal(set) var firstSent: Moment?
    /// Since when the remote may know the key, by the clock as it is set now.
    var keySince: Moment?
    package internal(set) var attempts = 0
    /// What a person stated about it, where somebody had to.
    package internal(set) var statement: Statement?
    /// When the timer that it waits for is due.
    package internal(set) var until: Moment?
    var firstNumber: Int?
    var sentNumber: Int?
    var lastSent: Moment?
    /// The latest send that a look-up has declared not to have been carried out, nor to be any more.
    var ruledOut: Int?
    /// Since when its system has been down, as far as this exchange was told.
    var outageSince: Moment?
    /// Attempts since a person last said “again”, but for those at a system that was down.
    var spent = 0
    var settlements = 0
    /// Rests so far: tells the timers of one rest from those of another.
    var rests = 0
    /// Whether the latest failure was a refusal: then absence means refused, not “send again”.
    var wasRefused = false
    /// Nothing older is in flight, so that with a key the next refusal is the truth.
    var isProbe = false
    let isRead: Bool

    init(key: IdempotencyKey, request: Request, state: State = .ready, since: Moment, isRead: Bool) {
        self.key = key
        self.request = request
        self.state = state
        self.since = since
        self.isRead = isRead
    }
}

extension Exchange {
    mutating func send(number: Int, _ now: Moment) {
        self.number = number
        self.sentNumber = number
        self.attempts += 1
        self.spent += 1
        self.firstSent = self.firstSent ?? now
        self.keySince = self.keySince ?? now
        self.lastSent = now
        self.firstNumber = self.firstNumber ?? number
        self.enter(.out, now)
    }

    /// Takes in an answer; `nil` when it is late, repeated or to something else.
    mutating func take(_ answer: Answer<Request.Reply>, to number: Int, _ dealing: Dealing, _ now: Moment) -> Move? {
        if case .done = answer, self.contradicts(number) { return self.contradict(dealing, now) }
        switch (answer, self.state) {
        case (.unsent, .out) where number == self.number:
            return self.takeBack(now)
        case (.done, .ready), (.done, .out), (.done, .resting), (.done, .settling), (.done, .asking), (.done, .stuck):
            guard self.firstSent != nil else { return nil }
            self.mayHaveHappened = false
            return self.enter(.done, now)
        case (.failed(let failure), .out) where number == self.number:
            self.failure = failure.reason
            return self.sendFailed(failure, dealing, now)
        case (.absent, .asking) where number == self.number:
            self.mayHaveHappened = false
            self.ruledOut = self.sentNumber
            return self.afterAbsence(dealing, now)
        case (.absent, .dropped) where number == self.number:
            // Too late to decide anything, and yet it rules out what may still come.
            self.ruledOut = self.sentNumber
            return .nothing
        case (.failed(let failure), .asking) where number == self.number:
            self.failure = failure.reason
            return self.settle(dealing, now, after: failure.outage?.after)
        case (.done, _), (.failed, _), (.absent, _), (.unsent, _):
            return nil
        }
    }

    mutating func woke(_ dealing: Dealing, number next: Int, _ now: Moment) -> Move? {
        switch self.state {
        case .resting, .holdingBack:
            return self.enter(.ready, now)
        case .settling where dealing.capability.canLookUp:
            self.number = next
            self.enter(.asking, now)
            return .lookUp
        case .settling:
            self.isProbe = true
            return self.enter(.ready, now)
        case .ready, .out, .asking, .done, .refused, .stuck, .contradicted, .dropped:
            return nil
        }
    }

    /// A saga may have stood still for longer than the remote remembers our key: then a resend is no longer safe.
    mutating func reconsider(_ dealing: Dealing, _ now: Moment) -> Move? {
        guard self.mayHaveHappened, !dealing.keyHolds(since: self.keySince, now) else { return nil }
        return self.settle(dealing, now)
    }

    /// What may have happened and must not be sent again now is asked about, where the remote can be asked.
    mutating func askInstead(_ dealing: Dealing, _ now: Moment) -> Move? {
        guard self.state == .ready, self.mayHaveHappened, dealing.capability.canLookUp else { return nil }
        return self.settle(dealing, now)
    }

    /// A person says: again.
    mutating func retry(_ dealing: Dealing, _ now: Moment) -> Move? {
        if self.state == .contradicted { return self.enter(.done, now) }
        guard self.state == .stuck || self.state == .refused else { return nil }
        self.spent = 0
        self.settlements = 0
        return self.mayHaveHappened ? self.settle(dealing, now) : self.enter(.ready, now)
    }

    /// When nothing that was sent can take effect any more; `nil` when nothing was.
    func flightEnds(_ dealing: Dealing) -> Moment? { self.lastSent.map { $0 + dealing.window } }

    /// A person says how it ended; `nil` when that is known.
    mutating func settle(by statement: Statement) -> Move? {
        switch (statement.outcome, self.state) {
        case (.done, .stuck), (.done, .refused), (.done, .contradicted):
            self.mayHaveHappened = false
            self.statement = statement
            return self.enter(.done, statement.at)
        case (.notDone, .stuck):
            self.mayHaveHappened = false
            self.ruledOut = self.sentNumber
            self.statement = statement
            self.failure = "\(statement.by) stated that it did not happen: \(statement.reason)"
            return self.enter(.refused, statement.at)
        case (.done, _), (.notDone, _): return nil
        }
    }

    private mutating func sendFailed(_ failure: Failure, _ dealing: Dealing, _ now: Moment) -> Move {
        self.wasRefused = false
        if failure.outage == nil { self.outageSince = nil }
        switch failure {
        case .transient(_, let outage?):
            return self.outlast(outage, dealing, now)
        case .transient(_, nil):
            return self.again(dealing, now)
        case .rejected where self.mayHaveHappened && !self.isProbe:
            // Doubt sticks: a refusal of the repetition says nothing about the first send.
            self.wasRefused = true
            return self.settle(dealing, now)
        case .rejected:
            self.mayHaveHappened = false
            return self.enter(.refused, now)
        case .inDoubt where self.isRead:
            return self.again(dealing, now)
        case .inDoubt:
            self.mayHaveHappened = true
            self.wasInDoubt = true
            self.isProbe = false
            return dealing.keyHolds(since: self.keySince, now) ? self.again(dealing, now) : self.settle(dealing, now)
        }
    }

    /// A system that is down is no reason to give up for a while: whatever was asked of it is tried again, and not counted.
    private mutating func outlast(_ outage: Outage, _ dealing: Dealing, _ now: Moment) -> Move {
        let since = self.outageSince ?? now
        self.outageSince = since
        if now < since + Dealing.outagePatience { self.spent = max(0, self.spent - 1) }
        return self.again(dealing, now, after: outage.after)
    }

    /// Rests for the pause of the terms, or for longer when the other system wants it.
    private mutating func again(_ dealing: Dealing, _ now: Moment, after: Span? = nil) -> Move {
        if self.spent < dealing.attempts { return self.rest(.resting, max(dealing.pause, after ?? .zero), now) }
        return self.mayHaveHappened ? self.settle(dealing, now) : self.enter(.refused, now)
    }

    private mutating func settle(_ dealing: Dealing, _ now: Moment, after: Span? = nil) -> Move {
        let canLearn = dealing.capability.canLookUp || dealing.keyHolds(since: self.keySince, now)
        guard canLearn, self.settlements < dealing.attempts else { return self.enter(.stuck, now) }
        self.settlements += 1
        return self.rest(.settling, max(dealing.window, after ?? .zero), now)
    }

    /// Nothing left: as if it had never been sent, so that gates and the age of the key are asked again.
    private mutating func takeBack(_ now: Moment) -> Move {
        self.attempts -= 1
        self.spent -= 1
        if self.firstNumber == self.number {
            self.firstNumber = nil
            self.firstSent = nil
            self.keySince = nil
        }
        return self.enter(.ready, now)
    }

    private func contradicts(_ number: Int) -> Bool {
        guard let ruledOut, let firstNumber, self.state != .contradicted else { return false }
        return (firstNumber...max(firstNumber, ruledOut)).contains(number)
    }

    /// The longest flight that was declared is too short: what was sent since may stand there beside it.
    private mutating func contradict(_ dealing: Dealing, _ now: Moment) -> Move {
        self.mayHaveHappened = false
        self.failure = """
            \(self.request.target) said that it was not there, and did it all the same later: the longest flight of \
            \(dealing.window.words) that the adapter of \(self.request.target) declares is too short; look there \
            for a second one, take that back, raise longestFlight, then retry
            """
        return self.enter(.contradicted, now)
    }

    private mutating func afterAbsence(_ dealing: Dealing, _ now: Moment) -> Move {
        if self.wasRefused { return self.enter(.refused, now) }
        return self.enter(self.spent < dealing.attempts ? .ready : .refused, now)
    }

    mutating func rest(_ state: State, _ span: Span, _ now: Moment) -> Move {
        self.rests += 1
        self.enter(state, now)
        self.until = now + span
        return .wake(after: span)
    }

    @discardableResult
    mutating func enter(_ state: State, _ now: Moment) -> Move {
        self.state = state
        self.since = now
        self.until = nil
        return .nothing
    }
}

/// The terms that hold for one exchange.
struct Dealing {
    let capability: Capability
    let attempts: Int
    let pause: Span
    /// How long a system may be down before an attempt at it counts as one.
    static let outagePatience = Span.days(1)

    /// After this nothing that was sent can still land.
    var window: Span { self.capability.longestFlight }

    init(_ terms: Terms, step: StepName, remote: RemoteName) {
        let rule = terms.policy?.retries.rule(step, remote)
        self.capability = terms.capabilities[step] ?? terms.capability
        self.attempts = rule?.attempts ?? terms.attempts
        self.pause = rule?.pause ?? terms.pause
    }

    /// Whether a repetition sent now is still recognised when it arrives.
    ///
    /// Not where the clock has gone back behind the first send: then nobody knows how old the key is.
    func keyHolds(since first: Moment?, _ now: Moment) -> Bool {
        guard let first, first <= now, let lifetime = self.capability.keyLifetime else { return false }
        return now + self.window < first + lifetime
    }
}
