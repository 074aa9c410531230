internal import FoundationEssentials

extension HTTPAnswer {
    /// The document of this answer as a value; nothing when it is not readable in one way only.
    func json<Value: Decodable>(_ type: Value.Type) -> Value? {
        guard let value = try? JSONDecoder().decode(type, from: Data(self.bytes)) else { return nil }
        return JSONNames.areUnique(in: self.bytes) ? value : nil
    }
}

/// The names in a JSON document.
enum JSONNames {
    /// Whether every object has every name once: of two, one reader takes the first and another the last.
    ///
    /// The bytes must be known to be JSON. A name written with an escape counts as one that stands twice, since it
    /// may be spelled like another; and so does a document that is not in UTF-8, as JSON that is sent must be.
    static func areUnique(in bytes: [UInt8]) -> Bool {
        guard !bytes.contains(0) else { return false }
        var objects: [Set<ArraySlice<UInt8>>] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            switch bytes[index] {
            case UInt8(ascii: "{"), UInt8(ascii: "["): objects.append([])
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = objects.popLast()
            case UInt8(ascii: "\""):
                let text = Self.string(in: bytes, from: index + 1)
                index = text.endIndex
                guard Self.isName(in: bytes, until: index) else { break }
                guard !text.contains(UInt8(ascii: "\\")), !objects.isEmpty,
                    objects[objects.count - 1].insert(text).inserted
                else { return false }
            default: break
            }
            index += 1
        }
        return true
    }

    /// What stands between the quotes.
    private static func string(in bytes: [UInt8], from start: Int) -> ArraySlice<UInt8> {
        var end = start
        while end < bytes.endIndex, bytes[end] != UInt8(ascii: "\"") {
            end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        return bytes[start..<min(end, bytes.endIndex)]
    }

    /// Whether the string whose closing quote is at `end` is followed by a colon.
    private static func isName(in bytes: [UInt8], until end: Int) -> Bool {
        bytes[end...].dropFirst().first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: ":")
    }
}
