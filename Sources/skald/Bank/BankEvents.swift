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

    var source: String
    var id: String
    var type: String
    var movement: BankMovement?
    var statement: StatementRecord?
    var exception: BankException?

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
        let isOurs =
            kind == Self.statementKind || kind == Self.exceptionKind || BankMovement.Kind(rawValue: kind) != nil
        guard isOurs, let event = try? JSONDecoder().decode(Self.self, from: bytes) else { return nil }
        return event.isWhole ? event : nil
    }

    private var isWhole: Bool {
        switch self.type {
        case Self.statementKind: self.statement != nil
        case Self.exceptionKind: self.exception != nil
        case _: self.movement != nil
        }
    }

    /// What a movement says to sagas; whoever applies cash looks for its key.
    ///
    /// The movement itself stays in the event's bytes.
    var message: Message<RevenueReply>? {
        guard let movement else { return nil }
        return Message(
            signal: SignalName(rawValue: movement.kind.rawValue),
            body: RevenueReply(reference: movement.id, movement: CashMovement(movement)),
            businessKey: "\(self.source)/\(movement.id)"
        )
    }
}

extension OwnEngine {
    /// Keeps an event of a bank's file as what it is.
    func hear(_ letter: Letter, _ event: BankEvent) async throws -> Heard {
        if let exception = event.exception { return try await self.engine.bury(letter, why: exception.words) }
        guard let message = event.message else {
            return try await self.engine.note(letter, why: "remembered; its bookings are events of their own")
        }
        guard message.body.movement != nil else {
            return try await self.engine.note(letter, why: "remembered; no saga begins with money that we sent")
        }
        return try await self.engine.hear(letter, message)
    }
}
