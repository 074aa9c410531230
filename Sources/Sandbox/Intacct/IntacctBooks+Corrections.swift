import RevenueModel
import XML

// What corrects a document that stands: changes, holds, credits, journal entries.
extension IntacctBooks {
    func changeOrder(_ fields: IntacctFields) throws(Refusal) -> (facts: [Fact], reply: IntacctReply) {
        let prefix = "\(IntacctChart.orderType)-"
        let key = fields.element.attribute("key") ?? ""
        guard key.hasPrefix(prefix),
            var record = self.world.live(.erp, .salesOrder, String(key.dropFirst(prefix.count)))?.record
        else { throw Refusal(ERPCode.missing, "There is no transaction \(key).") }
        let lines = fields.element("updatesotransitems")?.children(QName("", "sotransitem")) ?? []
        for line in lines { record.lines.append(try self.orderLine(IntacctFields(element: line), record.currency)) }
        record.customFields = (record.customFields ?? [:]).merging(try fields.customFields()) { $1 }
        let write = try self.world.decideUpsert(.salesOrder, String(key.dropFirst(prefix.count)), record)
        return (write.facts, .key(key))
    }

    func holdInvoice(_ fields: IntacctFields) throws(Refusal) -> (facts: [Fact], reply: IntacctReply) {
        let invoice = try self.document(.invoice, named: fields, "RECORDNO")
        guard var record = invoice.record else { throw Refusal(ERPCode.missing, "There is no such invoice.") }
        var values = record.customFields ?? [:]
        if let flag = fields.text("ONHOLD") { values[IntacctChart.hold] = flag }
        for (name, known) in IntacctChart.customFields {
            if let field = fields.element(name) { values[known] = field.text.xmlTrimmed }
        }
        record.customFields = values
        let write = try self.world.decideUpsert(.invoice, invoice.id.externalID, record)
        return (write.facts, self.made("ARINVOICE", write))
    }

    func createCredit(_ fields: IntacctFields) throws(Refusal) -> (facts: [Fact], reply: IntacctReply) {
        let number = try fields.required("adjustmentno")
        try self.requireNew(.creditMemo, number)
        let lines = fields.element("aradjustmentitems")?.children(QName("", "lineitem")) ?? []
        var record = try self.head(fields, lines)
        record.reference = fields.text("invoiceno")
        record.memo = fields.text("description")
        for line in lines {
            var line = try self.invoiceLine(IntacctFields(element: line), record.currency)
            guard line.amount.minorUnits <= 0 else {
                throw Refusal(ERPCode.userError, "Debit memos are not served: a credit's amounts are negative.")
            }
            (line.amount, line.tax) = (line.amount.negated, line.tax.negated)
            record.lines.append(line)
        }
        let write = try self.world.decideUpsert(.creditMemo, number, record)
        return (write.facts, .key(String(write.internalID)))
    }

    /// A payment without money: all of it is a credit's.
    func applyCredit(_ fields: IntacctFields) throws(Refusal) -> (facts: [Fact], reply: IntacctReply) {
        let details = fields.element("ARPYMTDETAILS")?.children.map(IntacctFields.init) ?? []
        let keys = Set(details.map { $0.text("ADJUSTMENTKEY") })
        guard let first = details.first, keys.count == 1, first.element("ADJUSTMENTKEY") != nil else {
            throw Refusal(ERPCode.userError, "Only the application of one credit is served here.")
        }
        let credit = try self.document(.creditMemo, named: first, "ADJUSTMENTKEY")
        var parts: [ERPRecord.Application] = []
        for detail in details {
            let invoice = try self.document(.invoice, named: detail, "RECORDKEY").id.externalID
            let amount = try detail.required("TRX_ADJUSTMENTAMOUNT")
            let money = try RecordReader.money(amount, credit.record?.currency ?? "EUR")
            parts.append(.init(invoice: invoice, amount: money))
        }
        guard Set(parts.map(\.invoice)).count == parts.count else {
            throw Refusal(ERPCode.userError, "One invoice is settled twice.")
        }
        let write = try self.world.decideApply(credit, parts)
        return (write.facts, self.made("ARPYMT", write))
    }

    /// A payment is taken back by an entry; the application of a credit posted nothing, and just ends.
    func reversePayment(_ element: XMLElement) throws(Refusal) -> (facts: [Fact], reply: IntacctReply) {
        let key = element.attribute("key") ?? ""
        guard let credit = Int(key).flatMap({ self.world.document(.creditMemo, internalID: $0) }) else {
            return try self.reverse(.customerPayment, element)
        }
        return (self.world.decideUnapply(credit), .key(key))
    }

    func delete(_ fields: IntacctFields) throws(Refusal) -> (facts: [Fact], reply: IntacctReply) {
        guard try fields.required("object").uppercased() == "ARADJUSTMENT" else {
            throw Refusal(ERPCode.userError, "Only ARADJUSTMENT is deleted here.")
        }
        let credit = try self.document(.creditMemo, named: fields, "keys")
        guard credit.record?.applications.isEmpty ?? true else {
            throw Refusal(ERPCode.cannotDelete, "Adjustment \(credit.id.externalID) is applied and cannot be deleted.")
        }
        return (try self.world.decideDelete(.creditMemo, credit.id.externalID).facts, .nothing)
    }

    private func document(
        _ kind: DocumentKind,
        named fields: IntacctFields,
        _ name: String
    ) throws(Refusal) -> Document {
        let key = try fields.required(name)
        guard let document = Int(key).flatMap({ self.world.document(kind, internalID: $0) }) else {
            throw Refusal(ERPCode.missing, "There is no \(kind.rawValue) with the key \(key).")
        }
        return document
    }
}

extension IntacctBooks {
    func createJournalEntry(_ fields: IntacctFields) throws(Refusal) -> (facts: [Fact], reply: IntacctReply) {
        guard try fields.required("JOURNAL") == IntacctChart.journal else {
            throw Refusal(ERPCode.unknownReference, "There is no such journal.")
        }
        let number = try fields.required("REFERENCENO")
        try self.requireNew(.journalEntry, number)
        let lines = fields.element("ENTRIES")?.children.map(IntacctFields.init) ?? []
        let currency = lines.first?.text("CURRENCY") ?? "EUR"
        var record = ERPRecord(date: try fields.date("BATCH_DATE") ?? self.today, currency: currency)
        record.memo = fields.text("BATCH_TITLE")
        var sides: [ERPRecord.Side] = []
        for line in lines { sides.append(try self.side(line, currency)) }
        record.sides = sides
        let write = try self.world.decideUpsert(.journalEntry, number, record)
        return (write.facts, self.made("GLBATCH", write))
    }

    private func side(_ fields: IntacctFields, _ currency: String) throws(Refusal) -> ERPRecord.Side {
        let number = try fields.required("ACCOUNTNO")
        guard let account = IntacctChart.accounts[number].flatMap({ SandboxWorld.catalog.ledgerAccounts[$0] }) else {
            throw Refusal(ERPCode.unknownReference, "Invalid ACCOUNTNO “\(number)” specified.")
        }
        let amount = try RecordReader.money(try fields.required("TRX_AMOUNT"), currency)
        let isDebit = try fields.required("TR_TYPE") == "1"
        return ERPRecord.Side(
            account: account,
            amount: isDebit ? amount : amount.negated,
            memo: fields.text("DESCRIPTION")
        )
    }
}
