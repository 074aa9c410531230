import RevenueModel
import SuiteTalk
import XML

/// Writes the fields of one record.
struct FieldWriter {
    let record: ERPRecord
    let kind: RecordKind
    let world: SandboxWorld

    private func name(_ local: String) -> QName { QName(self.kind.namespace, local) }

    func text(_ name: String, _ value: String?) -> XMLOutput? {
        value.map { .element(self.name(name), text: $0) }
    }

    func day(_ name: String, _ date: LocalDate?) -> XMLOutput? {
        self.text(name, date.map { "\($0)T00:00:00" })
    }

    private func reference(_ name: String, _ id: Int?) -> XMLOutput? {
        id.map { .element(self.name(name), attributes: [(QName("", "internalId"), .text(String($0)))]) }
    }

    var memo: XMLOutput? { self.text("memo", self.record.memo) }
    var subsidiary: XMLOutput? { self.reference("subsidiary", self.record.subsidiary) }
    var currency: XMLOutput? { self.reference("currency", SandboxWorld.catalog.currencies[self.record.currency]) }
    var currencyName: XMLOutput? { self.text("currencyName", self.record.currency) }

    func customer(_ name: String) -> XMLOutput? {
        guard let customer = self.record.customer else { return nil }
        var attributes: [(QName, XMLOutput.Value)] = [
            (QName("", "externalId"), .text(customer)), (QName("", "type"), "customer"),
        ]
        if let id = self.world.live(.erp, .customer, customer)?.internalID {
            attributes.append((QName("", "internalId"), .text(String(id))))
        }
        return .element(self.name(name), attributes: attributes)
    }

    func custom(_ fields: [String: String]?) -> XMLOutput? {
        guard let fields, !fields.isEmpty else { return nil }
        let flag = SandboxWorld.catalog.customFields["hold"]
        let outputs = fields.sorted { $0.key < $1.key }.map { id, value in
            let type = id == flag ? "BooleanCustomFieldRef" : "StringCustomFieldRef"
            return XMLOutput.element(
                QName(SuiteTalkNames.core, "customField"),
                attributes: [
                    (.xsiType, .qname(QName(SuiteTalkNames.core, type))), (QName("", "scriptId"), .text(id)),
                ],
                [.element(QName(SuiteTalkNames.core, "value"), text: value)]
            )
        }
        return .element(self.name("customFieldList"), outputs)
    }
}

extension FieldWriter {
    var items: XMLOutput { .element(self.name("itemList"), self.record.lines.map(self.item)) }

    /// The schema has an order of its own for each kind of line.
    private func item(_ line: ERPRecord.Line) -> XMLOutput {
        let item = self.reference("item", line.item)
        let description = self.text("description", line.description)
        let quantity = self.text("quantity", line.quantity?.description)
        let rate = self.text("rate", line.rate?.description)
        let amount = self.text("amount", line.amount.decimal)
        let taxCode = self.reference("taxCode", line.taxCode)
        let tax = self.text("tax1Amt", line.tax.decimal)
        let days = [self.day("revRecStartDate", line.from), self.day("revRecEndDate", line.through)]
        let fields =
            switch self.kind {
            case .creditMemo: [item, quantity, description, rate, amount, taxCode, tax]
            case .salesOrder: [item, quantity, description, rate, amount] + days + [tax, taxCode]
            case .invoice, .customer, .customerPayment, .journalEntry:
                [item, description, amount, quantity, rate] + days + [tax, taxCode]
            }
        return self.line("item", fields + [self.custom(line.customFields)])
    }

    var sides: XMLOutput {
        let lines = (self.record.sides ?? []).map { side in
            let isDebit = side.amount.minorUnits >= 0
            let amount = isDebit ? side.amount : side.amount.negated
            return self.line(
                "line",
                [
                    self.reference("account", side.account),
                    self.text(isDebit ? "debit" : "credit", amount.decimal), self.text("memo", side.memo),
                ]
            )
        }
        return .element(self.name("lineList"), lines)
    }

    var applications: XMLOutput {
        let applies = self.record.applications.map { application in
            let id = self.world.live(.erp, .invoice, application.invoice)?.internalID
            return self.line(
                "apply",
                [
                    self.text("apply", "true"), self.text("doc", id.map(String.init)),
                    self.text("amount", application.amount.decimal),
                ]
            )
        }
        return .element(self.name("applyList"), applies)
    }

    private func line(_ name: String, _ fields: [XMLOutput?]) -> XMLOutput {
        .element(self.name(name), fields.compactMap(\.self))
    }
}
