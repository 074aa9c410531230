package import SagaModel

extension Engine {
    /// Takes in an event from outside.
    ///
    /// It is on disk before anything is said about it. One that no saga wants yet, or whose predecessor is missing,
    /// waits; its saga or its predecessor wakes it.
    package func hear(_ letter: Letter, _ message: Message<Request.Reply>) throws -> Heard {
        try self.heedClock()
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
        try self.heedClock()
        if let line = try self.line(letter.source, letter.id) {
            return line.outcome == .dead ? .dead(line.reason ?? why) : .repeated
        }
        var line = InboxLine(letter, at: self.now())
        line.become(.dead, why, need: .person, at: self.now())
        try self.keep(line)
        return .dead(why)
    }

    /// Keeps what no saga has to hear: it is settled as it comes.
    package func note(_ letter: Letter, why: String) throws -> Heard {
        try self.checkStopped()
        guard try self.line(letter.source, letter.id) == nil else { return .repeated }
        var line = InboxLine(letter, at: self.now())
        line.become(.ignored, why, at: self.now())
        try self.keep(line)
        return .ignored(why)
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
        try self.heedClock()
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
        try self.heedClock()
        guard var line = try self.line(source, id) else { throw RuntimeError.noSuchEvent("\(source)/\(id)") }
        guard !line.isSettled else { return .ignored("it is \(line.outcome.rawValue) already") }
        let act = InboxAct(verb: .discard, at: self.now(), who: who, why: why, patch: nil)
        line.become(.discarded, "discarded by \(who): \(why)", at: self.now())
        try self.keep(line, act)
        try self.wakeFollowers(of: line)
        return .advanced
    }
}
