/// A whole file in our words, for a person or a program to look at before it is taken in.
package struct BankReading: Codable, Equatable, Sendable {
    package struct Statement: Codable, Equatable, Sendable {
        package var statement: BankStatement
        /// How many bookings it has, those that move no money too.
        package var entries: Int
        package var movements: [BankMovement]
        package var exceptions: [BankException]
    }

    package var statements: [Statement]
    /// About the file itself.
    package var exceptions: [BankException]

    package init(_ bytes: some Sequence<UInt8>, aliases: [String: String] = [:]) throws(BankError) {
        var reader = BankFileReader(aliases: aliases)
        var check = BankFileCheck()
        var read: [Statement] = []
        let parts = try reader.feed(bytes)
        for part in parts + (try reader.finish()) {
            if case .statement(let statement) = part {
                read.append(Statement(statement: statement, entries: 0, movements: [], exceptions: []))
            }
            let movements = check.take(part)
            if !read.isEmpty { read[read.count - 1].movements += movements }
        }
        check.finish()
        for (index, checked) in check.statements.enumerated() where read.indices.contains(index) {
            read[index].entries = checked.record.entries
            read[index].exceptions = checked.exceptions
        }
        self.statements = read
        self.exceptions = check.exceptions
    }
}
