internal import XML

/// Why a bank's file is refused: nothing of it may be used.
package struct BankError: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Kind: Equatable, Sendable {
        /// It is no file that we read, or not of a version that we read.
        case unknownVersion(String)
        /// It is not well-formed, hostile, or too large.
        case document
        /// Something that must be there is not, or is there twice, or out of its place.
        case shape
        /// A value cannot be read for what it must be.
        case value
    }

    package let kind: Kind
    /// From 1; 0 where no line is to blame.
    package let line: Int
    /// Where in the file: `Document/BkToCstmrStmt/Stmt/Ntry/Amt`, or the kind of record.
    package let path: String
    package let reason: String
    package let remedy: String

    package init(_ kind: Kind, line: Int = 0, path: String = "", _ reason: String, remedy: String) {
        self.kind = kind
        self.line = line
        self.path = path
        self.reason = reason
        self.remedy = remedy
    }

    init(_ error: XMLError) {
        self.init(
            .document,
            line: error.line,
            error.message,
            remedy: "ask the bank for the whole file again; nothing of this one was used"
        )
    }

    package var description: String {
        let place = [self.line > 0 ? "line \(self.line)" : "", self.path].filter { !$0.isEmpty }
        return "\(place.isEmpty ? "" : "\(place.joined(separator: ", ")): ")\(self.reason); \(self.remedy)"
    }
}
