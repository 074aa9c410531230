/// How large a document may be.
///
/// libxml2's own limits let through documents that take seconds to read.
package struct XMLLimits: Equatable, Sendable {
    /// A limit's name, as errors print it.
    package enum Name: String, Equatable, Sendable {
        case bytes, depth, elements, attributesPerElement, namespaces, nameLength, textBytes
    }

    /// The length of the document.
    package var bytes = 8 << 20
    /// Elements inside one another.
    package var depth = 100
    package var elements = 200_000
    /// libxml2 compares the attributes of an element with one another: 20,000 of them take a second.
    package var attributesPerElement = 256
    /// Declarations on one element and, counting repetitions, on the elements around it.
    package var namespaces = 256
    /// The length in bytes of a name with its prefix.
    package var nameLength = 512
    /// All text and attribute values together.
    package var textBytes = 8 << 20

    package init() {}

    package static let `default` = XMLLimits()

    /// The value that is in force for `name`.
    func value(of name: Name) -> Int {
        switch name {
        case .bytes: self.bytes
        case .depth: self.depth
        case .elements: self.elements
        case .attributesPerElement: self.attributesPerElement
        case .namespaces: self.namespaces
        case .nameLength: self.nameLength
        case .textBytes: self.textBytes
        }
    }
}
