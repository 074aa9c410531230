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
