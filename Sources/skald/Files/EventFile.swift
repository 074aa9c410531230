/// Events in a file: one object, a list of them, or one on each line.
///
/// It is only cut here, byte for byte, so that each event is kept as it came, even one that nobody can read.
enum EventFile {
    struct Piece {
        let line: Int
        let bytes: [UInt8]
    }

    static func pieces(_ bytes: [UInt8]) -> [Piece] {
        let trimmed = Self.trimmed(bytes[...])
        guard let first = trimmed.first else { return [] }
        let start = Self.line(of: trimmed.startIndex, in: bytes)
        if first == UInt8(ascii: "[") {
            return Self.members(trimmed, bytes) ?? [Piece(line: start, bytes: Array(trimmed))]
        }
        if Self.end(of: trimmed) == trimmed.endIndex { return [Piece(line: start, bytes: Array(trimmed))] }
        return Self.lines(bytes)
    }

    private static func lines(_ bytes: [UInt8]) -> [Piece] {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
            .compactMap { index, line in
                let line = Self.trimmed(line)
                return line.isEmpty ? nil : Piece(line: index + 1, bytes: Array(line))
            }
    }

    /// The members of a list; `nil` when it is cut off, so that nobody can say where one ends.
    private static func members(_ list: ArraySlice<UInt8>, _ bytes: [UInt8]) -> [Piece]? {
        guard Self.end(of: list) == list.endIndex else { return nil }
        var scan = Scan()
        var pieces: [Piece] = []
        var start = list.startIndex + 1
        for index in list.dropFirst().indices {
            let isEnd = scan.depth == 0 && !scan.isInString && (list[index] == 0x2C || index == list.endIndex - 1)
            if isEnd {
                let member = Self.trimmed(list[start..<index])
                start = index + 1
                if !member.isEmpty {
                    pieces.append(Piece(line: Self.line(of: member.startIndex, in: bytes), bytes: Array(member)))
                }
            } else {
                scan.take(list[index])
            }
        }
        return pieces
    }

    /// Where the object or list that begins here ends; `nil` when it does not.
    private static func end(of bytes: ArraySlice<UInt8>) -> Int? {
        var scan = Scan()
        for index in bytes.indices {
            scan.take(bytes[index])
            if scan.depth <= 0, !scan.isInString { return index + 1 }
        }
        return nil
    }

    /// As much of JSON as it takes to find where a value ends.
    private struct Scan {
        var depth = 0
        var isInString = false
        private var isEscaped = false

        mutating func take(_ byte: UInt8) {
            if self.isEscaped {
                self.isEscaped = false
                return
            }
            switch byte {
            case UInt8(ascii: "\\") where self.isInString: self.isEscaped = true
            case UInt8(ascii: "\""): self.isInString.toggle()
            case UInt8(ascii: "{") where !self.isInString, UInt8(ascii: "[") where !self.isInString: self.depth += 1
            case UInt8(ascii: "}") where !self.isInString, UInt8(ascii: "]") where !self.isInString: self.depth -= 1
            case _: return
            }
        }
    }

    private static func line(of index: Int, in bytes: [UInt8]) -> Int {
        bytes[..<index].count { $0 == UInt8(ascii: "\n") } + 1
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let start = bytes.firstIndex { !$0.isSpace } ?? bytes.endIndex
        let end = bytes.lastIndex { !$0.isSpace }.map { $0 + 1 } ?? start
        return bytes[start..<end]
    }
}

extension UInt8 {
    /// What JSON calls white space.
    fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) && self != 0x0B && self != 0x0C }
}
