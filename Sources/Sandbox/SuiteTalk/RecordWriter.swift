import RevenueModel
import XML

/// Writes a record as `get` answers it.
struct RecordWriter {
    let document: Document
    let world: SandboxWorld

    func output() throws(Refusal) -> XMLOutput {
        let kind = self.document.id.kind
        guard let type = SuiteTalk.types[kind], let record = self.document.record else {
            throw Refusal(ERPCode.missing, "That record does not exist.")
        }
        let fields = Fields(namespace: type.namespace, world: self.world)
        let children = try self.children(record, fields)
        return .element(
            QName(SuiteTalk.messages, "record"),
            attributes: [
                (.xsiType, .qname(type)), (QName("", "internalId"), .text(String(self.document.internalID))),
                (QName("", "externalId"), .text(self.document.id.externalID)),
            ],
            children
        )
    }

    private func children(_ record: ERPRecord, _ fields: Fields) throws(Refusal) -> [XMLOutput] {
        switch self.document.id.kind {
        case .customer:
            return [fields.text("companyName", record.name), fields.text("email", record.email)].compactMap(\.self)
        case .salesOrder: return fields.head(record) + [fields.items(record)]
        case .invoice: return fields.head(record) + (try self.balances(record, fields)) + [fields.items(record)]
        case .customerPayment: return fields.payment(record)
        case .opportunity, .subscription, .entitlement, .notice, .onboarding: return []
        }
    }

    private func balances(_ record: ERPRecord, _ fields: Fields) throws(Refusal) -> [XMLOutput] {
        let total = try SandboxWorld.total(of: record)
        let open = try self.world.openBalance(of: self.document.id.externalID) ?? total
        let status = open.minorUnits == 0 ? "Paid In Full" : "Open"
        return [
            fields.text("amountRemaining", open.decimal), fields.text("total", total.decimal),
            fields.text("status", status),
        ].compactMap(\.self)
    }
}

/// Writes the fields of one record type.
private struct Fields {
    let namespace: String
    let world: SandboxWorld

    func name(_ local: String) -> QName { QName(self.namespace, local) }

    func text(_ name: String, _ value: String?) -> XMLOutput? {
        value.map { .element(self.name(name), text: $0) }
    }

    func head(_ record: ERPRecord) -> [XMLOutput] {
        [
            self.customer("entity", record), self.date("tranDate", record.date), self.date("dueDate", record.dueOn),
            self.text("otherRefNum", record.reference), self.text("memo", record.memo),
            self.text("currencyName", record.currency),
        ].compactMap(\.self)
    }

    func items(_ record: ERPRecord) -> XMLOutput {
        .element(self.name("itemList"), record.lines.map(self.item))
    }

    private func item(_ line: ERPRecord.Line) -> XMLOutput {
        let reference = XMLOutput.element(
            self.name("item"),
            attributes: [(QName("", "internalId"), .text(String(line.item)))]
        )
        let fields = [
            self.text("description", line.description), self.text("quantity", line.quantity?.description),
            self.text("rate", line.rate?.description), self.text("amount", line.amount.decimal),
            self.text("tax1Amt", line.tax.decimal), self.date("revRecStartDate", line.from),
            self.date("revRecEndDate", line.through),
        ]
        return .element(self.name("item"), [reference] + fields.compactMap(\.self))
    }

    func payment(_ record: ERPRecord) -> [XMLOutput] {
        let applies = record.applications.map { application in
            let id = self.world.live(.erp, .invoice, application.invoice)?.internalID
            let fields = [
                self.text("apply", "true"), self.text("doc", id.map(String.init)),
                self.text("amount", application.amount.decimal),
            ]
            return XMLOutput.element(self.name("apply"), fields.compactMap(\.self))
        }
        return [
            self.customer("customer", record), self.text("payment", record.payment?.decimal),
            self.date("tranDate", record.date), self.text("memo", record.memo),
            .element(self.name("applyList"), applies),
        ].compactMap(\.self)
    }

    private func date(_ name: String, _ date: LocalDate?) -> XMLOutput? {
        self.text(name, date.map { "\($0)T00:00:00" })
    }

    private func customer(_ name: String, _ record: ERPRecord) -> XMLOutput? {
        guard let customer = record.customer else { return nil }
        var attributes: [(QName, XMLOutput.Value)] = [
            (QName("", "externalId"), .text(customer)), (QName("", "type"), "customer"),
        ]
        if let id = self.world.live(.erp, .customer, customer)?.internalID {
            attributes.append((QName("", "internalId"), .text(String(id))))
        }
        return .element(self.name(name), attributes: attributes)
    }
}
