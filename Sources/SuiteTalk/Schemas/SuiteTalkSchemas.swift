/// The schemas of the messages that are exchanged here: our own, and of no more than that.
///
/// Names and order are the published ones. Amounts are stricter: plain decimal text, of which all is good for the
/// vendor's `xsd:double`, while not all of a double's forms are good for money.
package enum SuiteTalkSchemas {
    /// One schema: the name that the others import it by, its namespace, and its text.
    package struct Document: Equatable, Sendable {
        package let name: String
        package let namespace: String
        package let text: String
    }

    /// All of them, each after those that it imports.
    package static let documents = [
        Document(name: "core.xsd", namespace: SuiteTalkNames.core, text: Self.core),
        Document(name: "faults.xsd", namespace: SuiteTalkNames.faults, text: Self.faults),
        Document(name: "messages.xsd", namespace: SuiteTalkNames.messages, text: Self.messages),
        Document(name: "relationships.xsd", namespace: SuiteTalkNames.relationships, text: Self.relationships),
        Document(name: "sales.xsd", namespace: SuiteTalkNames.sales, text: Self.sales),
        Document(name: "customers.xsd", namespace: SuiteTalkNames.customers, text: Self.customers),
        Document(name: "general.xsd", namespace: SuiteTalkNames.general, text: Self.general),
    ]

    /// A whole message: the envelope, in which every entry must be known and valid.
    package static let envelope = Document(
        name: "envelope.xsd",
        namespace: Self.soap,
        text: """
            <?xml version="1.0" encoding="UTF-8"?>
            <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:soap="\(Self.soap)"
                targetNamespace="\(Self.soap)" elementFormDefault="qualified">
              \(Self.imports(from: "").joined(separator: "\n  "))
              <xsd:complexType name="Entries">
                <xsd:sequence>
                  <xsd:any namespace="##other" processContents="strict" minOccurs="0" maxOccurs="unbounded"/>
                </xsd:sequence>
              </xsd:complexType>
              <xsd:element name="Envelope">
                <xsd:complexType>
                  <xsd:sequence>
                    <xsd:element name="Header" type="soap:Entries" minOccurs="0"/>
                    <xsd:element name="Body" type="soap:Entries"/>
                  </xsd:sequence>
                </xsd:complexType>
              </xsd:element>
            </xsd:schema>
            """
    )

    private static let soap = "http://schemas.xmlsoap.org/soap/envelope/"

    /// Imports of all the others, found in `folder`.
    static func imports(from folder: String) -> [String] {
        Self.documents.map { "<xsd:import namespace=\"\($0.namespace)\" schemaLocation=\"\(folder)\($0.name)\"/>" }
    }
}
