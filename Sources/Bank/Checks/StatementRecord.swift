package import RevenueModel

/// What is remembered of a statement, so that the next one can be compared with it.
///
/// A statement is known by its kind, account and id. The same one with the same fingerprint changes nothing.
package struct StatementRecord: Codable, Equatable, Sendable {
    package var kind: BankStatement.Kind
    package var id: String
    package var account: BankAccount
    package var electronicNumber: Int?
    package var legalNumber: Int?
    package var page: BankStatement.Page?
    package var opening: BankBalance?
    package var closing: BankBalance?
    /// The latest day of its bookings.
    package var lastBooking: LocalDate?
    package var entries: Int
    /// Of everything in it that moves money.
    package var fingerprint: String

    init(_ statement: BankStatement) {
        self.kind = statement.kind
        self.id = statement.id
        self.account = statement.account
        self.electronicNumber = statement.electronicNumber
        self.legalNumber = statement.legalNumber
        self.page = statement.page
        self.opening = statement.opening
        self.closing = statement.closing
        self.entries = 0
        self.fingerprint = ""
    }
}

extension StatementRecord {

    /// Its name among all statements of all accounts.
    var identity: String { "\(self.account.id) \(self.name)" }

    package func hasSameName(as other: Self) -> Bool { self.identity == other.identity }

    /// The name under which its account remembers it; the pages of one statement are several.
    package var name: String {
        "\(self.kind.rawValue)/\(self.id)" + (self.page.map { "/\($0.number)" } ?? "")
    }
}
