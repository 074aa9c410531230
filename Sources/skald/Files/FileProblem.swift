/// Something in a file that cannot be taken, and where: file, line, path.
struct FileProblem: Error, CustomStringConvertible {
    let file: String
    let line: Int?
    let path: String
    let expected: String

    var description: String {
        let place = self.line.map { "\(self.file):\($0)" } ?? self.file
        return self.path.isEmpty ? "\(place): \(self.expected)" : "\(place): \(self.path): \(self.expected)"
    }
}

/// Everything in one file that cannot be taken, so that somebody corrects it in one go.
struct FileProblems: Error {
    private(set) var found: [FileProblem] = []

    init(_ found: [FileProblem] = []) { self.found = found }

    /// The value, or nothing and a problem more.
    mutating func take<Value>(_ body: @autoclosure () throws(FileProblem) -> Value) -> Value? {
        do {
            return try body()
        } catch {
            self.found.append(error)
            return nil
        }
    }

    /// The entries with known keys; each other key is a problem.
    mutating func record(_ field: Field, _ known: [String]) -> Record? {
        guard let (record, unknown) = self.take(try field.sorted(known)) else { return nil }
        self.found += unknown
        return record
    }

    /// In the order of the file.
    var inOrder: [FileProblem] { self.found.sorted { ($0.line ?? 0, $0.path) < ($1.line ?? 0, $1.path) } }
}
