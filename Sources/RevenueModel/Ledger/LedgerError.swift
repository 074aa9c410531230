/// Why a journal is not taken into the books.
package enum LedgerError: Error, Equatable, Sendable, CustomStringConvertible {
    case empty(String)
    case unknownAccount(String, journal: String)
    case notPositive(Money, journal: String)
    case unbalanced(journal: String, debit: Money, credit: Money)
    case datesDiffer(journal: String, entry: LocalDate, posting: LocalDate)
    case numberTaken(String)
    case periodClosed(AccountingPeriod, entity: String, journal: String)
    case amount(MoneyError)

    package var description: String {
        switch self {
        case .empty(let journal): "Journal \(journal) has no lines; post nothing instead."
        case .unknownAccount(let account, let journal):
            "Journal \(journal): “\(account)” is no account of the ledger; use one of "
                + LedgerAccount.allCases.map(\.rawValue).joined(separator: ", ") + "."
        case .notPositive(let amount, let journal):
            "Journal \(journal): a line of \(amount); write it on the other side as a positive amount."
        case .unbalanced(let journal, let debit, let credit):
            "Journal \(journal) does not balance: debit \(debit), credit \(credit); find the missing line."
        case .datesDiffer(let journal, let entry, let posting):
            "Journal \(journal) is dated \(entry), but its rule chose \(posting); take that day."
        case .numberTaken(let number):
            "\(number) is already posted with other lines; a correction needs a number of its own."
        case .periodClosed(let period, let entity, let journal):
            "Period \(period) of \(entity) is closed for \(journal); ask the close rule for a posting date again."
        case .amount(let error): error.description
        }
    }
}
