/// Checks a whole file while it is read: what moved, what is wrong, and what is to be remembered.
package struct BankFileCheck: Sendable {
    /// A statement that was read to its end.
    package struct Statement: Equatable, Sendable {
        package var record: StatementRecord
        package var exceptions: [BankException]

        /// Whether nothing of it may be taken in.
        package var isHeld: Bool { self.exceptions.contains { $0.holds == .statement } }
    }

    package private(set) var statements: [Statement] = []
    /// About the file itself: then nothing of it may be taken in.
    package private(set) var exceptions: [BankException] = []
    private var check: StatementCheck?
    private var found: [BankException] = []

    package init() {}

    /// The movements of the statement that is being read; nothing for what does not move money, or is kept out.
    package mutating func take(_ part: BankPart) -> [BankMovement] {
        switch part {
        case .statement(let statement):
            self.close()
            self.check = StatementCheck(statement)
            return []
        case .exception(let exception):
            if exception.account.isEmpty { self.exceptions.append(exception) } else { self.found.append(exception) }
            return []
        case .entry(let entry):
            do throws(BankException) {
                return try self.check?.take(entry) ?? []
            } catch {
                self.found.append(error)
                return []
            }
        }
    }

    package mutating func finish() { self.close() }

    private mutating func close() {
        guard let check = self.check else { return }
        let (record, exceptions) = check.finish()
        self.statements.append(Statement(record: record, exceptions: self.found + exceptions))
        self.check = nil
        self.found = []
    }
}
