package import SagaModel

/// Everything that is so at one moment of a schedule: two equal scenes have the same futures.
package struct Scene<Flow: Workflow>: Hashable, Sendable {
    package typealias Machine = SagaMachine<Flow.Facts, Flow.Request>

    /// Something that will happen at its time.
    struct Due: Equatable, Sendable {
        enum Happening: Equatable, Sendable {
            case wake(SagaTimer)
            /// A request takes effect that nobody waits for any more.
            case land(Message<Flow.Request>)
            /// An answer comes that was given up.
            case answer(Message<Flow.Request>)
            case remove(obstacle: String)
        }

        let at: Moment
        let happening: Happening
    }

    package internal(set) var machine: Machine
    package internal(set) var now = Moment(milliseconds: 0)
    package internal(set) var remote = HonestRemote()
    /// Messages that are out and unanswered, oldest first.
    package internal(set) var out: [Message<Flow.Request>] = []
    /// Earliest first.
    var agenda: [Due] = []
    /// Obstacles that the saga was told of and that stand.
    var standing: [Obstacle] = []
    var obstacles = 0
    /// Events of the story that have come.
    var told = 0
    /// Events that the saga said it would take care of.
    var acknowledged: [String] = []
    var sent: [HonestRemote.Effect] = []
    var undone: [HonestRemote.Effect] = []
    /// What was sent first with each key.
    var bodies: [IdempotencyKey: Flow.Request] = [:]
    /// What was approved: gate and subject.
    var approved: [[String]] = []
    var retries = 0
    package internal(set) var violation: Violation?

    init(_ machine: Machine) { self.machine = machine }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(self.machine)
        hasher.combine(self.now)
        hasher.combine(self.out.count)
        hasher.combine(self.agenda.count)
        hasher.combine(self.told)
        for message in self.out { hasher.combine(message.number) }
        for item in self.agenda { hasher.combine(item.at) }
    }

    mutating func plan(_ happening: Due.Happening, at moment: Moment) {
        let place = self.agenda.firstIndex { $0.at > moment } ?? self.agenda.endIndex
        self.agenda.insert(Due(at: moment, happening: happening), at: place)
    }
}

/// A law that was broken: its number in the design, and what broke it.
package struct Violation: Equatable, Sendable, CustomStringConvertible {
    package let law: String
    package let what: String

    package var description: String { "\(self.law): \(self.what)" }
}
