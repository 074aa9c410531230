/// An obstacle that stood in the way of every saga that it is about.
package struct PastObstacle {
    package let obstacle: Obstacle
    package let from: Moment
    /// `nil` while it stands.
    package let to: Moment?

    package init(_ obstacle: Obstacle, from: Moment, to: Moment?) {
        self.obstacle = obstacle
        self.from = from
        self.to = to
    }
}

/// A recorded saga lived once more under another policy.
///
/// The other systems answer each request as they answered it then, as long after it was sent; what came from outside
/// comes when it came, and what people did is done again as soon as it fits. Where the other policy asks for something
/// that nobody ever answered, the saga stands there. Pure: nothing is written or sent.
package struct PolicyTrial<Facts: SagaFacts, Request: SagaRequest> {
    package typealias Machine = SagaMachine<Facts, Request>
    package typealias Event = Machine.Event

    /// One event, and what came of it.
    package struct Line {
        package let event: Event
        package let reaction: Reaction<Request>
        package let at: Moment

        package init(_ event: Event, _ reaction: Reaction<Request>, at: Moment) {
            self.event = event
            self.reaction = reaction
            self.at = at
        }
    }

    private enum Item {
        case event(Event)
        case answer(IdempotencyKey, number: Int, Answer<Request.Reply>)
        case timer(SagaTimer)
    }

    /// What happened here.
    package private(set) var lines: [Line] = []
    package private(set) var machine: Machine
    /// What people did then, and what could not be done here.
    package private(set) var unfit: [Event] = []
    private var record: Record
    private let standing: [PastObstacle]
    private var agenda = Agenda<Item>()

    /// Goes through the record under `policy`, up to `now`.
    ///
    /// - Returns: `nil` when the record does not begin with a start.
    package init?(
        _ id: SagaID,
        _ definition: Definition<Facts, Request>,
        _ lines: [Line],
        under policy: Policy?,
        standing: [PastObstacle] = [],
        now: Moment
    ) {
        guard let first = lines.first, case .started(let facts, var terms) = first.event else { return nil }
        terms.policy = policy
        self.machine = Machine(id: id, definition: definition)
        self.record = Record(lines)
        self.standing = standing
        for (rank, line) in lines.enumerated() where line.event.comesFromOutside {
            self.agenda.add(.event(line.event), at: line.at, rank: rank)
        }
        self.take(.started(facts, terms), at: first.at)
        for _ in 0..<Self.mostRounds {
            guard let (item, at) = self.agenda.next(until: now) else { break }
            self.perform(item, at: at)
        }
    }

    /// A policy may let a saga go round for ever.
    private static var mostRounds: Int { 20_000 }

    private mutating func perform(_ item: Item, at: Moment) {
        switch item {
        case .event(let event): self.take(event, at: at)
        case .answer(let key, let number, let answer): self.take(.answered(key, number: number, answer), at: at)
        case .timer(let timer): self.take(.woke(timer), at: at)
        }
        let waiting = self.unfit
        self.unfit = []
        for event in waiting { self.take(event, at: at) }
    }

    /// What the saga does not know of, and is about it, it is told before anything leaves.
    private mutating func take(_ event: Event, at now: Moment) {
        let reaction = self.machine.handle(event, at: now)
        guard case .advanced(let commands) = reaction else {
            if event.isPersons, self.record.counted(event) { self.unfit.append(event) }
            return
        }
        self.lines.append(Line(event, reaction, at: now))
        let sent = commands.compactMap { if case .send(_, let key, let number) = $0 { (key, number) } else { nil } }
        let news = sent.isEmpty ? [] : self.news(at: now)
        for command in commands where news.isEmpty || !command.isSend { self.carry(command, at: now) }
        for obstacle in news { self.take(.placed(obstacle), at: now) }
        guard !news.isEmpty else { return }
        for (key, number) in sent { self.take(.answered(key, number: number, .unsent), at: now) }
    }

    private func news(at now: Moment) -> [Obstacle] {
        self.standing.filter { $0.from <= now && $0.to.map { now < $0 } ?? true }.map(\.obstacle)
            .filter { self.machine.isConcerned(by: $0) }
    }

    private mutating func carry(_ command: SagaCommand<Request>, at now: Moment) {
        switch command {
        case .send(_, let key, let number): self.ask(key, number, .send, at: now)
        case .lookUp(_, let key, let number): self.ask(key, number, .lookUp, at: now)
        case .wake(let timer, let due):
            guard let ring = self.record.ring(timer, set: now, due) else { return }
            self.agenda.add(.timer(timer), at: ring.at, rank: ring.rank)
        case .decided: break
        }
    }

    private mutating func ask(_ key: IdempotencyKey, _ number: Int, _ way: Record.Way, at now: Moment) {
        guard let answer = self.record.nextAnswer(to: key, way) else { return }
        self.agenda.add(.answer(key, number: number, answer.answer), at: now + answer.after, rank: answer.rank)
    }
}

// MARK: - the record

extension PolicyTrial {
    /// What the other systems answered, and when timers rang.
    private struct Record {
        enum Way { case send, lookUp }

        struct Answered {
            let answer: Answer<Request.Reply>
            let after: Span
            let rank: Int
        }

        private struct Question: Hashable {
            let key: IdempotencyKey
            let way: Way
        }

        private struct Alarm {
            let within: Span
            var rang: (at: Moment, rank: Int)?
        }

        private var answers: [Question: ArraySlice<Answered>] = [:]
        private var alarms: [SagaTimer: Alarm] = [:]
        private var counting: [Event] = []

        init(_ lines: [Line]) {
            var asked: [Int: (question: Question, at: Moment)] = [:]
            for (rank, line) in lines.enumerated() {
                if case .answered(_, let number, let answer) = line.event, let (question, at) = asked[number] {
                    self.answers[question, default: []].append(
                        Answered(answer: answer, after: line.at - at, rank: rank)
                    )
                }
                if case .woke(let timer) = line.event { self.alarms[timer]?.rang = (line.at, rank) }
                guard case .advanced(let commands) = line.reaction else { continue }
                if line.event.isPersons { self.counting.append(line.event) }
                for command in commands {
                    switch command {
                    case .send(_, let key, let number): asked[number] = (Question(key: key, way: .send), line.at)
                    case .lookUp(_, let key, let number): asked[number] = (Question(key: key, way: .lookUp), line.at)
                    case .wake(let timer, let due): self.alarms[timer] = Alarm(within: due - line.at)
                    case .decided: break
                    }
                }
            }
        }

        mutating func nextAnswer(to key: IdempotencyKey, _ way: Way) -> Answered? {
            self.answers[Question(key: key, way: way)]?.popFirst()
        }

        /// A timer that was set for as long rings as it rang then, or as then not at all; another one in time.
        func ring(_ timer: SagaTimer, set now: Moment, _ due: Moment) -> (at: Moment, rank: Int)? {
            guard let alarm = self.alarms[timer], alarm.within == due - now else { return (due, .max) }
            return alarm.rang.map { (max(due, $0.at), $0.rank) }
        }

        /// It changed something then.
        func counted(_ event: Event) -> Bool { self.counting.contains(event) }
    }
}

/// What is still to come, the earliest first; at one moment, in the order of the record.
private struct Agenda<Item> {
    private var items: [(item: Item, at: Moment, rank: Int, number: Int)] = []
    private var added = 0

    mutating func add(_ item: Item, at: Moment, rank: Int) {
        self.added += 1
        self.items.append((item, at, rank, self.added))
    }

    mutating func next(until end: Moment) -> (item: Item, at: Moment)? {
        let first = self.items.indices.min {
            let (one, two) = (self.items[$0], self.items[$1])
            return (one.at, one.rank, one.number) < (two.at, two.rank, two.number)
        }
        guard let first, self.items[first].at <= end else { return nil }
        let item = self.items.remove(at: first)
        return (item.item, item.at)
    }
}

extension SagaEvent {
    /// It does not follow from what the saga asked for; its definition is not what a trial changes.
    fileprivate var comesFromOutside: Bool {
        switch self {
        case .started, .answered, .woke, .migrated: false
        case .heard, .placed, .removed, .approved, .declined, .cancelled, .retried, .clockSet, .intervened: true
        }
    }

    /// What a person did, who would have waited until it was asked for.
    fileprivate var isPersons: Bool {
        switch self {
        case .approved, .declined, .cancelled, .retried, .intervened: true
        case .started, .answered, .woke, .heard, .placed, .removed, .clockSet, .migrated: false
        }
    }
}

extension SagaCommand {
    fileprivate var isSend: Bool {
        switch self {
        case .send: true
        case .lookUp, .wake, .decided: false
        }
    }
}
