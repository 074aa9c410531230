/// Cuts a BAI2 file into its records: lines, of which some banks put several into one.
struct BAI2Lines {
    struct Piece: Equatable {
        let text: String
        let line: Int
    }

    /// No bank's line is longer; one that is would be held in memory until it ends.
    private static let longest = 1 << 20

    private var rest: [UInt8] = []
    private var line = 0

    mutating func feed(_ bytes: [UInt8]) throws(BankError) -> [Piece] {
        self.rest += bytes
        var pieces: [Piece] = []
        var start = 0
        while let end = self.rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
            pieces += try self.pieces(self.rest[start..<end])
            start = end + 1
        }
        self.rest.removeFirst(start)
        guard self.rest.count <= Self.longest else { throw self.wrong("the line is longer than \(Self.longest) bytes") }
        return pieces
    }

    mutating func finish() throws(BankError) -> [Piece] {
        defer { self.rest = [] }
        return try self.pieces(self.rest[...])
    }

    private func wrong(_ reason: String) -> BankError {
        BankError(.document, line: self.line + 1, reason, remedy: "ask the bank for the file again")
    }

    private mutating func pieces(_ bytes: ArraySlice<UInt8>) throws(BankError) -> [Piece] {
        guard bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x9 || $0 == 0xD }) else {
            throw self.wrong("the line has characters that no text has")
        }
        self.line += 1
        var pieces: [Piece] = []
        var start = bytes.startIndex
        for index in bytes.indices where Self.beginsRecord(bytes[index...]) {
            let text = Self.trimmed(bytes[start...index])
            if !text.isEmpty { pieces.append(Piece(text: text, line: self.line)) }
            start = index + 1
        }
        let text = Self.trimmed(bytes[start...])
        if !text.isEmpty { pieces.append(Piece(text: text, line: self.line)) }
        return pieces
    }

    /// A slash, white space, and the code of a record.
    private static func beginsRecord(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.first == UInt8(ascii: "/") else { return false }
        let rest = bytes.dropFirst()
        let next = rest.drop { $0 == 0x20 || $0 == 0x9 }.prefix(3)
        guard next.startIndex > rest.startIndex, next.count == 3, next.last == UInt8(ascii: ",") else { return false }
        return BAI2Record.Code(rawValue: String(decoding: next.prefix(2), as: UTF8.self)) != nil
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        let text = bytes.drop { $0 == 0x20 || $0 == 0x9 || $0 == 0xD }
        // Latin-1 where it is no UTF-8: banks still send it in names.
        if let utf8 = String(validating: text, as: UTF8.self) { return utf8 }
        return String(String.UnicodeScalarView(text.map { Unicode.Scalar($0) }))
    }
}
