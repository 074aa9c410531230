import Crypto
import Foundation
import GRDB
import SagaModel

/// One commit: which lines it wrote, and the head after it.
struct CommitLine {
    /// A line of a history, by its place.
    struct Place: Codable {
        let saga: SagaID
        let seq: Int
    }

    let head: Head
    let places: [Place]
    /// Why a person or a program went on from here; `nil` for what sagas do.
    let note: String?

    /// What the head must be after the one before, with these lines.
    func head(after prev: Head, _ hashes: [[UInt8]]) -> Head {
        Self.head(after: prev, zip(self.places, hashes).map { ($0, $1) }, note: self.note)
    }

    /// Lengths stand before the parts, so that no two different commits have the same bytes.
    static func head(after prev: Head, _ lines: [(place: Place, hash: [UInt8])], note: String?) -> Head {
        let (commit, total) = (prev.commit + 1, prev.lines + lines.count)
        var hasher = SHA256()
        hasher.update(data: prev.hash)
        for part in ["\(commit)", "\(total)", "\(lines.count)"] + (note.map { [$0] } ?? []) {
            hasher.update(data: Array("\(part.utf8.count):\(part)".utf8))
        }
        for line in lines {
            let saga = line.place.saga.rawValue
            hasher.update(data: Array("\(saga.utf8.count):\(saga)\(line.place.seq):".utf8))
            hasher.update(data: line.hash)
        }
        return Head(commit: commit, lines: total, hash: Array(hasher.finalize()))
    }

    fileprivate init(_ row: Row) throws {
        self.head = Head(commit: row["number"], lines: row["total"], hash: [UInt8](row["hash"] as Data))
        self.places = try JSON.value([Place].self, row["lines"])
        self.note = row["note"]
    }
}

/// Table `commits`: the chain over the histories of all sagas, one row a commit.
///
/// Each row's hash covers the one before and the lines that it wrote, so that its last one stands for everything.
enum Commits {
    static let schema = """
        CREATE TABLE commits (
            number INTEGER PRIMARY KEY, total INTEGER NOT NULL, lines TEXT NOT NULL, note TEXT, hash BLOB NOT NULL
        ) STRICT;
        CREATE TRIGGER commits_stay BEFORE UPDATE ON commits
        BEGIN SELECT RAISE(ABORT, 'the commits are append-only'); END;
        CREATE TRIGGER commits_are_kept BEFORE DELETE ON commits
        BEGIN SELECT RAISE(ABORT, 'the commits are append-only'); END;
        """

    static func append(
        after prev: Head,
        _ lines: [HistoryLine],
        note: String? = nil,
        _ db: Database
    ) throws -> Head {
        let places = lines.map { (place: CommitLine.Place(saga: $0.saga, seq: $0.seq), hash: $0.hash) }
        let head = CommitLine.head(after: prev, places, note: note)
        try db.run(
            "INSERT INTO commits (number, total, lines, note, hash) VALUES (?, ?, ?, ?, ?)",
            [head.commit, head.lines, try JSON.text(places.map(\.place)), note, Data(head.hash)]
        )
        return head
    }

    static func head(_ db: Database) throws -> Head { try Self.last(1, db).first?.head ?? .zero }

    /// The last ones, oldest first.
    ///
    /// None in a file that an older program wrote last.
    static func last(_ count: Int, _ db: Database) throws -> [CommitLine] {
        guard try db.tableExists("commits") else { return [] }
        return try Row.fetchAll(db, sql: "SELECT * FROM commits ORDER BY number DESC LIMIT ?", arguments: [count])
            .reversed().map(CommitLine.init)
    }

    static func head(at number: Int, _ db: Database) throws -> Head? {
        guard number > 0 else { return .zero }
        return try Row.fetchOne(db, sql: "SELECT * FROM commits WHERE number = ?", arguments: [number])
            .map(CommitLine.init)?.head
    }

    /// The first of these that is not what was written after `prev`.
    ///
    /// Whether the lines themselves are is their saga's business: one damaged saga does not hold up the others.
    static func damage(_ commits: [CommitLine], after prev: Head, _ db: Database) throws -> Int? {
        var prev = prev
        let statement = try db.cachedStatement(sql: "SELECT hash FROM history WHERE saga = ? AND seq = ?")
        for commit in commits {
            let hashes = try commit.places.compactMap { place in
                try Data.fetchOne(statement, arguments: [place.saga.rawValue, place.seq]).map { [UInt8]($0) }
            }
            guard hashes.count == commit.places.count, commit.head(after: prev, hashes) == commit.head else {
                return commit.head.commit
            }
            prev = commit.head
        }
        return nil
    }
}
