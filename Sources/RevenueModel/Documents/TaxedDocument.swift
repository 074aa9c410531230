/// A document whose lines may be taxed differently.
package protocol TaxedDocument {
    associatedtype Line: TaxedLine

    /// The code of every line that names none of its own.
    var taxCode: String { get }
    var lines: [Line] { get }
}

/// A line of such a document.
package protocol TaxedLine {
    /// Its own tax code, where that is not the document's.
    var taxCode: String? { get }
}

extension TaxedDocument {
    package func taxCode(of line: Line) -> String { line.taxCode ?? self.taxCode }

    /// The document's code and those of its lines, each once.
    package var taxCodes: [String] {
        var codes = [self.taxCode]
        for line in self.lines where !codes.contains(self.taxCode(of: line)) { codes.append(self.taxCode(of: line)) }
        return codes
    }
}
