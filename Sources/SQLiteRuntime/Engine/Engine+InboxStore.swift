import GRDB

extension Engine {
    /// Takes up what a dead process left, what its saga has come for, and tells of what has waited too long.
    func sweepInbox() throws {
        let now = self.now()
        for line in try self.store.read({ try Inbox.open($0) + Inbox.claimable($0) }) {
            // An earlier one in this very list may have settled it.
            guard let line = try self.line(line.source, line.id), !line.isSettled else { continue }
            _ = try self.consider(line)
        }
        let overdue = try self.store.read { try Inbox.overdue(now, $0) }
        guard !overdue.isEmpty else { return }
        try self.commit([]) { db in
            for var line in overdue {
                line.become(.parked, line.reason, need: line.need, at: now)
                try Inbox.write(line, db)
            }
        }
    }

    /// Whatever waited for this one, in the order of its numbers.
    func wakeFollowers(of line: InboxLine) throws {
        guard line.isSettled, let object = line.turn?.object else { return }
        while let next = try self.store.read({ try Inbox.next(line.source, object, $0) }) {
            _ = try self.consider(next)
        }
    }

    func line(_ source: String, _ id: String) throws -> InboxLine? {
        try self.store.read { try Inbox.line(source: source, id: id, $0) }
    }

    func keep(_ line: InboxLine, _ act: InboxAct? = nil) throws {
        try self.commit([], beside: Self.writing(line, act))
    }

    static func writing(_ line: InboxLine, _ act: InboxAct?) -> (Database) throws -> Void {
        { db in
            try Inbox.write(line, db)
            if let act { try InboxActs.append(act, line, db) }
            guard let turn = line.turn else { return }
            switch line.outcome {
            case .claimed, .ignored: try Inbox.use(line.source, turn, db)
            // Discarded out of its turn, it is passed over when its turn comes.
            case .discarded where try Inbox.used(line.source, turn.object, db) == turn.number - 1:
                try Inbox.use(line.source, turn, db)
            case .discarded, .open, .stale, .waiting, .parked, .dead: return
            }
        }
    }

    /// Where a test may let the process die.
    func pass(_ point: String) throws {
        do {
            try self.onPoint(point)
        } catch {
            self.stop(error)
            throw error
        }
    }
}
