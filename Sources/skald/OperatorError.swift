/// What a script can tell from the exit status.
enum ExitStatus: Int32, Codable {
    case ok = 0
    case failure = 1
    /// It ran fine, and found something that somebody must look at.
    case findings = 3
    case notAllowed = 4
    /// Nothing has this key, or several have.
    case notFound = 5
    /// It is not what it was when you looked.
    case changed = 6
    /// Somebody must say yes first, and nobody can be asked here.
    case needsConfirmation = 7
    case unavailable = 8
    /// The file on disk contradicts itself.
    case integrity = 9
    case usage = 64
}

/// What went wrong, in the order in which an operator asks: what, why, what of the money, what now.
struct OperatorError: Error, Codable, CustomStringConvertible {
    var status: ExitStatus
    var what: String
    var why: String
    /// What it means for the money so far.
    var money: String
    /// The next command: always the last line.
    var next: String

    init(_ status: ExitStatus, _ what: String, why: String, money: String = Self.untouched, next: String) {
        self.status = status
        self.what = what
        self.why = why
        self.money = money
        self.next = next
    }

    static let untouched = "nothing was sent, no document changed"

    var description: String {
        "skald: \(self.what)\n  why:   \(self.why)\n  money: \(self.money)\n→ \(self.next)\n"
    }
}

/// A command ran fine, and its status says what it found.
struct Finding: Error {
    let status: ExitStatus
}
