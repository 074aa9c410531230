internal import Bank
internal import FoundationEssentials
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel

/// What a bank's file says, as events for the inbox: the one place where bookings become events.
///
/// An account is a source, so that the same booking is the same event in whatever file it comes. A statement is kept
/// as an event too: what is remembered of it is what the next one is compared with. So is a finding: it stands in
/// `skald dlq` until somebody has seen to it.
struct BankEvent: Codable {
    static let statementKind = "bank-statement"
    static let exceptionKind = "bank-exception"
    static let acceptedKind = "refund-accepted"
    static let rejectedKind = "refund-rejected"
    /// What a bank says of a payment without having decided.
    static let undecidedKind = "payment-status"

    var source: String
    var id: String
    var type: String
    var movement: BankMovement?
    var statement: StatementRecord?
    var exception: BankException?
    var refund: RefundReport?

    init(_ movement: BankMovement) {
        self.source = Self.source(movement.account.id)
        self.id = movement.id
        self.type = movement.kind.rawValue
        self.movement = movement
    }

    init(_ statement: StatementRecord) {
        self.source = Self.source(statement.account.id)
        self.id = "\(Self.statementKind)/\(statement.name)"
        self.type = Self.statementKind
        self.statement = statement
    }

    init(_ exception: BankException) {
        self.source = Self.source(exception.account)
        self.id = "\(Self.exceptionKind)/\(exception.id)"
        self.type = Self.exceptionKind
        self.exception = exception
    }

    /// A report that only says that a message came twice decides nothing.
    init(_ report: PaymentStatusReport, _ status: PaymentStatusReport.Status, _ outcome: RefundReport) {
        self.source = Self.source("")
        self.id = "pain.002/\(report.id)/\(outcome.refund)"
        self.refund = outcome
        switch status {
        case .accepted, .settled: self.type = Self.acceptedKind
        case .rejected: self.type = report.isAboutRepetition ? Self.undecidedKind : Self.rejectedKind
        case .pending, .partly, .unknown: self.type = Self.undecidedKind
        }
    }

    static func source(_ account: String) -> String { account.isEmpty ? "bank" : "bank/\(account)" }

    func bytes() throws -> Data { Data(try JSONText.line(self).utf8) }
}

extension BankEvent {
    private struct Kind: Decodable {
        let type: String
    }

    /// Nothing when it is no event of a bank's file.
    static func read(_ bytes: Data) -> Self? {
        guard let kind = try? JSONDecoder().decode(Kind.self, from: bytes).type else { return nil }
        let isOurs = Self.kinds.contains(kind) || BankMovement.Kind(rawValue: kind) != nil
        guard isOurs, let event = try? JSONDecoder().decode(Self.self, from: bytes) else { return nil }
        return event.isWhole ? event : nil
    }

    private static let kinds = [
        Self.statementKind, Self.exceptionKind, Self.acceptedKind, Self.rejectedKind, Self.undecidedKind,
    ]

    private var isWhole: Bool {
        switch self.type {
        case Self.statementKind: self.statement != nil
        case Self.exceptionKind: self.exception != nil
        case Self.acceptedKind, Self.rejectedKind, Self.undecidedKind: self.refund != nil
        case _: self.movement != nil
        }
    }

    /// What a movement says to sagas; whoever applies cash looks for its key.
    ///
    /// The movement itself stays in the event's bytes.
    var message: Message<RevenueReply>? {
        if let refund {
            let body = RevenueReply(refundReport: refund)
            return Message(signal: SignalName(rawValue: self.type), body: body, businessKey: refund.refund)
        }
        guard let movement else { return nil }
        return Message(
            signal: SignalName(rawValue: movement.kind.rawValue),
            body: RevenueReply(reference: movement.id, movement: CashMovement(movement)),
            businessKey: "\(self.source)/\(movement.id)"
        )
    }
}

extension OwnEngine {
    /// Takes in events of one file; money that came or went shares its commits with its neighbours.
    func hear(all events: [Data], by who: String) async throws {
        try self.people.check(.ingest, by: who)
        var arrivals: [Arrival<RevenueReply>] = []
        for bytes in events {
            if let arrival = Self.arrival(bytes) {
                arrivals.append(arrival)
                continue
            }
            try await self.engine.hear(all: arrivals)
            arrivals = []
            _ = try await self.hear(bytes, by: who)
        }
        try await self.engine.hear(all: arrivals)
    }

    /// Nothing, where it depends on what is there already.
    private static func arrival(_ bytes: Data) -> Arrival<RevenueReply>? {
        guard let event = BankEvent.read(bytes), event.movement != nil, let message = event.message else { return nil }
        switch message.body.movement?.kind {
        case .received, .returned: return Arrival(Letter(bytes), .message(message))
        case nil: return Arrival(Letter(bytes), .note(Self.sentWords))
        case .chargedBack, .refunded, .refundReturned: return nil
        }
    }

    private static let sentWords = "remembered; no saga begins with money that we sent"

    /// Keeps an event of a bank's file as what it is.
    func hear(_ letter: Letter, _ event: BankEvent) async throws -> Heard {
        if let exception = event.exception { return try await self.engine.bury(letter, why: exception.words) }
        guard let message = event.message else {
            return try await self.engine.note(letter, why: "remembered; its bookings are events of their own")
        }
        if let refund = event.refund {
            return try await self.hear(letter, message, of: refund, isDecided: event.type != BankEvent.undecidedKind)
        }
        guard let movement = message.body.movement else {
            return try await self.engine.note(letter, why: Self.sentWords)
        }
        if movement.kind == .refundReturned, try await !self.engine.knows(movement.original ?? "") {
            return try await self.engine.note(letter, why: "remembered; no saga sent the money that came back")
        }
        return try await self.engine.hear(letter, message)
    }

    /// Only a refund that a saga asked for concerns one: the bank reports of salaries, too.
    private func hear(
        _ letter: Letter,
        _ message: Message<RevenueReply>,
        of refund: RefundReport,
        isDecided: Bool
    ) async throws -> Heard {
        guard isDecided else {
            return try await self.engine.note(letter, why: "remembered; the bank has not decided \(refund.refund)")
        }
        guard try await self.engine.knows(refund.refund) else {
            return try await self.engine.note(letter, why: "remembered; no saga asked for \(refund.refund)")
        }
        return try await self.engine.hear(letter, message)
    }
}
