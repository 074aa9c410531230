/// Writes a document, escaping everything that has a meaning in XML.
struct XMLWriter {
    private let prefixes: XMLPrefixes
    private var bytes: [UInt8] = []

    init(prefixes: XMLPrefixes) {
        self.prefixes = prefixes
    }

    mutating func document(_ output: XMLOutput) throws(XMLError) -> [UInt8] {
        self.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        try self.write(output, isRoot: true)
        return self.bytes
    }

    private mutating func write(_ output: XMLOutput, isRoot: Bool = false) throws(XMLError) {
        switch output.node {
        case .value(let value):
            try self.write(value, inAttribute: false)
        case .element(let name, let attributes, let children):
            let tag = try self.prefixes.spelling(name)
            self.write("<" + tag)
            if isRoot { try self.writeNamespaces() }
            try self.write(attributes, of: name)
            guard !children.isEmpty else { return self.write("/>") }
            self.write(">")
            for child in children { try self.write(child) }
            self.write("</\(tag)>")
        }
    }

    private mutating func writeNamespaces() throws(XMLError) {
        for namespace in self.prefixes.declared {
            self.write(" xmlns:\(self.prefixes.prefix(namespace))=\"")
            try self.escape(namespace, inAttribute: true)
            self.write("\"")
        }
    }

    private mutating func write(_ attributes: [XMLOutput.Attribute], of element: QName) throws(XMLError) {
        guard Set(attributes.map(\.name)).count == attributes.count else {
            throw XMLError(.unwritable, "the element \(element) has the same attribute twice")
        }
        for attribute in attributes {
            let name = try self.prefixes.spelling(attribute.name)
            guard name != "xmlns" else { throw XMLError(.unwritable, "namespaces are declared by the writer") }
            self.write(" \(name)=\"")
            try self.write(attribute.value, inAttribute: true)
            self.write("\"")
        }
    }

    private mutating func write(_ value: XMLOutput.Value, inAttribute: Bool) throws(XMLError) {
        switch value {
        case .text(let text): try self.escape(text, inAttribute: inAttribute)
        case .qname(let name): self.write(try self.prefixes.spelling(name))
        }
    }

    /// Readers turn a bare carriage return into a line feed, and line feeds and tabs in attributes into spaces.
    private mutating func escape(_ text: String, inAttribute: Bool) throws(XMLError) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": self.write("&amp;")
            case "<": self.write("&lt;")
            case ">": self.write("&gt;")
            case "\"": self.write("&quot;")
            case "\r": self.write("&#13;")
            case "\n" where inAttribute: self.write("&#10;")
            case "\t" where inAttribute: self.write("&#9;")
            default:
                guard scalar.isXMLCharacter else { throw Self.forbidden(scalar) }
                self.bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }

    private static func forbidden(_ scalar: Unicode.Scalar) -> XMLError {
        let code = String(scalar.value, radix: 16, uppercase: true)
        return XMLError(.unwritable, "the character U+\(code) has no form in XML")
    }

    private mutating func write(_ text: String) {
        self.bytes.append(contentsOf: text.utf8)
    }
}
