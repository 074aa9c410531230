/// A document to be written: elements and text, named by namespace; prefixes come at the end.
package struct XMLOutput: Equatable, Sendable {
    /// A value that is text, or a qualified name whose prefix is not known yet.
    package enum Value: Equatable, Sendable, ExpressibleByStringInterpolation {
        case text(String)
        case qname(QName)

        package init(stringLiteral value: String) { self = .text(value) }
    }

    enum Node: Equatable, Sendable {
        case element(QName, [Attribute], [XMLOutput])
        case value(Value)
    }

    struct Attribute: Equatable, Sendable {
        let name: QName
        let value: Value
    }

    let node: Node

    package static func element(
        _ name: QName,
        attributes: [(QName, Value)] = [],
        _ children: [XMLOutput] = []
    ) -> XMLOutput {
        XMLOutput(node: .element(name, attributes.map { Attribute(name: $0.0, value: $0.1) }, children))
    }

    /// An element with text in it.
    package static func element(
        _ name: QName,
        attributes: [(QName, Value)] = [],
        text: String
    ) -> XMLOutput {
        .element(name, attributes: attributes, [.text(text)])
    }

    package static func text(_ text: String) -> XMLOutput {
        XMLOutput(node: .value(.text(text)))
    }

    /// A qualified name as content, such as a SOAP fault's code.
    package static func qname(_ name: QName) -> XMLOutput {
        XMLOutput(node: .value(.qname(name)))
    }

    /// The document in UTF-8, with a declaration, and all prefixes declared on the outermost element.
    ///
    /// `prefixes` is namespace to prefix; a namespace without one gets `ns1`, `ns2` and so on.
    package func document(prefixes: [String: String] = [:]) throws(XMLError) -> [UInt8] {
        guard case .element = self.node else {
            throw XMLError(.unwritable, "a document is an element, not text")
        }
        var writer = XMLWriter(prefixes: try XMLPrefixes(for: self, wanted: prefixes))
        return try writer.document(self)
    }
}

extension XMLOutput {
    /// What was read, to be written again.
    ///
    /// Text comes before the children, wherever it stood. The value of `xsi:type` is written with the prefix of the new document.
    package init(_ element: XMLElement) {
        let attributes = element.attributes.sorted { $0.key.description < $1.key.description }.map { name, value in
            let type = name == .xsiType ? element.resolve(value) : nil
            return Attribute(name: name, value: type.map { .qname($0) } ?? .text(value))
        }
        let text = element.text.isEmpty ? [] : [XMLOutput.text(element.text)]
        self.node = .element(element.name, attributes, text + element.children.map { XMLOutput($0) })
    }
}
