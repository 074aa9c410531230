import GRDB
package import SagaModel

/// An event as it came, and what it says to sagas; or why no saga has to hear it.
package struct Arrival<Reply: Codable & Equatable & Sendable>: Sendable {
    package enum Content: Sendable {
        case message(Message<Reply>)
        case note(String)
    }

    package let letter: Letter
    package let content: Content

    package init(_ letter: Letter, _ content: Content) {
        self.letter = letter
        self.content = content
    }
}

extension Engine {
    /// What becomes of an event that is written together with others.
    private struct Pending {
        var line: InboxLine
        /// Nothing, where the event is only remembered.
        var beginning: Beginning<Request>?

        /// By which two of them would be in each other's way.
        var names: Set<String> { Set([self.line.name] + (self.beginning.map { ["saga \($0.id)"] } ?? [])) }
    }

    /// Takes in many events as if one by one, in their order; those that begin a saga each share two commits.
    ///
    /// The first counts the attempt at all of them, the second has their sagas. After a crash between the two each is
    /// taken up by itself, so that one which kills the process spoils no other.
    package func hear(all arrivals: [Arrival<Request.Reply>]) throws {
        var pending: [Pending] = []
        var taken: Set<String> = []
        for arrival in arrivals {
            try self.heedClock()
            if let next = try self.pending(arrival), taken.isDisjoint(with: next.names) {
                taken.formUnion(next.names)
                pending.append(next)
                continue
            }
            try self.settle(pending)
            (pending, taken) = ([], [])
            switch arrival.content {
            case .message(let message): _ = try self.hear(arrival.letter, message)
            case .note(let why): _ = try self.note(arrival.letter, why: why)
            }
        }
        try self.settle(pending)
    }

    /// Nothing, where more has to be looked at: an event that came before, a number in a row, a saga that is there.
    private func pending(_ arrival: Arrival<Request.Reply>) throws -> Pending? {
        try self.checkStopped()
        guard try self.line(arrival.letter.source, arrival.letter.id) == nil else { return nil }
        var line = InboxLine(arrival.letter, at: self.now())
        switch arrival.content {
        case .note(let why):
            line.become(.ignored, why, at: self.now())
            return Pending(line: line)
        case .message(let message):
            guard message.turn == nil else { return nil }
            try line.read(message)
            guard let beginning = try? self.beginning(with: line), try beginning.hasStarted(self) == nil else {
                return nil
            }
            return Pending(line: line, beginning: beginning)
        }
    }

    private func settle(_ pending: [Pending]) throws {
        guard !pending.isEmpty else { return }
        var pending = pending
        for index in pending.indices where pending[index].beginning != nil {
            pending[index].line.attempts += 1
            pending[index].line.become(.open, at: self.now())
        }
        let lines = pending.map(\.line)
        try self.commit([]) { db in
            for line in lines { try Self.writing(line, nil)(db) }
        }
        try self.begin(pending)
    }

    private func begin(_ pending: [Pending]) throws {
        var advances: [Advance] = []
        var claimed: [InboxLine] = []
        for case (var line, let beginning?) in pending.map({ ($0.line, $0.beginning) }) {
            try self.pass("handling \(line.name)")
            line.saga = beginning.id
            line.become(.claimed, "\(beginning.id) \(InboxLine.opened) by it", at: self.now())
            advances.append(try beginning.first(self))
            claimed.append(line)
        }
        guard !advances.isEmpty else { return }
        let lines = claimed
        try self.commit(advances) { db in
            for line in lines { try Self.writing(line, nil)(db) }
        }
    }
}
