/// Something in a file that cannot be taken, and where: file, line, path.
package struct FileProblem: Error, CustomStringConvertible {
    package let file: String
    package let line: Int?
    package let path: String
    package let expected: String

    package init(file: String, line: Int?, path: String, expected: String) {
        self.file = file
        self.line = line
        self.path = path
        self.expected = expected
    }

    package var description: String {
        let place = self.line.map { "\(self.file):\($0)" } ?? self.file
        return self.path.isEmpty ? "\(place): \(self.expected)" : "\(place): \(self.path): \(self.expected)"
    }
}

/// Everything in one file that cannot be taken, so that somebody corrects it in one go.
package struct FileProblems: Error {
    package private(set) var found: [FileProblem] = []

    package init(_ found: [FileProblem] = []) { self.found = found }

    /// The value, or nothing and a problem more.
    package mutating func take<Value>(_ body: @autoclosure () throws(FileProblem) -> Value) -> Value? {
        do {
            return try body()
        } catch {
            self.found.append(error)
            return nil
        }
    }

    package mutating func add(_ problem: FileProblem) { self.found.append(problem) }

    /// The entries with known keys; each other key is a problem.
    package mutating func record(_ field: Field, _ known: [String]) -> Record? {
        guard let (record, unknown) = self.take(try field.sorted(known)) else { return nil }
        self.found += unknown
        return record
    }

    /// In the order of the file.
    package var inOrder: [FileProblem] { self.found.sorted { ($0.line ?? 0, $0.path) < ($1.line ?? 0, $1.path) } }
}
