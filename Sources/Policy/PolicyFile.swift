internal import Crypto
internal import Documents
package import SagaModel

/// A policy as it was read: its values, and the line of each.
package struct PolicyFile: Sendable {
    package let file: String
    package let policy: Policy
    private let lines: [String: Int]

    package static func read(_ path: String) throws -> Self { try Self(Document.read(path)) }

    package static func parse(_ text: String, file: String) throws -> Self {
        try Self(Document.parse(text, file: file))
    }

    /// - Throws: `FileProblems` with everything that somebody must correct.
    private init(_ field: Field) throws(FileProblems) {
        var reader = PolicyReader()
        let policy = reader.policy(field)
        guard let policy, reader.problems.found.isEmpty else { throw reader.problems }
        self.file = field.file
        self.policy = policy
        self.lines = field.lines
    }

    /// The findings with file and line: of the value, or of what holds it.
    package func locate(_ findings: [Finding]) -> [Finding] {
        findings.map { finding in
            var finding = finding
            finding.location = "\(self.file):\(self.line(of: finding.place))"
            return finding
        }
    }

    private func line(of place: String) -> Int {
        var path = place[...]
        while true {
            if let line = self.lines[String(path)] { return line }
            guard let end = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return 1 }
            path = path[..<end]
        }
    }
}

extension Policy {
    /// A hash over every value: SHA-256, as 64 hexadecimal digits.
    package var fingerprint: String {
        SHA256.hash(data: Array(self.canonicalText.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0\(digits)" : digits
        }.joined()
    }
}
