import SagaModel

extension Engine {
    /// Hands the event to its saga when it is its turn and there is one; otherwise it waits.
    func consider(_ line: InboxLine, _ act: InboxAct? = nil, skipsGap: Bool = false) throws -> Heard {
        var line = line
        if skipsGap, let turn = line.turn {
            try self.commit([]) { db in
                let used = try Inbox.used(line.source, turn.object, db)
                guard used < turn.number - 1 else { return }
                try Inbox.use(line.source, Turn(object: turn.object, number: turn.number - 1), db)
            }
        }
        let beginning: Beginning<Request>?
        do throws(CannotBegin) { beginning = try self.beginning(with: line) } catch {
            return try self.park(&line, error.why, act)
        }
        if let heard = try self.wait(&line, act, isFirst: beginning != nil) { return heard }
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
        let heard = if let beginning { try self.begin(&line, beginning) } else { try self.handle(&line) }
        try self.wakeFollowers(of: line)
        return heard
    }

    /// Why it cannot be handled now; `nil` when it can.
    private func wait(_ line: inout InboxLine, _ act: InboxAct?, isFirst: Bool) throws -> Heard? {
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
        guard !isFirst else { return nil }
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
        try self.commit([advance], beside: Self.writing(line, nil))
        return heard
    }

    private func park(_ line: inout InboxLine, _ why: String, _ act: InboxAct? = nil) throws -> Heard {
        line.become(.parked, why, need: .person, at: self.now())
        try self.keep(line, act)
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
