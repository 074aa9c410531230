/// Where the histories of all sagas stand after a commit.
///
/// The database has it, and so does a small file outside: SQLite cannot tell when it lost its latest commits, the two
/// together can.
package struct Head: Equatable, Sendable {
    /// Commits so far.
    package let commit: Int
    /// Lines of all histories so far.
    package let lines: Int
    /// Covers every line of every history, in the order of the commits.
    package let hash: [UInt8]

    /// Before the first commit.
    static let zero = Self(commit: 0, lines: 0, hash: [])

    private static let schema = "skald.head/1"

    /// One form only, so that a changed byte is seen.
    var text: String {
        "\(Self.schema) commit \(self.commit) lines \(self.lines) hash \(self.hash.hexadecimal)\n"
    }

    init(commit: Int, lines: Int, hash: [UInt8]) {
        self.commit = commit
        self.lines = lines
        self.hash = hash
    }

    /// - Returns: `nil` when a head was never written so.
    init?(text: String) {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count >= 6, let commit = Int(words[2]), let lines = Int(words[4]),
            let hash = [UInt8](hexadecimal: words.count > 6 ? String(words[6]) : "")
        else { return nil }
        self.init(commit: commit, lines: lines, hash: hash)
        guard self.text == text else { return nil }
    }
}

extension [UInt8] {
    package var hexadecimal: String {
        self.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    init?(hexadecimal text: String) {
        let digits = text.compactMap(\.hexDigitValue)
        guard digits.count == text.count, digits.count.isMultiple(of: 2) else { return nil }
        self = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}

/// How the database and the head outside it disagree.
///
/// Nothing is sent until somebody has compared the sagas with the other systems.
package enum HeadTrouble: Equatable, Sendable {
    /// The database has commits, and the file with the head is gone.
    case missing(path: String, database: Head)
    /// The file was never written so.
    case unreadable(path: String)
    /// The database lost commits, or is an older copy.
    case behind(database: Head, head: Head)
    /// The commit that the head names is another one in the database.
    case other(database: Head, head: Head)
    /// The database has more commits than a crash can have left unnamed: the head is an older copy, or of elsewhere.
    case ahead(database: Head, head: Head)
    /// The database's own record of this commit is not what was written.
    case damaged(commit: Int)
}
