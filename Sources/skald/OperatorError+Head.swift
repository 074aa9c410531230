internal import SQLiteRuntime

extension OperatorError {
    /// What is missing, and that nothing leaves before somebody has looked.
    init(_ trouble: HeadTrouble) {
        self.init(
            .integrity,
            trouble.what,
            why: trouble.why,
            money: "nothing was sent; what the lost commits had sent may be true in the other systems",
            next: trouble.next
        )
    }
}

extension HeadTrouble {
    fileprivate var what: String {
        switch self {
        case .missing(let path, _): "the head \(path) is missing"
        case .unreadable(let path): "the head \(path) was never written so"
        case .behind(let database, let head): "\(head.commit - database.commit) commits are missing in the database"
        case .other: "the database is not the one that the head was written for"
        case .ahead: "the head is an older copy than the database"
        case .damaged(let commit): "commit \(commit) of the database is not what was written"
        }
    }

    fileprivate var why: String {
        switch self {
        case .missing(_, let database):
            "the database has \(database.words), and nothing outside it says whether these are all"
        case .unreadable: "its one line is damaged, so it cannot say whether the database has all its commits"
        case .behind(let database, let head):
            "the database ends with \(database.words), the head was written after \(head.words): "
                + "an older copy was restored, or the disk lost what it had taken"
        case .other(let database, let head), .ahead(let database, let head):
            "the database ends with \(database.words), the head names \(head.words)"
        case .damaged: "a line that it wrote is gone or changed, or its own row is"
        }
    }

    fileprivate var next: String {
        switch self {
        case .missing, .unreadable, .behind, .other, .ahead: "skald verify --sweep"
        case .damaged: "restore the database from its backup, then skald verify --sweep"
        }
    }
}

extension Head {
    fileprivate var words: String { "commit \(self.commit) (\(self.lines) lines)" }
}
