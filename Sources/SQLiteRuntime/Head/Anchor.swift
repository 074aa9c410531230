import GRDB
import SagaModel

/// The database's head and the one outside, held against each other.
struct Anchor: Sendable {
    let file: HeadFile
    /// What the next commit follows.
    private(set) var head: Head
    /// A crash came between a commit and its head: the head was brought up to the database's.
    private(set) var hasCaughtUp = false

    /// Looks at the neighbourhood of the head only.
    ///
    /// - Throws: `RuntimeError.headDiffers`: then nothing may be sent.
    init(_ store: Store, _ file: HeadFile) throws {
        self.file = file
        self.head = try store.read { try Commits.head($0) }
        if let trouble = try Self.trouble(store, file) { throw RuntimeError.headDiffers(trouble) }
        if self.head == .zero { try self.begin(store) }
        guard file.read() != .head(self.head) else { return }
        self.hasCaughtUp = self.head.commit > 1 || file.read() != .absent
        try self.publish(self.head)
    }

    /// What keeps an engine from opening this file; `nil` when nothing does.
    static func trouble(_ store: Store, _ file: HeadFile) throws -> HeadTrouble? {
        try store.read { try Self.trouble(file, $0) }
    }

    static func trouble(_ file: HeadFile, _ db: Database) throws -> HeadTrouble? {
        let near = try Commits.last(Self.neighbourhood, db)
        let database = near.last?.head ?? .zero
        if let first = near.first {
            guard let before = try Commits.head(at: first.head.commit - 1, db) else {
                return .damaged(commit: first.head.commit)
            }
            if let commit = try Commits.damage(near, after: before, db) { return .damaged(commit: commit) }
        }
        switch file.read() {
        case .absent: return database == .zero ? nil : .missing(path: file.path, database: database)
        case .unreadable: return .unreadable(path: file.path)
        case .head(let head): return try Self.difference(database, head, db)
        }
    }

    private static func difference(_ database: Head, _ head: Head, _ db: Database) throws -> HeadTrouble? {
        if head == database { return nil }
        guard head.commit <= database.commit else { return .behind(database: database, head: head) }
        guard try Commits.head(at: head.commit, db) == head else { return .other(database: database, head: head) }
        return head.commit + 1 == database.commit ? nil : .ahead(database: database, head: head)
    }

    /// Commits that are looked at when a file is opened.
    static let neighbourhood = 8

    /// A new file, or one that an older program wrote: from now on its loss is seen.
    private mutating func begin(_ store: Store) throws {
        try self.publish(.zero)
        let lines = try store.read { try History.all($0) }
        guard !lines.isEmpty else { return }
        let head = try store.commit { try Commits.append(after: .zero, lines, note: "what was there already", $0) }
        try self.publish(head)
    }

    /// Before this returns, nothing of the commit may be told to anybody.
    mutating func publish(_ head: Head) throws(RuntimeError) {
        self.head = head
        do {
            try self.file.write(head)
        } catch {
            throw .outcomeUnknown("the head cannot be written: \(error)")
        }
    }
}
