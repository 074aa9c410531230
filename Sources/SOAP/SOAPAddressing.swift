package import XML

/// The headers of WS-Addressing that say which question an answer is to.
package enum SOAPAddressing {
    /// The recommendation's namespace.
    package static let namespace = "http://www.w3.org/2005/08/addressing"
    /// The one before it, still in use, and the recommendation's.
    private static let namespaces = [Self.namespace, "http://schemas.xmlsoap.org/ws/2004/08/addressing"]

    /// The headers of a question: what it asks for, and under which id.
    package static func question(id: String, action: String) -> [XMLOutput] {
        [
            .element(QName(self.namespace, "Action"), text: action),
            .element(QName(self.namespace, "MessageID"), text: id),
        ]
    }

    /// The headers of the answer to a question that came with `headers`; none where it has no id.
    package static func answer(to headers: [XMLElement], action: String) -> [XMLOutput] {
        let ids = headers.filter { self.isNamed("MessageID", $0.name) }
        guard let id = ids.first, ids.count == 1 else { return [] }
        return [
            .element(QName(id.name.namespace, "Action"), text: action),
            .element(QName(id.name.namespace, "RelatesTo"), text: id.text.xmlTrimmed),
        ]
    }

    /// The headers that may say that they must be understood, because we look at them or may ignore them.
    static let understood: Set<QName> = Set(
        Self.namespaces.flatMap { namespace in
            ["Action", "To", "From", "MessageID", "RelatesTo"].map { QName(namespace, $0) }
        }
    )

    /// The ids of the questions that a message with these headers answers.
    static func answered(by headers: [XMLElement]) -> [String] {
        headers.filter { header in
            guard self.isNamed("RelatesTo", header.name) else { return false }
            // Any other relation than a reply says nothing about what we asked.
            let relation = header.attribute("RelationshipType")?.xmlTrimmed ?? ""
            return relation.isEmpty || relation == "\(header.name.namespace)/reply" || relation.hasSuffix(":Reply")
        }.map(\.text.xmlTrimmed)
    }

    private static func isNamed(_ local: String, _ name: QName) -> Bool {
        name.local == local && self.namespaces.contains(name.namespace)
    }
}
