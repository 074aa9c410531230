/// Why a document was refused, read or written.
///
/// Nothing of a refused document is returned.
package struct XMLError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Kind: Equatable, Sendable {
        /// The document breaks the rules of XML.
        case notWellFormed
        /// A prefix is not declared, or is declared as it must not be.
        case namespaceError
        /// The document has a DTD, which can name files and multiply text.
        case documentType
        /// The document has a processing instruction, and the reader was told to refuse them.
        case processingInstruction
        /// The document is larger than the reader was told to accept.
        case limit(XMLLimits.Name, Int)
        /// The document is in an encoding that is not read, or not in the encoding it claims.
        case encoding(String)
        /// There is no document.
        case empty
        /// What was to be written has no form in XML 1.0.
        case unwritable
        /// The XPath expression is wrong: an error in the program, not in the document.
        case path(String)
    }

    package let kind: Kind
    /// Where in the document, from 1; 0 where no line is to blame.
    package let line: Int
    package let message: String

    package init(_ kind: Kind, line: Int = 0, _ message: String) {
        self.kind = kind
        self.line = line
        self.message = message
    }

    package var description: String {
        let place = self.line > 0 ? "XML, line \(self.line): " : "XML: "
        return place + self.message + ". " + self.remedy
    }

    private var remedy: String {
        switch self.kind {
        case .notWellFormed, .namespaceError, .empty: "Ask the sender for the whole document again."
        case .documentType, .processingInstruction: "Ask the sender to leave it out."
        case .limit(let name, let value): "Ask for less at a time, or raise the limit \(name.rawValue) (\(value))."
        case .encoding: "Ask the sender for UTF-8."
        case .unwritable: "Correct the value at its source."
        case .path: "Correct the expression in the program."
        }
    }
}

extension XMLError {
    static func limit(_ name: XMLLimits.Name, in limits: XMLLimits, line: Int = 0) -> XMLError {
        let value = limits.value(of: name)
        return XMLError(.limit(name, value), line: line, "the document has more \(name.rawValue) than \(value)")
    }
}
