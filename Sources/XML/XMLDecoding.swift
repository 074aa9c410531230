/// Turns a document into UTF-8, so that libxml2 never chooses a decoder.
///
/// Its choice can be led: UTF-7 hides a DTD from whoever looks at the bytes. HTTP's charset comes
/// before the byte order mark, and that before the declaration.
enum XMLDecoding {
    private enum Encoding {
        case utf8, utf16(bigEndian: Bool), latin1
    }

    static func utf8(_ bytes: [UInt8], charset: String?) throws(XMLError) -> [UInt8] {
        let encoding = try self.encoding(of: bytes, charset: charset)
        let decoded = try self.decode(bytes, encoding)
        if case .utf16 = encoding, charset == nil, let declared = self.declaredEncoding(decoded) {
            guard declared.uppercased().hasPrefix("UTF-16") else { throw self.mismatch("UTF-16", declared) }
        }
        guard !decoded.contains(0) else { throw XMLError(.notWellFormed, "the document has a NUL character") }
        return decoded
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

    private static func decode(_ bytes: [UInt8], _ encoding: Encoding) throws(XMLError) -> [UInt8] {
        switch encoding {
        case .utf8:
            let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
            guard String(validating: body, as: UTF8.self) != nil else { throw self.invalid("UTF-8") }
            return body
        case .utf16(let bigEndian):
            guard bytes.count.isMultiple(of: 2) else { throw self.invalid("UTF-16") }
            let units = stride(from: 2, to: bytes.count, by: 2).map { index in
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
        let head = bytes.prefix(1_024)
        let end = head.firstIndex(of: UInt8(ascii: ">")) ?? head.endIndex
        let parts = String(decoding: head[..<end], as: UTF8.self)
            .split(omittingEmptySubsequences: false) { $0 == "\"" || $0 == "'" }
        let isName = { (part: Substring) in part.filter { !$0.isWhitespace } == "encoding=" }
        guard let index = parts.firstIndex(where: isName), index + 1 < parts.count else { return nil }
        return String(parts[index + 1])
    }
}
