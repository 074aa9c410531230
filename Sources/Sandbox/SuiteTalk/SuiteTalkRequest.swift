import RevenueModel
import SuiteTalk
import XML

/// What a body asks the ERP to do.
enum SuiteTalkRequest: Sendable {
    case upsert(XMLElement)
    case get(XMLElement)
    case delete(XMLElement)
    /// How many requests may be under way.
    case governance

    /// Nothing when the sandbox does not know the operation, or it has no argument.
    init?(_ entry: XMLElement) {
        guard entry.name.namespace == SuiteTalkNames.messages else { return nil }
        let record = entry.child(QName(SuiteTalkNames.messages, "record"))
        let baseRef = entry.child(QName(SuiteTalkNames.messages, "baseRef"))
        switch (entry.name.local, record, baseRef) {
        case ("upsert", let record?, _): self = .upsert(record)
        case ("get", _, let baseRef?): self = .get(baseRef)
        case ("delete", _, let baseRef?): self = .delete(baseRef)
        case (SuiteTalkAnswer.governance, nil, nil): self = .governance
        default: return nil
        }
    }

    /// The element's name, which `SOAPAction` repeats.
    var name: String {
        switch self {
        case .upsert: "upsert"
        case .get: "get"
        case .delete: "delete"
        case .governance: SuiteTalkAnswer.governance
        }
    }

    /// The name by which a fault finds the operation: `erp.upsert.invoice`.
    var operation: String {
        let kind =
            switch self {
            case .upsert(let record):
                record.attribute(.xsiType).flatMap { record.resolve($0) }.flatMap(RecordKind.init(type:))?.rawValue
            case .get(let reference), .delete(let reference): reference.attribute("type")
            case .governance: "account"
            }
        return "erp.\(self.name).\(kind ?? "unknown")"
    }

    /// What becomes true, and the answer's content.
    func decide(_ world: SandboxWorld, today: LocalDate) throws(Refusal) -> (facts: [Fact], answer: [XMLOutput]) {
        switch self {
        case .upsert(let element):
            let reader = try RecordReader(element, world: world, today: today)
            let externalID = try reader.externalID()
            let write = try world.decideUpsert(reader.kind, externalID, try reader.record())
            return (write.facts, [SuiteTalkAnswer.baseRef(reader.kind, write.internalID, externalID)])
        case .get(let reference):
            let (kind, externalID) = try Self.target(reference, world)
            let document = try world.decideGet(kind, externalID)
            return ([], [try RecordWriter(document: document, world: world).output()])
        case .delete(let reference):
            let (kind, externalID) = try Self.target(reference, world)
            let write = try world.decideDelete(kind, externalID)
            return (write.facts, [SuiteTalkAnswer.baseRef(kind, write.internalID, externalID)])
        case .governance:
            return ([], SuiteTalkAnswer.limit(SandboxWorld.catalog.concurrencyLimit))
        }
    }

    private static func target(
        _ reference: XMLElement,
        _ world: SandboxWorld
    ) throws(Refusal) -> (DocumentKind, String) {
        guard let kind = reference.attribute("type").flatMap({ DocumentKind(rawValue: $0) }),
            RecordKind(rawValue: kind.rawValue) != nil
        else { throw Refusal(ERPCode.invalidRecordType, "The reference has no type that is known here.") }
        if let external = reference.attribute("externalId") { return (kind, external) }
        let id = reference.attribute("internalId").flatMap { Int($0) }
        guard let document = id.flatMap({ world.document(kind, internalID: $0) }) else {
            throw Refusal(ERPCode.missing, "That record does not exist.")
        }
        return (kind, document.id.externalID)
    }
}
