/// Reads a bank's file of whichever format it turns out to be, piece by piece.
package struct BankFileReader: ~Copyable {
    private let aliases: [String: String]
    private var camt: CamtReader
    private var bai2 = BAI2Reader()
    private var format: Format?

    private enum Format { case camt, bai2 }

    /// `aliases` maps the namespaces that banks made up to the version they have the shape of: `camt.054.001.04`.
    package init(aliases: [String: String] = [:]) {
        self.aliases = aliases
        self.camt = CamtReader(aliases: aliases)
    }

    package mutating func feed(_ bytes: some Sequence<UInt8>) throws(BankError) -> [BankPart] {
        let bytes = Array(bytes)
        if self.format == nil { self.format = Self.format(of: bytes) }
        switch self.format {
        case .camt: return try self.camt.feed(bytes)
        case .bai2: return try self.bai2.feed(bytes)
        case nil: return []
        }
    }

    package mutating func finish() throws(BankError) -> [BankPart] {
        switch self.format {
        case .camt: return try self.camt.finish()
        case .bai2: return try self.bai2.finish()
        case nil: throw BankError(.shape, "the file is empty", remedy: "ask the bank for the file again")
        }
    }

    /// XML in any encoding begins with `<`, white space or a byte order mark; BAI2 with a digit.
    private static func format(of bytes: [UInt8]) -> Format? {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x9 || $0 == 0xA || $0 == 0xD }
        guard let first = bytes.first(where: { !isSpace($0) }) else { return nil }
        return (48...57).contains(first) ? .bai2 : .camt
    }
}
