/// What comes out of a bank's file while it is read, in the file's order.
///
/// What came before an error came from a file that is not good: keep it apart until the reader has finished.
package enum BankPart: Equatable, Sendable {
    /// Another statement begins; the entries after it are its own.
    case statement(BankStatement)
    case entry(BankEntry)
    /// A control sum of the file is not what its parts add up to.
    case exception(BankException)
}
