/// An element of a document that was read: a value copied out of libxml2, with no pointer into it.
package struct XMLElement: Sendable {
    package let name: QName
    /// Attributes without a prefix have the namespace "".
    package let attributes: [QName: String]
    package let children: [XMLElement]
    /// All the text and CDATA directly in this element, joined, without the comments between.
    ///
    /// Never the first text node alone: a comment inside a code would cut the code short.
    package let text: String
    /// Where its start tag ends in the document, from 1; 0 in one that was not read.
    package let line: Int
    private let scope: XMLScope

    init(
        name: QName,
        attributes: [QName: String],
        children: [XMLElement],
        text: String,
        line: Int = 0,
        scope: XMLScope
    ) {
        self.name = name
        self.attributes = attributes
        self.children = children
        self.text = text
        self.line = line
        self.scope = scope
    }

    package init(
        name: QName,
        attributes: [QName: String] = [:],
        children: [XMLElement] = [],
        text: String = "",
        namespaces: [String: String] = [:]
    ) {
        let scope = XMLScope(declared: namespaces)
        self.init(name: name, attributes: attributes, children: children, text: text, scope: scope)
    }

    /// Prefix to namespace, as in force here; built anew at each call.
    package var namespaces: [String: String] { self.scope.all }

    /// The first child of that name.
    package func child(_ name: QName) -> XMLElement? {
        self.children.first { $0.name == name }
    }

    package func children(_ name: QName) -> [XMLElement] {
        self.children.filter { $0.name == name }
    }

    /// An attribute without a prefix.
    package func attribute(_ local: String) -> String? {
        self.attributes[QName("", local)]
    }

    package func attribute(_ name: QName) -> String? {
        self.attributes[name]
    }

    /// The meaning of a qualified name found in content, such as the value of `xsi:type`.
    ///
    /// Nothing when its prefix is not declared here, or it is no qualified name. Without a prefix it is
    /// in the default namespace, as XML Schema says.
    package func resolve(_ prefixed: String) -> QName? {
        let parts = prefixed.xmlTrimmed.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard (1...2).contains(parts.count), let local = parts.last, parts.allSatisfy({ $0.isXMLName }) else {
            return nil
        }
        guard parts.count == 2, let prefix = parts.first else {
            return QName(self.scope.namespace(of: "") ?? "", local)
        }
        if prefix == "xml" { return QName(QName.xmlNamespace, local) }
        guard let namespace = self.scope.namespace(of: prefix), !namespace.isEmpty else { return nil }
        return QName(namespace, local)
    }
}

extension XMLElement: Equatable {
    /// The same content: prefixes count, because content may use them; lines do not.
    package static func == (left: Self, right: Self) -> Bool {
        left.name == right.name && left.text == right.text && left.attributes == right.attributes
            && left.children == right.children
            && (left.scope === right.scope || left.namespaces == right.namespaces)
    }
}
