import GRDB
package import SagaModel

extension Engine {
    /// Takes in an event from outside.
    ///
    /// It is on disk before anything is said about it. One that no saga wants yet, or whose predecessor is missing,
    /// waits; its saga or its predecessor wakes it.
    package func hear(_ letter: Letter, _ message: Message<Request.Reply>) throws -> Heard {
        try self.checkStopped()
        guard var line = try self.line(letter.source, letter.id) else {
            var line = InboxLine(letter, at: self.now())
            try line.read(message)
            return try self.consider(line)
        }
        if line.isSettled { return .repeated }
        guard line.body == nil else { return try self.consider(line) }
        let act = InboxAct(
            verb: .redelivery,
            at: self.now(),
            who: letter.source,
            why: "it came again, and can be read",
            patch: line.bytes == letter.bytes ? nil : String(decoding: letter.bytes, as: UTF8.self)
        )
        try line.read(message)
        return try self.consider(line, act)
    }

    /// The same, from its parts.
    package func hear(
        source: String,
        id: String,
        signal: SignalName,
        body: Request.Reply,
        businessKey: String,
        raw: String,
        turn: Turn? = nil
    ) throws -> Heard {
        let letter = Letter(source: source, id: id, bytes: Array(raw.utf8))
        return try self.hear(letter, Message(signal: signal, body: body, businessKey: businessKey, turn: turn))
    }

    /// Keeps what nobody can read.
    package func bury(_ letter: Letter, why: String) throws -> Heard {
        try self.checkStopped()
        if let line = try self.line(letter.source, letter.id) {
            return line.outcome == .dead ? .dead(line.reason ?? why) : .repeated
        }
        var line = InboxLine(letter, at: self.now())
        line.become(.dead, why, need: .person, at: self.now())
        try self.keep(line)
        return .dead(why)
    }

    /// Hands an event that stands still to its saga once more, as a person corrected it.
    ///
    /// Whoever replays an event whose predecessor is missing decides that there is none. One that turns out to be
    /// another event, by the name that `letter` gives it, is heard as that one: its source may send it again.
    package func replay(
        _ source: String,
        _ id: String,
        as letter: Letter,
        _ message: Message<Request.Reply>,
        patch: String?,
        by who: String,
        why: String
    ) throws -> Heard {
        try self.checkStopped()
        guard var line = try self.line(source, id) else { throw RuntimeError.noSuchEvent("\(source)/\(id)") }
        guard !line.isSettled else { return .repeated }
        let act = InboxAct(verb: .replay, at: self.now(), who: who, why: why, patch: patch)
        guard letter.source == source, letter.id == id else {
            let heard = try self.hear(letter, message)
            line.become(.discarded, "it is \(letter.source)/\(letter.id)", at: self.now())
            try self.keep(line, act)
            try self.wakeFollowers(of: line)
            return heard
        }
        try line.read(message)
        line.attempts = 0
        line.need = nil
        return try self.consider(line, act, skipsGap: true)
    }

    /// Settles an event that stands still without using it.
    package func discard(_ source: String, _ id: String, by who: String, why: String) throws -> Heeded {
        try self.checkStopped()
        guard var line = try self.line(source, id) else { throw RuntimeError.noSuchEvent("\(source)/\(id)") }
        guard !line.isSettled else { return .ignored("it is \(line.outcome.rawValue) already") }
        let act = InboxAct(verb: .discard, at: self.now(), who: who, why: why, patch: nil)
        line.become(.discarded, "discarded by \(who): \(why)", at: self.now())
        try self.keep(line, act)
        try self.wakeFollowers(of: line)
        return .advanced
    }
}

// MARK: - one event

extension Engine {
    /// Hands the event to its saga when it is its turn and there is one; otherwise it waits.
    private func consider(_ line: InboxLine, _ act: InboxAct? = nil, skipsGap: Bool = false) throws -> Heard {
        var line = line
        if skipsGap, let turn = line.turn {
            try self.commit([]) { db in
                let used = try Inbox.used(line.source, turn.object, db)
                guard used < turn.number - 1 else { return }
                try Inbox.use(line.source, Turn(object: turn.object, number: turn.number - 1), db)
            }
        }
        if let heard = try self.wait(&line, act) { return heard }
        guard line.attempts < self.inboxRules.crashes else {
            let why = "it crashed whoever handled it \(line.attempts) times"
            line.become(.dead, why, need: .person, at: self.now())
            try self.keep(line, act)
            return .dead(why)
        }
        // Counted and on disk before: an event that kills the process would otherwise kill it for ever.
        line.attempts += 1
        line.become(.open, at: self.now())
        try self.keep(line, act)
        let heard = try self.handle(&line)
        try self.wakeFollowers(of: line)
        return heard
    }

    /// Why it cannot be handled now; `nil` when it can.
    private func wait(_ line: inout InboxLine, _ act: InboxAct?) throws -> Heard? {
        if let turn = line.turn {
            let used = try self.store.read { try Inbox.used(line.source, turn.object, $0) }
            if turn.number <= used {
                let why = "number \(turn.number) of \(turn.object) is not newer than \(used), which was used"
                line.become(.stale, why, at: self.now())
                try self.keep(line, act)
                return .stale(why)
            }
            if turn.number > used + 1 {
                let why = try self.gap(line, turn, used + 1)
                try self.hold(&line, .predecessor, why, act)
                return .waiting(why)
            }
        }
        let key = line.businessKey ?? ""
        guard try self.store.read({ try BusinessKeys.sagas(key, $0) }).isEmpty else { return nil }
        try self.hold(&line, .saga, "no saga is known as \(key)", act)
        return .unclaimed
    }

    private func gap(_ line: InboxLine, _ turn: Turn, _ missing: Int) throws -> String {
        let why = "number \(turn.number) of \(turn.object) comes after \(missing), which "
        let other = try self.store.read {
            try Inbox.numbered(line.source, Turn(object: turn.object, number: missing), $0)
        }
        guard let other else { return why + "has not come" }
        return why + "is \(other.outcome.rawValue): \(other.name)"
    }

    /// One that waits for the same already, or has waited too long, stays as it is.
    private func hold(_ line: inout InboxLine, _ need: InboxLine.Need, _ why: String, _ act: InboxAct?) throws {
        guard line.need != need || act != nil else { return }
        let (now, source) = (self.now(), line.source)
        let crowd = try self.store.read { db in
            try line.turn.map { try Inbox.countWaiting(source, $0.object, db) } ?? 0
        }
        if need == .predecessor, crowd >= self.inboxRules.mostWaiting {
            line.become(.parked, "\(why); \(crowd) others wait already", need: need, at: now)
        } else {
            line.become(.waiting, why, need: need, due: now + self.inboxRules.patience, at: now)
        }
        try self.keep(line, act)
    }

    private func handle(_ line: inout InboxLine) throws -> Heard {
        try self.pass("handling \(line.name)")
        guard let signal = line.signal, let key = line.businessKey,
            let body = line.body.flatMap({ try? JSON.value(Request.Reply.self, $0) })
        else { return try self.park(&line, "what was read of it cannot be read again") }
        let incident = Incident<Request>.heard(Signal(id: line.name, name: signal, body: body))
        let advance: Advance?
        do {
            advance = try self.whoWants(incident, key)
        } catch let error as RuntimeError {
            return try self.park(&line, "its saga cannot be read: \(error)")
        }
        guard let advance else { return try self.park(&line, "no saga is known as \(key)") }
        line.saga = advance.transition.saga
        let heard: Heard
        switch advance.transition.reaction {
        case .advanced:
            line.become(.claimed, at: self.now())
            heard = .taken(advance.transition.saga)
        case .ignored(let why):
            line.become(.ignored, why, at: self.now())
            heard = .ignored(why)
        }
        try self.commit([advance], inbox: Self.writing(line, nil))
        return heard
    }

    private func park(_ line: inout InboxLine, _ why: String) throws -> Heard {
        line.become(.parked, why, need: .person, at: self.now())
        try self.keep(line)
        return .parked(why)
    }

    /// The first saga of this key that takes the event; the last that ignores it when none does.
    ///
    /// One that cannot be read is in the way of no other.
    private func whoWants(_ incident: Incident<Request>, _ key: String) throws -> Advance? {
        var last: Advance?
        var unreadable: RuntimeError?
        for id in try self.store.read({ try BusinessKeys.sagas(key, $0) }) {
            do {
                let before = try self.take(id)
                self.keep(before, id)
                last = try self.advance(id, incident)
                if case .advanced = last?.transition.reaction { return last }
                // Only a saga whose line is written may be ahead of the disk.
                self.keep(before, id)
            } catch let error as RuntimeError {
                self.broken[id] = error
                unreadable = error
            }
        }
        if let unreadable { throw unreadable }
        return last
    }
}

// MARK: - all of them

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
    private func wakeFollowers(of line: InboxLine) throws {
        guard line.isSettled, let object = line.turn?.object else { return }
        while let next = try self.store.read({ try Inbox.next(line.source, object, $0) }) {
            _ = try self.consider(next)
        }
    }

    private func line(_ source: String, _ id: String) throws -> InboxLine? {
        try self.store.read { try Inbox.line(source: source, id: id, $0) }
    }

    private func keep(_ line: InboxLine, _ act: InboxAct? = nil) throws {
        try self.commit([], inbox: Self.writing(line, act))
    }

    private static func writing(_ line: InboxLine, _ act: InboxAct?) -> (Database) throws -> Void {
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
    private func pass(_ point: String) throws {
        do {
            try self.onPoint(point)
        } catch {
            self.stop(error)
            throw error
        }
    }
}
