internal import RevenueModel

/// Reads BAI2 line by line, however long the file is.
///
/// Amounts are whole numbers of the currency's minor unit. A control total that does not agree becomes an exception;
/// a file that is not whole is refused.
package struct BAI2Reader: Sendable {
    private var lines = BAI2Lines()
    private var record: BAI2Record?
    private var parser = BAI2Parser()

    package init() {}

    package mutating func feed(_ bytes: some Sequence<UInt8>) throws(BankError) -> [BankPart] {
        try self.take(try self.lines.feed(Array(bytes)))
    }

    package mutating func finish() throws(BankError) -> [BankPart] {
        var parts = try self.take(try self.lines.finish())
        if let record = self.record { parts += try self.parser.take(record) }
        self.record = nil
        try self.parser.finish()
        return parts
    }

    private mutating func take(_ pieces: [BAI2Lines.Piece]) throws(BankError) -> [BankPart] {
        var parts: [BankPart] = []
        for piece in pieces {
            guard let next = BAI2Record(piece.text[...], line: piece.line) else {
                try self.wrap(piece)
                continue
            }
            if next.code == .continuation {
                guard self.record != nil else { throw next.wrong(.shape, "there is no record that it continues") }
                self.record?.add(next, raw: piece.text[...])
                guard self.record?.fields.count ?? 0 <= Self.mostFields else {
                    throw next.wrong(.document, "the record has more than \(Self.mostFields) fields")
                }
                continue
            }
            if let record = self.record { parts += try self.parser.take(record) }
            self.record = next
        }
        return parts
    }

    private static let mostFields = 100_000

    /// Some banks break a long text without a continuation.
    private mutating func wrap(_ piece: BAI2Lines.Piece) throws(BankError) {
        guard self.record?.code == .transaction else {
            throw BankError(
                .shape,
                line: piece.line,
                path: "record \(piece.text.prefix(2))",
                "no record of BAI2 begins like this",
                remedy: "ask the bank for BAI2 version 2"
            )
        }
        self.record?.fields.append("\n" + BAI2Record.withoutEnd(piece.text[...]))
    }
}
