import RevenueModel
import XML

/// The gateway's functions on the books that all of the ERP's dialects share.
struct IntacctBooks {
    let world: SandboxWorld
    let today: LocalDate

    func decide(_ function: IntacctMessage.Function) throws(Refusal) -> (facts: [Fact], reply: IntacctReply) {
        let content = IntacctFields(element: function.content)
        switch function.name {
        case "create", "update": return try self.writeObject(content, isNew: function.name == "create")
        case "create_sotransaction": return try self.createOrder(content)
        case "update_sotransaction": return try self.changeOrder(content)
        case "delete_sotransaction": return try self.deleteOrder(function.content)
        case "create_invoice": return try self.createInvoice(content)
        case "reverse_invoice": return try self.reverse(.invoice, function.content)
        case "create_aradjustment": return try self.createCredit(content)
        case "delete": return try self.delete(content)
        case "create_arpayment": return try self.createPayment(content)
        case "reverse_arpayment": return try self.reversePayment(function.content)
        case "read", "readByName", "readByQuery", "query":
            return ([], .data(try IntacctSearch(world: self.world).answer(function.name, content)))
        default: throw Refusal(ERPCode.userError, "Function \(function.name) is not served.")
        }
    }

    private func writeObject(
        _ content: IntacctFields,
        isNew: Bool
    ) throws(Refusal) -> (facts: [Fact], reply: IntacctReply) {
        guard let element = content.element.children.first, content.element.children.count == 1 else {
            throw Refusal(ERPCode.userError, "One object at a time is served.")
        }
        let fields = IntacctFields(element: element)
        switch (element.name.local.uppercased(), isNew) {
        case ("CUSTOMER", _): return try self.writeCustomer(fields, isNew: isNew)
        case ("ARINVOICE", false): return try self.holdInvoice(fields)
        case ("ARPYMT", true): return try self.applyCredit(fields)
        case ("GLBATCH", true): return try self.createJournalEntry(fields)
        default: throw Refusal(ERPCode.userError, "Object definition \(element.name.local) not found")
        }
    }

    /// The answer of the newer functions: the object with its keys.
    func made(_ object: String, _ write: SandboxWorld.Write, _ more: [(String, String)] = []) -> IntacctReply {
        let fields = [("RECORDNO", String(write.internalID))] + more
        let record = XMLOutput.element(
            QName("", object.lowercased()),
            fields.map { .element(QName("", $0.0), text: $0.1) }
        )
        return .data(
            .element(
                QName("", "data"),
                attributes: [(QName("", "listtype"), .text("objects")), (QName("", "count"), .text("1"))],
                [record]
            )
        )
    }

    /// A number that was ever used is taken: documents are taken back, and stay.
    func requireNew(_ kind: DocumentKind, _ number: String) throws(Refusal) {
        guard let existing = self.world.documents[DocumentID(.erp, kind, number)], existing.status != .deleted else {
            return
        }
        throw Refusal(
            IntacctError.alreadyExists,
            "Another \(kind.rawValue) with the given value(s) \(number) already exists"
        )
    }

    /// The document that the attribute `key` names.
    func document(_ kind: DocumentKind, key element: XMLElement) throws(Refusal) -> Document {
        let key = element.attribute("key") ?? ""
        guard let document = Int(key).flatMap({ self.world.document(kind, internalID: $0) }) else {
            throw Refusal(ERPCode.missing, "There is no \(kind.rawValue) with the key \(key).")
        }
        return document
    }

    func reverse(
        _ kind: DocumentKind,
        _ element: XMLElement
    ) throws(Refusal) -> (facts: [Fact], reply: IntacctReply) {
        let document = try self.document(kind, key: element)
        guard let date = try IntacctFields(element: element).date("datereversed") else {
            throw Refusal(ERPCode.userError, "Required field datereversed is missing.")
        }
        let write = try self.world.decideReverse(kind, document.id.externalID, on: date)
        return (write.facts, .key(String(write.internalID)))
    }
}
