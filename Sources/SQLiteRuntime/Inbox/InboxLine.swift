import Crypto
package import SagaModel

/// An event from outside as it came: who says so, under which id, in which bytes.
package struct Letter: Equatable, Sendable {
    package let source: String
    package let id: String
    package let bytes: [UInt8]

    package init(source: String, id: String, bytes: [UInt8]) {
        self.source = source
        self.id = id
        self.bytes = bytes
    }

    /// One that does not even say who sent it: the same bytes are the same letter.
    package init(nameless bytes: [UInt8]) {
        let digits = SHA256.hash(data: bytes).prefix(6).map { byte in
            byte < 16 ? "0\(String(byte, radix: 16))" : String(byte, radix: 16)
        }
        self.init(source: "unreadable", id: digits.joined(), bytes: bytes)
    }
}

/// What a letter says, once somebody has read it.
package struct Message<Reply: Sendable>: Sendable {
    package var signal: SignalName
    package var body: Reply
    package var businessKey: String
    package var turn: Turn?

    package init(signal: SignalName, body: Reply, businessKey: String, turn: Turn? = nil) {
        self.signal = signal
        self.body = body
        self.businessKey = businessKey
        self.turn = turn
    }
}

/// The place of an event among those about one business object, as its source numbers them from 1.
package struct Turn: Codable, Equatable, Sendable {
    package var object: String
    package var number: Int

    package init(object: String, number: Int) {
        self.object = object
        self.number = number
    }
}

/// How long and how often an inbox tries.
package struct InboxRules: Equatable, Sendable {
    /// How long an event waits for the one before it, or for a saga, until a person is told.
    package var patience: Span
    /// How often an event may crash whoever handles it.
    package var crashes: Int
    /// How many events about one object wait for an earlier one; one more needs a person at once.
    package var mostWaiting: Int

    package init(patience: Span = .days(1), crashes: Int = 3, mostWaiting: Int = 256) {
        self.patience = patience
        self.crashes = crashes
        self.mostWaiting = mostWaiting
    }
}

/// One event from outside, and what came of it.
package struct InboxLine: Equatable, Sendable {
    package enum Outcome: String, Codable, CaseIterable, Sendable {
        /// Written down, and being handled; after a crash it still says so.
        case open
        case claimed
        /// Its saga has no use for it.
        case ignored
        /// A later one about the same object was used before.
        case stale
        case waiting
        /// Has waited too long, or its saga cannot be read: a person is told.
        case parked
        /// Cannot be read, or crashed whoever handled it.
        case dead
        case discarded
    }

    /// What an event that stands still needs.
    package enum Need: String, Codable, Sendable {
        /// The event that its source numbered before it.
        case predecessor
        /// A saga with its business key.
        case saga
        case person
    }

    package let source: String
    package let id: String
    package let received: Moment
    package let bytes: [UInt8]
    package internal(set) var signal: SignalName?
    /// The reply's JSON, as sagas get it; absent until somebody could read it.
    var body: String?
    package internal(set) var businessKey: String?
    package internal(set) var turn: Turn?
    /// How often it was handed to a saga; counted before, so that a crash counts.
    package internal(set) var attempts = 0
    package internal(set) var outcome = Outcome.open
    package internal(set) var need: Need?
    package internal(set) var reason: String?
    package internal(set) var saga: SagaID?
    package internal(set) var since: Moment
    /// When a person is told.
    package internal(set) var due: Moment?

    init(_ letter: Letter, at now: Moment) {
        self.source = letter.source
        self.id = letter.id
        self.received = now
        self.bytes = letter.bytes
        self.since = now
    }

    package var name: String { "\(self.source)/\(self.id)" }

    /// Nothing more will come of it.
    var isSettled: Bool {
        switch self.outcome {
        case .claimed, .ignored, .stale, .discarded: true
        case .open, .waiting, .parked, .dead: false
        }
    }

    mutating func read<Reply: Encodable>(_ message: Message<Reply>) throws {
        self.signal = message.signal
        self.body = try JSON.text(message.body)
        self.businessKey = message.businessKey
        self.turn = message.turn
    }

    /// What the reason says of an event that begins a saga, or that finds it begun: no line of a history has it.
    static let opened = "was started"

    mutating func become(
        _ outcome: Outcome,
        _ reason: String? = nil,
        need: Need? = nil,
        due: Moment? = nil,
        at now: Moment
    ) {
        self.outcome = outcome
        self.reason = reason
        self.need = need
        self.due = due
        self.since = now
    }
}
