import RevenueModel
import SuiteTalk
import XML

/// Writes a record as `get` answers it, in the order of the schema.
struct RecordWriter {
    let document: Document
    let world: SandboxWorld

    func output() throws(Refusal) -> XMLOutput {
        guard let kind = RecordKind(rawValue: self.document.id.kind.rawValue), let record = self.document.record else {
            throw Refusal(ERPCode.missing, "That record does not exist.")
        }
        return .element(
            QName(SuiteTalkNames.messages, "record"),
            attributes: [
                (.xsiType, .qname(kind.type)), (QName("", "internalId"), .text(String(self.document.internalID))),
                (QName("", "externalId"), .text(self.document.id.externalID)),
            ],
            try self.children(kind, FieldWriter(record: record, kind: kind, world: self.world))
        )
    }

    private func children(_ kind: RecordKind, _ fields: FieldWriter) throws(Refusal) -> [XMLOutput] {
        let record = fields.record
        let children: [XMLOutput?] =
            switch kind {
            case .customer:
                [fields.text("companyName", record.name), fields.text("email", record.email), fields.subsidiary]
            case .salesOrder:
                [
                    fields.customer("entity"), fields.currency, fields.day("tranDate", record.date),
                    fields.text("otherRefNum", record.reference), fields.memo, fields.currencyName, fields.subsidiary,
                    fields.items,
                ]
            case .invoice: try self.invoice(fields)
            case .creditMemo: try self.credit(fields)
            case .customerPayment:
                [
                    fields.customer("customer"), fields.currency, fields.text("payment", record.payment?.decimal),
                    fields.day("tranDate", record.date), fields.memo, fields.currencyName, fields.subsidiary,
                    fields.applications,
                ]
            case .journalEntry:
                [fields.day("tranDate", record.date), fields.currency, fields.subsidiary, fields.memo, fields.sides]
            }
        return (children + [fields.custom(record.customFields)]).compactMap(\.self)
    }

    private func invoice(_ fields: FieldWriter) throws(Refusal) -> [XMLOutput?] {
        let record = fields.record
        let total = try SandboxWorld.total(of: record)
        let open = try self.world.openBalance(of: self.document.id.externalID) ?? total
        return [
            fields.customer("entity"), fields.day("tranDate", record.date), fields.subsidiary, fields.currency,
            fields.day("dueDate", record.dueOn), fields.text("otherRefNum", record.reference), fields.memo,
            fields.text("amountRemaining", open.decimal), fields.currencyName, fields.text("total", total.decimal),
            fields.text("status", open.minorUnits == 0 ? "Paid In Full" : "Open"), fields.items,
        ]
    }

    private func credit(_ fields: FieldWriter) throws(Refusal) -> [XMLOutput?] {
        let record = fields.record
        let total = try SandboxWorld.total(of: record)
        let open = try self.world.openCredit(self.document)
        let applied = try SandboxWorld.sum(total, open.negated)
        return [
            fields.currency, fields.customer("entity"), fields.day("tranDate", record.date), fields.subsidiary,
            fields.text("otherRefNum", record.reference), fields.memo, fields.currencyName,
            fields.text("amountRemaining", open.decimal), fields.text("unapplied", open.decimal),
            fields.text("applied", applied.decimal), fields.text("total", total.decimal), fields.items,
            fields.applications,
        ]
    }
}
