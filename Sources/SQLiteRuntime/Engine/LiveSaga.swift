import SagaModel

/// What may happen to a saga of any workflow: its events, but for the first, which carries facts.
enum Incident<Request: SagaRequest>: Sendable {
    case answered(IdempotencyKey, number: Int, Answer<Request.Reply>)
    case woke(SagaTimer)
    case heard(Signal<Request.Reply>)
    case placed(Obstacle)
    case removed(obstacle: String, by: String)
    case approved(GateName, subject: String, by: String, role: RoleName?)
    case declined(GateName, subject: String, by: String, reason: String)
    case cancelled(by: String)
    case retried(by: String)
    case clockSet(ClockChange)
    case migrated(from: String, to: String, by: String)
    case intervened(Intervention<Request.Reply>, by: String)
}

/// What one event did to one saga, ready to be written.
struct Transition<Request: SagaRequest>: Sendable {
    let line: HistoryLine
    let reaction: Reaction<Request>
    /// The request that the event answered: no longer out.
    var answered: Int?
    /// The timer that fired: no longer set.
    var fired: SagaTimer?

    var saga: SagaID { self.line.saga }

    var commands: [SagaCommand<Request>] {
        switch self.reaction {
        case .advanced(let commands): commands
        case .ignored: []
        }
    }
}

/// A saga in memory, whatever its facts are.
protocol LiveSaga<Request>: Sendable {
    associatedtype Request: SagaRequest

    var context: ReportContext { get }
    var status: SagaStatus { get }
    var state: StateName? { get }
    /// What it works on, where it may meet others.
    var claim: Claim? { get }
    var engagement: Engagement { get }
    /// What stands in its way, as far as it knows.
    var obstacles: [Obstacle] { get }
    func isConcerned(by obstacle: Obstacle) -> Bool
    func underWay(despite obstacle: Obstacle) -> [IdempotencyKey]
    /// Whether anything that it will decide depends on the time.
    var goesByTheClock: Bool { get }
    /// How long its policy lets an answer take; `nil` where that is the adapter's alone to say.
    func timeout(of key: IdempotencyKey) -> Span?
    /// The request that needs a person under this name: a step, or one with `/undo`.
    func inquiry(_ subject: String) -> Inquiry<Request>?
    /// What it did and should not have done, where it is judged.
    var breaches: [Breach] { get }
    /// What it asked of other systems and will ask of them.
    var effects: [Effect<Request>] { get }

    mutating func handle(_ incident: Incident<Request>, at now: Moment) throws -> Transition<Request>
    /// Goes through a line again, and compares what comes of it with what came of it then.
    @discardableResult
    mutating func replay(_ line: HistoryLine) throws -> Transition<Request>
    /// What is known of it; `held` are its requests that wait on disk for room.
    func report(_ held: [IdempotencyKey: Held]) throws -> SagaReport
}
