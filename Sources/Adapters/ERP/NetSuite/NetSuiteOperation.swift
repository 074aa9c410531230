internal import XML

/// One thing that the service is asked to do, to a document named by our external id, never by theirs.
enum NetSuiteOperation: Sendable {
    case get(RecordKind, String)
    case upsert(NetSuiteRecord)
    case delete(RecordKind, String)

    /// The message's name, and the value of `SOAPAction`.
    var name: String {
        switch self {
        case .get: "get"
        case .upsert: "upsert"
        case .delete: "delete"
        }
    }

    var kind: RecordKind {
        switch self {
        case .get(let kind, _), .delete(let kind, _): kind
        case .upsert(let record): record.kind
        }
    }

    var externalID: String {
        switch self {
        case .get(_, let id), .delete(_, let id): id
        case .upsert(let record): record.externalID
        }
    }

    /// The one entry that is an answer.
    var answerName: QName { QName(NetSuiteNames.messages, "\(self.name)Response") }

    var body: XMLOutput {
        let content =
            switch self {
            case .get, .delete: self.reference
            case .upsert(let record): record.output
            }
        return .element(QName(NetSuiteNames.messages, self.name), [content])
    }

    private var reference: XMLOutput {
        .element(
            QName(NetSuiteNames.messages, "baseRef"),
            attributes: [
                (.xsiType, .qname(QName(NetSuiteNames.core, "RecordRef"))),
                (QName("", "externalId"), .text(self.externalID)),
                (QName("", "type"), .text(self.kind.rawValue)),
            ]
        )
    }
}

extension NetSuiteOperation: CustomStringConvertible {
    var description: String { "\(self.name) \(self.kind.rawValue) \(self.externalID)" }
}
