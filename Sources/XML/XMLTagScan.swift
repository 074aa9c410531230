/// Counts the attributes of each tag before libxml2 sees it.
///
/// libxml2 compares every attribute of a tag with every other before it tells anyone, so that a SAX
/// handler learns of 20,000 attributes a second too late. The scan understands as much of XML as
/// finding the ends of tags takes; from the first error on libxml2 reads no further, whatever this counts.
struct XMLTagScan {
    private let bytes: [UInt8]
    private let limits: XMLLimits
    private var position = 0

    init(_ bytes: [UInt8], limits: XMLLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    mutating func check() throws(XMLError) {
        while self.skip(past: "<") {
            if self.skip(if: "!--") {
                guard self.skip(past: "-->") else { return }
            } else if self.skip(if: "![CDATA[") {
                guard self.skip(past: "]]>") else { return }
            } else if self.skip(if: "?") {
                guard self.skip(past: "?>") else { return }
            } else if self.skip(if: "!") {
                // A document type: the reader refuses it when libxml2 reports it.
                return
            } else {
                try self.checkTag()
            }
        }
    }

    private mutating func checkTag() throws(XMLError) {
        var attributes = 0
        var namespaces = 0
        // The tag's own name is no attribute.
        var start = self.bytes[self.position...].firstIndex { $0 <= 0x20 || $0 == UInt8(ascii: ">") } ?? self.position
        while self.position < self.bytes.count {
            let byte = self.bytes[self.position]
            self.position += 1
            if byte == UInt8(ascii: ">") { return }
            guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") else { continue }
            if self.isNamespace(start) { namespaces += 1 } else { attributes += 1 }
            guard attributes <= self.limits.attributesPerElement else { throw self.exceeded(.attributesPerElement) }
            guard namespaces <= self.limits.namespaces else { throw self.exceeded(.namespaces) }
            guard let end = self.bytes[self.position...].firstIndex(of: byte) else {
                self.position = self.bytes.count
                return
            }
            self.position = end + 1
            start = self.position
        }
    }

    /// Whether the attribute that begins, after white space, at `start` declares a namespace.
    private func isNamespace(_ start: Int) -> Bool {
        let name = self.bytes[start...].drop { $0 <= 0x20 }
        return name.starts(with: "xmlns:".utf8) || name.starts(with: "xmlns=".utf8)
    }

    private func exceeded(_ name: XMLLimits.Name) -> XMLError {
        let line = 1 + self.bytes[..<self.position].count { $0 == UInt8(ascii: "\n") }
        return .limit(name, in: self.limits, line: line)
    }

    private mutating func skip(if text: StaticString) -> Bool {
        let matches = text.withUTF8Buffer { self.bytes[self.position...].starts(with: $0) }
        if matches { self.position += text.utf8CodeUnitCount }
        return matches
    }

    private mutating func skip(past text: StaticString) -> Bool {
        let first = text.withUTF8Buffer { $0[0] }
        while let next = self.bytes[self.position...].firstIndex(of: first) {
            self.position = next
            if self.skip(if: text) { return true }
            self.position += 1
        }
        return false
    }
}
