/// Something in a bank's file that a person must look at: who, why, and what to do.
///
/// It is a finding about a file that could be read; a file that cannot be is a `BankError`.
package struct BankException: Error, Codable, Equatable, Sendable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// The numbers of an account's statements have a gap.
        case missingStatement = "missing-statement"
        /// A statement does not open with what the one before closed with.
        case brokenChain = "broken-chain"
        /// The entries do not lead from the opening to the closing balance.
        case unbalanced
        /// An opening or closing balance is not given, so that nothing can be checked.
        case missingBalance = "missing-balance"
        /// A sum or count of the bank is not what its parts add up to.
        case controlTotal = "control-total"
        /// The file is of a kind or version that nobody mapped.
        case unknownVersion = "unknown-version"
        /// The same statement came before, with another content.
        case changedStatement = "changed-statement"
        /// Two statements of an account have the same number.
        case repeatedNumber = "repeated-number"
        /// The payments in a booking do not add up to it.
        case batchMismatch = "batch-mismatch"
        /// A booking of many payments, of which none is given.
        case batchWithoutDetails = "batch-without-details"
        /// A booking was taken in as one sum, and now its payments come one by one.
        case takenAsOne = "taken-as-one"
        /// A notice has a booking that the statement will have again, and nothing to know it by.
        case unidentified
        /// A statement uses one reference for two bookings of the same amount.
        case repeatedReference = "repeated-reference"
        /// The bank marks it as a correction, a deletion or a test of what it sent before.
        case correction
        /// The bank's status of the booking is not known here.
        case unknownStatus = "unknown-status"
    }

    package enum Owner: String, Codable, Sendable {
        /// Has the contract with the bank, and asks it for files.
        case treasury
        /// Says which invoices money is for.
        case cashApplication = "cash-application"
    }

    /// How much of the file is kept out until a person has decided.
    package enum Holds: String, Codable, Sendable {
        case nothing, entry, statement
    }

    package var kind: Kind
    package var account: String
    package var statement: String
    /// The place of the booking in its statement.
    package var position: Int?
    /// The line of the file where it was found; 0 where none is to blame.
    package var line: Int
    package var reason: String
    package var owner: Owner
    package var remedy: String
    package var holds: Holds

    package init(
        _ kind: Kind,
        account: String,
        statement: String,
        position: Int? = nil,
        line: Int = 0,
        _ reason: String
    ) {
        self.kind = kind
        self.account = account
        self.statement = statement
        self.position = position
        self.line = line
        self.reason = reason
        self.owner = kind.owner
        self.remedy = kind.remedy
        self.holds = kind.holds
    }

    /// The same finding about the same thing has the same name.
    package var id: String {
        "\(self.kind.rawValue)/\(self.statement)" + (self.position.map { "/\($0)" } ?? "")
    }

    package var words: String {
        "\(self.kind.rawValue): \(self.reason); \(self.owner.rawValue): \(self.remedy)"
    }
}

extension BankException.Kind {
    var owner: BankException.Owner {
        switch self {
        case .batchMismatch, .batchWithoutDetails, .takenAsOne, .unidentified, .repeatedReference: .cashApplication
        case .missingStatement, .brokenChain, .unbalanced, .missingBalance, .controlTotal, .unknownVersion,
            .changedStatement, .repeatedNumber, .correction, .unknownStatus:
            .treasury
        }
    }

    var holds: BankException.Holds {
        switch self {
        case .unbalanced, .controlTotal, .changedStatement, .unknownVersion, .correction: .statement
        case .batchMismatch, .batchWithoutDetails, .takenAsOne, .unidentified, .repeatedReference, .unknownStatus:
            .entry
        case .missingStatement, .brokenChain, .missingBalance, .repeatedNumber: .nothing
        }
    }

    var remedy: String {
        switch self {
        case .missingStatement: "ask the bank for the missing statement and import it"
        case .brokenChain: "ask the bank what was booked in between, and import the statement that has it"
        case .unbalanced, .controlTotal: "ask the bank for a corrected file; the money in this one was not taken in"
        case .missingBalance: "compare the balance with the bank by hand, and ask it to give both in its statements"
        case .unknownVersion: "ask the bank for a version that is read, or say which one its namespace stands for"
        case .changedStatement: "ask the bank which of the two holds; the money in the second was not taken in"
        case .repeatedNumber: "ask the bank whether one of the two statements replaces the other"
        case .batchMismatch: "ask the bank for the payments in it; it was not taken in"
        case .batchWithoutDetails: "import the notification (camt.054) that has the payments in it"
        case .takenAsOne: "say what the sum is for where it was booked; the payments were not taken in a second time"
        case .unidentified: "wait for the statement (camt.053), which has the booking again"
        case .repeatedReference: "ask the bank whether the booking is there twice; the second was not taken in"
        case .correction: "compare it with what came before and book the difference by hand; it was not taken in"
        case .unknownStatus: "ask the bank what the status means; the booking was not taken in"
        }
    }
}
