/// A name as XML means it: a namespace and a local part.
///
/// The prefix is spelling, and is dropped.
package struct QName: Hashable, Sendable, CustomStringConvertible {
    package let namespace: String
    package let local: String

    package init(_ namespace: String, _ local: String) {
        self.namespace = namespace
        self.local = local
    }

    package var description: String {
        self.namespace.isEmpty ? self.local : "{\(self.namespace)}\(self.local)"
    }
}

extension QName {
    /// The namespace that the prefix `xml` always has.
    package static let xmlNamespace = "http://www.w3.org/XML/1998/namespace"

    /// `xml:lang`, the language of a text.
    package static let xmlLang = QName(Self.xmlNamespace, "lang")

    /// `xsi:type`, whose value is itself a qualified name.
    package static let xsiType = QName("http://www.w3.org/2001/XMLSchema-instance", "type")

    /// `xsi:nil`, which says that an empty element has no value.
    package static let xsiNil = QName("http://www.w3.org/2001/XMLSchema-instance", "nil")
}
