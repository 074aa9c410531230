import GRDB
import SagaModel

extension Engine {
    /// One event of one saga.
    struct Advance {
        let transition: Transition<Request>
        let saga: any LiveSaga<Request>
        let hasMoved: Bool
    }

    /// What the event makes of the saga.
    ///
    /// Nothing is written yet.
    func advance(_ id: SagaID, _ incident: Incident<Request>) throws -> Advance {
        var saga = try self.take(id)
        let before = (saga.state, saga.status)
        let transition = try saga.handle(incident, at: self.now())
        return Advance(transition: transition, saga: saga, hasMoved: before != (saga.state, saga.status))
    }

    /// Writes events of any number of sagas in one transaction; what they ask for may leave afterwards.
    ///
    /// `beside` writes what belongs to it, in the same transaction: either both are there or neither.
    func commit(_ advances: [Advance], beside: ((Database) throws -> Void)? = nil) throws {
        try self.checkStopped()
        guard !advances.isEmpty || beside != nil else { return }
        let before = (self.capacity, self.turns)
        let errands = advances.map { self.admit($0) }
        let places = self.turns.changed.map { ($0, self.turns.places[$0]) }
        let valves = self.capacity.changed.compactMap { target in self.capacity.valves[target].map { (target, $0) } }
        let mark = self.clock.see(self.now())
        let isHeldUp = self.capacity.isCrowded || !self.turns.isEmpty
        do {
            try self.onPoint("before commit")
            let latest = self.anchor.head
            let head = try self.store.commit { db in
                try beside?(db)
                for (advance, errands) in zip(advances, errands) { try Self.write(advance.transition, errands, db) }
                for (target, valve) in valves { try Valves.write(target, valve, db) }
                if let mark { try Clocks.write(mark, db) }
                for (id, place) in places { try Places.write(id, place, db) }
                try Self.writeSnapshots(advances, isHeldUp: isHeldUp, db)
                return try Commits.append(after: latest, advances.map(\.transition.line), db)
            }
            try self.onPoint("after commit")
            try self.anchor.publish(head)
        } catch RuntimeError.diskFull(let path) where self.hasWrittenNothing {
            (self.capacity, self.turns) = before
            self.forget()
            throw RuntimeError.diskFull(path: path)
        } catch {
            self.stop(error)
            throw error
        }
        if let mark { self.clock.hasWritten(mark) }
        self.capacity.changed = []
        self.turns.hasWritten(Set(places.map(\.0)))
        if errands.joined().contains(where: { $0.waits == .forNews }) { self.hasNews = true }
        self.queue += errands.joined().filter { $0.waits == .forNothing }
        self.remember(advances)
    }

    private var hasWrittenNothing: Bool { (try? self.store.read { try Commits.head($0) }) == self.anchor.head }

    private func remember(_ advances: [Advance]) {
        self.summary.events += advances.count
        self.summary.commits += 1
        for advance in advances {
            let id = advance.transition.saga
            self.keep(advance.saga, id)
            if advance.hasMoved {
                self.progress(.moved(id, state: advance.saga.state, status: advance.saga.status))
            }
        }
        self.bell?.yield()
    }

    private static func write(
        _ transition: Transition<Request>,
        _ errands: [Errand<Request>],
        _ db: Database
    ) throws {
        let id = transition.saga
        try History.append(transition.line, db)
        if let number = transition.answered { try Outbox.remove(id, number: number, db) }
        if let timer = transition.fired { try Timers.remove(timer, id, db) }
        for command in transition.commands {
            if case .wake(let timer, let due) = command { try Timers.set(timer, due, id, db) }
        }
        for errand in errands { try Outbox.add(errand, at: transition.line.at, db) }
    }

    /// One snapshot a saga, however many events it had.
    private static func writeSnapshots(_ advances: [Advance], isHeldUp: Bool, _ db: Database) throws {
        var latest: [SagaID: (saga: any LiveSaga<Request>, isNew: Bool)] = [:]
        for advance in advances {
            var isNew = latest[advance.transition.saga]?.isNew ?? false
            if case .advanced = advance.transition.reaction { isNew = true }
            latest[advance.transition.saga] = (advance.saga, isNew)
        }
        for (id, (saga, isNew)) in latest {
            let context = saga.context
            guard isNew else {
                try Saga.setRevision(context.revision, id, db)
                continue
            }
            let held = isHeldUp ? try Outbox.held(id, db) : [:]
            try Saga.write(try saga.report(held), since: context.since, updated: context.updated, db)
            try BusinessKeys.add(context.businessKeys, id, db)
            if saga.status.isFinal { try Timers.removeAll(id, db) }
        }
    }
}
