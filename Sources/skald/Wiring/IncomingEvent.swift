internal import FoundationEssentials
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Sandbox
internal import Workflows

/// An event from outside, as a feed or a file has it.
///
/// What it brings stands beside its name: `{"source", "id", "type", "payment": {…}}`.
struct IncomingEvent {
    var source: String
    var id: String
    var type: String
    /// What it is about, in the source's words; named when `sequence` numbers the events about it.
    var subject: String?
    /// Counts the source's events about its subject from 1.
    var sequence: Int?
    /// The business key of the saga that it is for; a payment names its invoice.
    var about: String?
    var body: RevenueReply

    init(source: String, id: String, type: String, payment: Payment) {
        self.source = source
        self.id = id
        self.type = type
        self.body = RevenueReply(payment: payment)
    }

    init(source: String, id: String, type: String, about: String? = nil, body: RevenueReply) {
        self.source = source
        self.id = id
        self.type = type
        self.about = about
        self.body = body
    }

    init(_ event: SandboxEvent) throws {
        if let report = event.refundReport {
            self.init(source: event.source, id: event.id, type: event.type, body: RevenueReply(refundReport: report))
            return
        }
        guard let payment = event.payment else {
            throw OperatorError(
                .failure,
                "event \(event.id) of \(event.source) is no payment",
                why: "its type is \(event.type)",
                next: "skald sandbox show"
            )
        }
        self.init(source: event.source, id: event.id, type: event.type, payment: payment)
        self.subject = event.subject
    }

    /// As it was kept.
    init(_ letter: Letter, _ message: Message<RevenueReply>) {
        self.source = letter.source
        self.id = letter.id
        self.type = message.signal.rawValue
        self.about = message.businessKey
        self.body = message.body
    }

    init(_ announcement: Announcement) {
        self.source = OtherSagas.source
        self.id = announcement.id
        self.type = announcement.name
        self.about = announcement.about
        self.body = announcement.body
    }

    /// The business key of the saga that it is for.
    var businessKey: String {
        let payment = self.body.payment.map { $0.invoice.isEmpty ? $0.id : $0.invoice }
        return self.about ?? payment ?? self.body.movement?.id ?? self.body.caseID ?? self.body.refundReport?.refund
            ?? ""
    }

    /// What it says to sagas.
    var message: Message<RevenueReply> {
        Message(
            signal: SignalName(rawValue: self.type),
            body: self.body,
            businessKey: self.businessKey,
            turn: self.sequence.flatMap { number in self.subject.map { Turn(object: $0, number: number) } }
        )
    }
}

extension IncomingEvent: Codable {
    private enum CodingKeys: CodingKey { case source, id, type, subject, sequence, about }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.source = try values.decode(String.self, forKey: .source)
        self.id = try values.decode(String.self, forKey: .id)
        self.type = try values.decode(String.self, forKey: .type)
        self.subject = try values.decodeIfPresent(String.self, forKey: .subject)
        self.sequence = try values.decodeIfPresent(Int.self, forKey: .sequence)
        self.about = try values.decodeIfPresent(String.self, forKey: .about)
        self.body = try RevenueReply(from: decoder)
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(self.source, forKey: .source)
        try values.encode(self.id, forKey: .id)
        try values.encode(self.type, forKey: .type)
        try values.encodeIfPresent(self.subject, forKey: .subject)
        try values.encodeIfPresent(self.sequence, forKey: .sequence)
        try values.encodeIfPresent(self.about, forKey: .about)
        try self.body.encode(to: encoder)
    }
}

/// Why an event cannot be read: where in it, and what was expected there.
struct EventProblem: Error {
    let place: String
    let expected: String

    var words: String { self.place.isEmpty ? self.expected : "\(self.place): \(self.expected)" }
}

extension IncomingEvent {
    /// Kinds of events that some workflow waits for, or begins with.
    static let kinds = WorkflowCommand.known.reduce(into: Opening.signals) { $0.formUnion($1.awaited) }

    /// Reads what came, or came and was corrected.
    static func read(_ bytes: Data, from messenger: OwnEngine.Messenger = .outside) throws(EventProblem) -> Self {
        if StripeEvent.id(bytes) != nil { return try StripeEvent.event(bytes) }
        let event: Self
        do {
            event = try JSONDecoder().decode(Self.self, from: bytes)
        } catch let error as DecodingError {
            throw EventProblem(place: error.place, expected: error.words)
        } catch {
            throw EventProblem(place: "", expected: "\(error)")
        }
        try event.check()
        if messenger == .outside, event.source == OtherSagas.source {
            throw EventProblem(place: "source", expected: "“\(event.source)” is what sagas tell each other")
        }
        return event
    }

    private func check() throws(EventProblem) {
        if self.source.isEmpty { throw EventProblem(place: "source", expected: "is empty") }
        if self.id.isEmpty { throw EventProblem(place: "id", expected: "is empty") }
        guard Self.kinds.contains(SignalName(rawValue: self.type)) else {
            let known = Self.kinds.map(\.rawValue).sorted().joined(separator: ", ")
            throw EventProblem(place: "type", expected: "“\(self.type)” is not known; expected \(known)")
        }
        try self.checkContent()
        guard let sequence else { return }
        if sequence < 1 { throw EventProblem(place: "sequence", expected: "\(sequence) is not a number from 1") }
        if self.subject?.isEmpty ?? true {
            throw EventProblem(place: "subject", expected: "is missing; a sequence counts the events about it")
        }
    }
}

extension IncomingEvent {
    private func checkContent() throws(EventProblem) {
        if self.type == "payment-settled", self.body.payment == nil, self.body.movement == nil {
            throw EventProblem(place: "", expected: "payment is missing")
        }
        if ["refund-accepted", "refund-rejected"].contains(self.type), self.body.refundReport == nil {
            throw EventProblem(place: "", expected: "refundReport is missing")
        }
        if self.type == "payee-corrected" { try self.checkPayee(self.body.payee, "payee") }
        try self.checkCase()
        guard self.businessKey.isEmpty else { return }
        throw EventProblem(place: "about", expected: "is missing; expected the number of what it is about")
    }
}

extension Workflow {
    /// The events that its sagas wait for.
    var awaited: Set<SignalName> { self.definition.awaited }
}

extension Letter {
    /// The event in these bytes, named as far as anybody can read its name.
    init(_ bytes: Data) {
        if let id = StripeEvent.id(bytes) {
            self.init(source: StripeEvent.source, id: id, bytes: Array(bytes))
            return
        }
        guard let name = try? JSONDecoder().decode(EventName.self, from: bytes), !name.source.isEmpty, !name.id.isEmpty
        else {
            self.init(nameless: Array(bytes))
            return
        }
        self.init(source: name.source, id: name.id, bytes: Array(bytes))
    }
}

/// How an event is named: the same source and id is the same event.
struct EventName: Codable, Hashable {
    let source: String
    let id: String
}

extension DecodingError {
    private var context: Context? {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
            .dataCorrupted(let context):
            context
        @unknown default: nil
        }
    }

    fileprivate var place: String {
        let path = self.context?.codingPath ?? []
        return path.reduce("") { text, key in
            if let index = key.intValue { return "\(text)[\(index)]" }
            return text.isEmpty ? key.stringValue : "\(text).\(key.stringValue)"
        }
    }

    fileprivate var words: String {
        if case .keyNotFound(let key, _) = self { return "\(key.stringValue) is missing" }
        return self.context?.debugDescription ?? "cannot be read as an event"
    }
}
