/// Why a schema cannot be used, or a document is not what its schema says.
package enum XMLSchemaError: Error, Equatable, Sendable, CustomStringConvertible {
    /// One of the schema's documents cannot be read.
    case unreadableSchema(document: String, XMLError)
    /// Two of the schema's documents have the same name.
    case repeatedDocument(String)
    /// The schema needs documents that were not given with it; nothing is fetched.
    case missing([String])
    /// The schema breaks the rules of XML Schema.
    case wrongSchema([XMLSchemaFinding])
    /// The document to be validated cannot be read.
    case unreadable(XMLError)
    /// The document was read, and is not what the schema says.
    case invalid([XMLSchemaFinding])

    package var description: String {
        switch self {
        case .unreadableSchema(let document, let error):
            "Schema \(document): \(error)"
        case .repeatedDocument(let name):
            "Schema: \(name) is there twice. Give each document once."
        case .missing(let needed):
            "Schema: it needs \(needed.joined(separator: ", ")), which is not part of it and is never fetched. "
                + "Add the document to the program."
        case .wrongSchema(let findings):
            "Schema: \(Self.list(findings)) Correct the schema in the program."
        case .unreadable(let error):
            "\(error)"
        case .invalid(let findings):
            "\(Self.list(findings)) Correct the document at its source."
        }
    }

    private static func list(_ findings: [XMLSchemaFinding]) -> String {
        let shown = findings.prefix(5).map { "\($0)" }.joined(separator: " ")
        return findings.count > 5 ? shown + " There are \(findings.count - 5) more." : shown
    }
}

/// One place where a document is not what its schema says.
package struct XMLSchemaFinding: Equatable, Sendable, CustomStringConvertible {
    /// From 1; 0 where no line is to blame.
    package let line: Int
    /// The way from the outermost element, such as `/Document/BkToCstmrStmt/Stmt[2]/Ntry`.
    ///
    /// Empty where no element is to blame.
    package let path: String
    /// A sentence without names of files and namespaces.
    package let reason: String

    package init(line: Int, path: String, reason: String) {
        self.line = line
        self.path = path
        self.reason = reason
    }

    package var description: String {
        let place = self.line > 0 ? "line \(self.line), " : ""
        return place + (self.path.isEmpty ? "" : self.path + ": ") + self.reason
    }
}
