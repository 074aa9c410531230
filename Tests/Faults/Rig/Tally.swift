internal import Foundation

/// What one fault was tried with, and what was found.
struct Tally: Encodable {
    let fault: String
    var runs = 0
    var violations = 0
    /// Why it could not be tried here.
    var skipped: String?
    private var shown = 0
    /// For planted bugs, where what is wrong is what is wanted.
    var isQuiet = false

    enum CodingKeys: String, CodingKey { case fault, runs, violations, skipped }

    init(_ fault: String) { self.fault = fault }

    mutating func add(_ other: Self) {
        self.runs += other.runs
        self.violations += other.violations
    }

    /// Counts one run; says what is wrong, and how to see it again.
    mutating func count(_ wrong: [String], _ where: String) {
        self.runs += 1
        guard !wrong.isEmpty else { return }
        self.violations += 1
        guard self.shown < 5, !self.isQuiet else { return }
        self.shown += 1
        for line in wrong.prefix(4) { Say.note("  ✗ \(self.fault), \(`where`): \(line)") }
    }
}

enum Say {
    static func line(_ text: String) { FileHandle.standardOutput.write(Data("\(text)\n".utf8)) }
    static func note(_ text: String) { FileHandle.standardError.write(Data("\(text)\n".utf8)) }
}
