/// Turns a document into UTF-8, so that libxml2 never chooses a decoder.
///
/// Its choice can be led: UTF-7 hides a DTD from whoever looks at the bytes. HTTP's charset comes
/// before the byte order mark, and that before the declaration. The document may come in pieces, cut anywhere.
struct XMLDecoding {
    private enum Encoding {
        case utf8, utf16(bigEndian: Bool), latin1
    }

    /// A declaration is looked for no further down.
    private static let headBytes = 1_024

    private let charset: String?
    private var encoding: Encoding?
    /// Bytes that wait for those after them.
    private var held: [UInt8] = []

    init(charset: String?) {
        self.charset = charset
    }

    static func utf8(_ bytes: [UInt8], charset: String?) throws(XMLError) -> [UInt8] {
        var decoding = XMLDecoding(charset: charset)
        return try decoding.decode(bytes, isLast: true)
    }

    /// The next part of the document in UTF-8, cut between two characters.
    mutating func decode(_ bytes: [UInt8], isLast: Bool = false) throws(XMLError) -> [UInt8] {
        if self.held.isEmpty { self.held = bytes } else { self.held.append(contentsOf: bytes) }
        guard isLast || self.encoding != nil || self.held.count >= Self.headBytes else { return [] }
        let isFirst = self.encoding == nil
        let encoding = try self.knownEncoding()
        let decoded = try Self.decode(self.takeWhole(encoding, isLast: isLast), encoding)
        if isFirst, case .utf16 = encoding, self.charset == nil, let declared = Self.declaredEncoding(decoded) {
            guard declared.uppercased().hasPrefix("UTF-16") else { throw Self.mismatch("UTF-16", declared) }
        }
        // libxml2 drops a second mark, but not when it is fed in pieces.
        guard !isFirst || !decoded.starts(with: [0xEF, 0xBB, 0xBF]) else {
            throw XMLError(.notWellFormed, "the document has two byte order marks")
        }
        guard !decoded.contains(0) else { throw XMLError(.notWellFormed, "the document has a NUL character") }
        return decoded
    }

    /// The encoding; when it is asked for first, what is held is the document's beginning, and loses its mark.
    private mutating func knownEncoding() throws(XMLError) -> Encoding {
        if let encoding = self.encoding { return encoding }
        let encoding = try Self.encoding(of: self.held, charset: self.charset)
        self.held.removeFirst(Self.mark(in: self.held, encoding))
        self.encoding = encoding
        return encoding
    }

    /// What is held, but for the beginning of a character whose end has not come.
    private mutating func takeWhole(_ encoding: Encoding, isLast: Bool) -> [UInt8] {
        let part = isLast ? 0 : Self.partOfCharacter(atEndOf: self.held, encoding)
        let whole = part == 0 ? self.held : Array(self.held.dropLast(part))
        self.held = Array(self.held.suffix(part))
        return whole
    }

    private static func partOfCharacter(atEndOf bytes: [UInt8], _ encoding: Encoding) -> Int {
        switch encoding {
        case .latin1:
            return 0
        case .utf8:
            for (index, byte) in bytes.suffix(3).reversed().enumerated() where byte >= 0xC0 {
                let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
                return index + 1 < length ? index + 1 : 0
            }
            return 0
        case .utf16(let bigEndian):
            let odd = bytes.count % 2
            guard bytes.count - odd >= 2 else { return odd }
            let high = bytes[bytes.count - odd - (bigEndian ? 2 : 1)]
            return odd + ((0xD8...0xDB).contains(high) ? 2 : 0)
        }
    }

    private static func encoding(of bytes: [UInt8], charset: String?) throws(XMLError) -> Encoding {
        if let charset { return try self.encoding(named: charset, bytes) }
        if bytes.starts(with: [0xFE, 0xFF]) { return .utf16(bigEndian: true) }
        if bytes.starts(with: [0xFF, 0xFE]) { return .utf16(bigEndian: false) }
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        guard let declared = self.declaredEncoding(hasMark ? Array(bytes.dropFirst(3)) : bytes) else { return .utf8 }
        let encoding = try self.encoding(named: declared, bytes)
        if hasMark {
            guard case .utf8 = encoding else { throw self.mismatch("UTF-8", declared) }
        }
        return encoding
    }

    private static func encoding(named name: String, _ bytes: [UInt8]) throws(XMLError) -> Encoding {
        let trimmed = name.xmlTrimmed.filter { $0 != "\"" && $0 != "'" }
        switch trimmed.uppercased() {
        case "UTF-8", "UTF8": return .utf8
        case "ISO-8859-1", "ISO8859-1", "LATIN1": return .latin1
        case "UTF-16", "UTF-16LE", "UTF-16BE":
            if bytes.starts(with: [0xFE, 0xFF]) { return .utf16(bigEndian: true) }
            if bytes.starts(with: [0xFF, 0xFE]) { return .utf16(bigEndian: false) }
            throw XMLError(.encoding(trimmed), "\(trimmed) is read only with a byte order mark, and there is none")
        default:
            throw XMLError(.encoding(trimmed), "the encoding \(trimmed.prefix(40).debugDescription) is not read")
        }
    }

    /// The length of the byte order mark.
    private static func mark(in bytes: [UInt8], _ encoding: Encoding) -> Int {
        switch encoding {
        case .utf8: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        case .utf16: 2
        case .latin1: 0
        }
    }

    private static func decode(_ bytes: [UInt8], _ encoding: Encoding) throws(XMLError) -> [UInt8] {
        switch encoding {
        case .utf8:
            guard String(validating: bytes, as: UTF8.self) != nil else { throw self.invalid("UTF-8") }
            return bytes
        case .utf16(let bigEndian):
            guard bytes.count.isMultiple(of: 2) else { throw self.invalid("UTF-16") }
            let units = stride(from: 0, to: bytes.count, by: 2).map { index in
                let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
                return bigEndian ? first << 8 | second : second << 8 | first
            }
            guard let text = String(validating: units, as: UTF16.self) else { throw self.invalid("UTF-16") }
            return Array(text.utf8)
        case .latin1:
            return bytes.flatMap { $0 < 0x80 ? [$0] : [0xC0 | $0 >> 6, 0x80 | $0 & 0x3F] }
        }
    }

    private static func invalid(_ name: String) -> XMLError {
        XMLError(.encoding(name), "the document is not in \(name), as it claims to be")
    }

    private static func mismatch(_ mark: String, _ declared: String) -> XMLError {
        XMLError(.encoding(declared), "the byte order mark says \(mark), the declaration \(declared.debugDescription)")
    }

    /// What `<?xml … encoding="…"?>` says, if it says anything.
    private static func declaredEncoding(_ bytes: [UInt8]) -> String? {
        guard bytes.starts(with: Array("<?xml".utf8)) else { return nil }
        let head = bytes.prefix(Self.headBytes)
        let end = head.firstIndex(of: UInt8(ascii: ">")) ?? head.endIndex
        let parts = String(decoding: head[..<end], as: UTF8.self)
            .split(omittingEmptySubsequences: false) { $0 == "\"" || $0 == "'" }
        let isName = { (part: Substring) in part.filter { !$0.isWhitespace } == "encoding=" }
        guard let index = parts.firstIndex(where: isName), index + 1 < parts.count else { return nil }
        return String(parts[index + 1])
    }
}
