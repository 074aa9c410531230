internal import SuiteTalk
internal import XML

/// One thing that the service is asked to do, to a document named by our external id, never by theirs.
enum NetSuiteOperation: Sendable {
    case get(RecordKind, String)
    case upsert(NetSuiteRecord)
    case delete(RecordKind, String, DeletionReason?)

    /// Why a document is deleted, for accounts that ask.
    struct DeletionReason: Sendable {
        /// The internal id of one of the account's reasons.
        let code: String
        let memo: String
    }

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
        case .get(let kind, _), .delete(let kind, _, _): kind
        case .upsert(let record): record.kind
        }
    }

    var externalID: String {
        switch self {
        case .get(_, let id), .delete(_, let id, _): id
        case .upsert(let record): record.externalID
        }
    }

    /// The one entry that is an answer.
    var answerName: QName { QName(SuiteTalkNames.messages, "\(self.name)Response") }

    var body: XMLOutput {
        let content =
            switch self {
            case .get: [self.reference]
            case .delete(_, _, let reason): [self.reference] + [reason?.output].compactMap(\.self)
            case .upsert(let record): [record.output]
            }
        return .element(QName(SuiteTalkNames.messages, self.name), content)
    }

    private var reference: XMLOutput {
        .element(
            QName(SuiteTalkNames.messages, "baseRef"),
            attributes: [
                (.xsiType, .qname(QName(SuiteTalkNames.core, "RecordRef"))),
                (QName("", "externalId"), .text(self.externalID)),
                (QName("", "type"), .text(self.kind.rawValue)),
            ]
        )
    }
}

extension NetSuiteOperation.DeletionReason {
    fileprivate var output: XMLOutput {
        .element(
            QName(SuiteTalkNames.messages, "deletionReason"),
            [
                .element(
                    QName(SuiteTalkNames.core, "deletionReasonCode"),
                    attributes: [(QName("", "internalId"), .text(self.code))]
                ),
                .element(QName(SuiteTalkNames.core, "deletionReasonMemo"), text: String(self.memo.prefix(300))),
            ]
        )
    }
}

extension NetSuiteOperation: CustomStringConvertible {
    var description: String { "\(self.name) \(self.kind.rawValue) \(self.externalID)" }
}
