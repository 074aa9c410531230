package import Yams

/// A value in a YAML or JSON file that knows where it stands, so that each complaint can say so.
package struct Field {
    package let file: String
    package let path: String
    package let node: Node

    package init(file: String, path: String, node: Node) {
        self.file = file
        self.path = path
        self.node = node
    }

    package func problem(_ expected: String) -> FileProblem {
        FileProblem(file: self.file, line: self.node.mark?.line, path: self.path, expected: expected)
    }

    /// The text of a scalar, as it is written: a number keeps its decimals.
    package func text() throws(FileProblem) -> String {
        guard let scalar = self.node.scalar else { throw self.problem("expected text") }
        guard !scalar.string.isEmpty else { throw self.problem("is empty; expected text") }
        return scalar.string
    }

    package var isList: Bool { self.node.sequence != nil }

    package func items() throws(FileProblem) -> [Field] {
        guard let sequence = self.node.sequence else { throw self.problem("expected a list") }
        return sequence.enumerated().map {
            Field(file: self.file, path: "\(self.path)[\($0.offset)]", node: $0.element)
        }
    }

    /// All entries of a mapping, whatever their keys.
    package func entries() throws(FileProblem) -> [(key: String, value: Field)] {
        guard let mapping = self.node.mapping else { throw self.problem("expected keys and values") }
        var entries: [(String, Field)] = []
        for (key, value) in mapping {
            guard let name = key.scalar?.string else {
                throw FileProblem(
                    file: self.file,
                    line: key.mark?.line,
                    path: self.path,
                    expected: "expected text as the key"
                )
            }
            // The key's mark, not the value's: a nested value begins on a later line.
            entries.append((name, Field(file: self.file, path: self.path(to: name), node: value)))
        }
        return entries
    }

    /// The entries of a mapping that may have these keys and no others.
    package func record(_ known: [String]) throws(FileProblem) -> Record {
        let (record, unknown) = try self.sorted(known)
        if let first = unknown.first { throw first }
        return record
    }

    /// The entries with these keys, and a problem for each other one.
    package func sorted(_ known: [String]) throws(FileProblem) -> (record: Record, unknown: [FileProblem]) {
        var fields: [String: Field] = [:]
        var unknown: [FileProblem] = []
        for (key, value) in try self.entries() {
            if known.contains(key) { fields[key] = value } else { unknown.append(self.unknown(key, value, known)) }
        }
        return (Record(owner: self, fields: fields), unknown)
    }

    private func unknown(_ key: String, _ value: Field, _ known: [String]) -> FileProblem {
        let line = self.node.mapping?.first { $0.key.scalar?.string == key }?.key.mark?.line
        let hint = known.nearest(to: key).map { "did you mean \($0)?" } ?? "known are \(known.joined(separator: ", "))"
        return FileProblem(
            file: self.file,
            line: line ?? value.node.mark?.line,
            path: value.path,
            expected: "unknown key; \(hint)"
        )
    }

    fileprivate func path(to key: String) -> String { self.path.isEmpty ? key : "\(self.path).\(key)" }
}

/// The entries of one mapping.
package struct Record {
    package let owner: Field
    package let fields: [String: Field]

    package func required(_ key: String) throws(FileProblem) -> Field {
        guard let field = self.fields[key] else {
            throw FileProblem(
                file: self.owner.file,
                line: self.owner.node.mark?.line,
                path: self.owner.path(to: key),
                expected: "is missing; add it"
            )
        }
        return field
    }

    package func text(_ key: String) throws(FileProblem) -> String { try self.required(key).text() }

    /// `nil` when the key is absent or its value is null.
    package func optionalText(_ key: String) throws(FileProblem) -> String? {
        guard let field = self.fields[key], field.node.null == nil else { return nil }
        return try field.text()
    }
}
