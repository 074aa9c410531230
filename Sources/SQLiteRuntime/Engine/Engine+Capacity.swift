import GRDB
import SagaModel

/// Requests of one urgency to one system: they wait in one line.
struct Lane: Hashable, Sendable {
    let target: String
    let urgency: Valve.Urgency
}

/// Who may leave for which system, and who waits on disk.
struct Capacity: Sendable {
    /// Full requests in memory, at most; whatever more is committed stays on disk.
    static let mostInMemory = 1024

    private let limits: [String: CapacityLimits]
    private(set) var valves: [String: Valve]
    /// Lines that are not empty: how many wait on disk.
    private(set) var waiting: [Lane: Int]
    /// Room that is kept for a request between its release from disk and its new send.
    private var reserved: [Reservation: Lane] = [:]
    /// Systems whose state is not written yet.
    var changed: Set<String> = []

    private struct Reservation: Hashable {
        let saga: SagaID
        let key: IdempotencyKey
    }

    init(_ limits: [String: CapacityLimits], _ stored: [String: Valves.Stored], waiting: [Lane: Int]) {
        self.limits = limits
        self.waiting = waiting
        self.valves = stored.reduce(into: [:]) { valves, entry in
            let limits = limits[entry.key] ?? .none
            valves[entry.key] = Valve(limits, circuit: entry.value.circuit, notBefore: entry.value.notBefore)
        }
    }

    var isCrowded: Bool { !self.waiting.isEmpty }

    func verdict(_ lane: Lane, _ now: Moment) -> Valve.Verdict { self.valve(lane.target).verdict(lane.urgency, now) }

    /// Takes room for a request that is about to be committed, or puts it at the end of its line.
    mutating func admit<Request>(_ errand: Errand<Request>, isRoomInMemory: Bool, _ now: Moment) -> Bool {
        let lane = errand.lane
        if self.reserved.removeValue(forKey: Reservation(saga: errand.saga, key: errand.key)) != nil { return true }
        guard isRoomInMemory, self.waiting[lane] == nil, self.verdict(lane, now) == .now else {
            self.queueUp(lane)
            return false
        }
        self.depart(lane, now)
        return true
    }

    mutating func queueUp(_ lane: Lane) { self.waiting[lane, default: 0] += 1 }

    /// Takes as much room as there is for those who wait in a line.
    mutating func takeRoom(_ lane: Lane, most: Int, _ now: Moment) -> Int {
        var room = 0
        while room < min(most, self.waiting[lane] ?? 0), self.verdict(lane, now) == .now {
            self.depart(lane, now)
            room += 1
        }
        return room
    }

    /// Those who were found on disk leave the line; fewer than asked for means that nobody else can go.
    mutating func leave(_ lane: Lane, found: Int, of room: Int) {
        let left = (self.waiting[lane] ?? 0) - found
        self.waiting[lane] = found < room || left <= 0 ? nil : left
        for _ in found..<room { self.valves[lane.target]?.cancel(lane.urgency) }
    }

    /// Gives room back, and waits again.
    mutating func goBack(_ lane: Lane) {
        self.valves[lane.target]?.cancel(lane.urgency)
        self.queueUp(lane)
    }

    mutating func reserve<Request>(_ errand: Errand<Request>) {
        self.reserved[Reservation(saga: errand.saga, key: errand.key)] = errand.lane
    }

    /// Gives back what was kept for requests that their sagas do not want any more.
    mutating func dropReservations() {
        for lane in self.reserved.values { self.valves[lane.target]?.cancel(lane.urgency) }
        self.reserved = [:]
    }

    mutating func arrive(_ lane: Lane, _ arrival: Valve.Arrival, _ now: Moment) {
        var valve = self.valve(lane.target)
        let before = (valve.circuit, valve.notBefore)
        valve.arrive(lane.urgency, arrival, now)
        if before != (valve.circuit, valve.notBefore) { self.changed.insert(lane.target) }
        self.valves[lane.target] = valve
    }

    /// What systems wait for moves with a clock that was set.
    mutating func shift(_ by: Span) {
        for (target, valve) in self.valves where by != .zero {
            self.valves[target] = valve.shifted(by)
            self.changed.insert(target)
        }
    }

    /// When somebody who waits may go, if nothing comes before.
    ///
    /// Whoever is in a hurry does not wait for a system that is down.
    func nextOpening(_ now: Moment, inHurry: Bool) -> Moment? {
        self.waiting.keys.filter { !inHurry || self.valve($0.target).circuit.state != .open }.compactMap { lane in
            switch self.verdict(lane, now) {
            case .now: now
            case .at(let moment): moment
            case .afterAnswer: nil
            }
        }.min()
    }

    private mutating func depart(_ lane: Lane, _ now: Moment) {
        var valve = self.valve(lane.target)
        valve.depart(lane.urgency, now)
        self.valves[lane.target] = valve
    }

    private func valve(_ target: String) -> Valve { self.valves[target] ?? Valve(self.limits[target] ?? .none) }
}

extension Engine {
    /// What may leave as soon as it is on disk, and what waits there.
    func admit(_ advance: Advance) -> [Errand<Request>] {
        let (id, saga, now) = (advance.transition.saga, advance.saga, self.now())
        let hasTurn = self.turns.note(id, saga.claim, saga.engagement, now)
        let isFree = self.unknownObstacles(to: saga).isEmpty
        return advance.transition.commands.compactMap { Errand($0, saga: id) }.map { errand in
            var errand = errand
            let isRoomInMemory = self.queue.count < Capacity.mostInMemory
            if errand.kind == .send, !hasTurn {
                errand.waits = .forTurn
            } else if errand.kind == .send, !errand.key.isUndo, !isFree {
                errand.waits = .forNews
            } else if !self.capacity.admit(errand, isRoomInMemory: isRoomInMemory, now) {
                errand.waits = .forRoom
            }
            return errand
        }
    }

    /// Lets requests go that wait on disk, as far as there is room, in the order in which they came.
    ///
    /// Sends arrive at their sagas as unsent: what has waited is decided anew, for a gate may have shut meanwhile, and a
    /// key may have grown old.
    func release() throws {
        guard self.capacity.isCrowded else { return }
        let lanes = self.capacity.waiting.keys.sorted { ($0.urgency.rank, $0.target) < ($1.urgency.rank, $1.target) }
        for lane in lanes {
            let most = min(64, Capacity.mostInMemory - self.queue.count - self.arrived.count)
            let room = self.capacity.takeRoom(lane, most: most, self.now())
            guard room > 0 else { continue }
            let broken = Array(self.broken.keys)
            let errands = try self.store.read {
                try Outbox.waiting(Request.self, lane, without: broken, limit: room, $0)
            }
            self.capacity.leave(lane, found: errands.count, of: room)
            try self.depart(errands)
        }
    }

    private func depart(_ errands: [Errand<Request>]) throws {
        for errand in errands where errand.kind == .send {
            self.capacity.reserve(errand)
            self.arrived.append((errand.saga, .answered(errand.key, number: errand.number, .unsent)))
        }
        let questions = errands.filter { $0.kind == .lookUp }
        do {
            try self.setWaiting(questions, false)
        } catch {
            for errand in questions { self.capacity.goBack(errand.lane) }
            throw error
        }
        self.queue += questions
    }

    /// Puts questions whose asker died back into their line: asking again does nothing.
    func putBack(_ questions: [Errand<Request>]) throws {
        try self.setWaiting(questions, true)
        for errand in questions { self.capacity.queueUp(errand.lane) }
    }

    /// A question is asked without a word in the history; what lists show of its saga is written anew.
    private func setWaiting(_ questions: [Errand<Request>], _ waits: Bool) throws {
        guard !questions.isEmpty else { return }
        let sagas = try self.sagas(Set(questions.map(\.saga)))
        try self.store.commit { db in
            for errand in questions { try Outbox.setWaiting(errand, waits, db) }
            try Self.writeReports(sagas, db)
        }
    }

    /// What lists show of sagas of which no line of history tells the news.
    static func writeReports(_ sagas: [SagaID: any LiveSaga<Request>], _ db: Database) throws {
        for (id, saga) in sagas {
            let report = try saga.report(Outbox.held(id, db))
            try Saga.write(report, since: saga.context.since, updated: saga.context.updated, db)
        }
    }

    func sagas(_ ids: Set<SagaID>) throws -> [SagaID: any LiveSaga<Request>] {
        var sagas: [SagaID: any LiveSaga<Request>] = [:]
        for id in ids where self.broken[id] == nil {
            do {
                let saga = try self.take(id)
                self.keep(saga, id)
                sagas[id] = saga
            } catch let error as RuntimeError {
                self.broken[id] = error
                self.progress(.broken(id, error))
            }
        }
        return sagas
    }

    /// Calls back what a saga has waiting on disk, so that turning back waits for no dead system.
    func callBack(_ id: SagaID) throws {
        guard self.capacity.isCrowded || !self.turns.isEmpty else { return }
        let errands = try self.store.read { try Outbox.waiting(Request.self, of: id, $0) }.filter { $0.kind == .send }
        guard !errands.isEmpty else { return }
        for errand in errands where errand.waits == .forRoom { self.capacity.leave(errand.lane, found: 1, of: 1) }
        try self.commit(
            self.advances(errands.map { (id, .answered($0.key, number: $0.number, .unsent)) })
        )
    }

    /// What an answer says of the system it came from.
    static func arrival(_ answer: Answer<Request.Reply>) -> Valve.Arrival {
        switch answer {
        case .done, .absent, .unsent, .failed(.rejected), .failed(.transient(_, outage: nil)): .reached
        case .failed(.transient(let reason, let outage?)): .outage(reason, after: outage.after)
        case .failed(.inDoubt): .unknown
        }
    }
}

extension Valve.Urgency {
    /// Relief goes first.
    fileprivate var rank: Int {
        switch self {
        case .relief: 0
        case .step: 1
        }
    }
}
