internal import FoundationEssentials
internal import Yams

/// A file of YAML or JSON, of which YAML is a superset.
package enum Document {
    /// Larger files are mistakes: an order of a thousand lines has a tenth of this.
    private static let mostBytes = 4_000_000

    package static func read(_ path: String) throws(FileProblem) -> Field {
        let bytes: Data
        do {
            bytes = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw FileProblem(file: path, line: nil, path: "", expected: "cannot be read; expected a YAML or JSON file")
        }
        guard bytes.count <= Self.mostBytes, let text = String(validating: bytes, as: UTF8.self) else {
            throw FileProblem(file: path, line: nil, path: "", expected: "expected UTF-8 text of at most 4 MB")
        }
        return try self.parse(text, file: path)
    }

    package static func parse(_ text: String, file: String) throws(FileProblem) -> Field {
        do {
            guard let node = try Yams.compose(yaml: text) else {
                throw FileProblem(file: file, line: 1, path: "", expected: "is empty; expected keys and values")
            }
            return Field(file: file, path: "", node: node)
        } catch let problem as FileProblem {
            throw problem
        } catch {
            throw FileProblem(file: file, line: Self.line(of: error), path: "", expected: Self.words(for: error))
        }
    }

    private static func line(of error: any Error) -> Int? {
        switch error as? YamlError {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        case .duplicatedKeysInMapping(_, let context): context.mark.line
        case .no, .memory, .reader, .writer, .emitter, .representer, .dataCouldNotBeDecoded, .none: nil
        }
    }

    private static func words(for error: any Error) -> String {
        switch error as? YamlError {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _):
            "cannot be read as YAML or JSON: \(problem)"
        case .duplicatedKeysInMapping(let keys, _): "\(keys.joined(separator: ", ")) stands here twice; expected once"
        case .no, .memory, .reader, .writer, .emitter, .representer, .dataCouldNotBeDecoded, .none:
            "cannot be read as YAML or JSON"
        }
    }
}
