import RevenueModel
import XML

extension IntacctBooks {
    func writeCustomer(_ fields: IntacctFields, isNew: Bool) throws(Refusal) -> (facts: [Fact], reply: IntacctReply) {
        let id = try fields.required("CUSTOMERID")
        if isNew { try self.requireNew(.customer, id) }
        let existing = self.world.live(.erp, .customer, id)?.record
        guard isNew || existing != nil else { throw Refusal(ERPCode.missing, "There is no customer \(id).") }
        var record = existing ?? ERPRecord(date: self.today, currency: "EUR")
        record.name = fields.text("NAME") ?? record.name
        let contact = fields.element("DISPLAYCONTACT").map(IntacctFields.init)
        record.email = contact?.text("EMAIL1") ?? record.email
        let write = try self.world.decideUpsert(.customer, id, record)
        return (write.facts, self.made("CUSTOMER", write, [("CUSTOMERID", id)]))
    }

    func createOrder(_ fields: IntacctFields) throws(Refusal) -> (facts: [Fact], reply: IntacctReply) {
        guard try fields.required("transactiontype") == IntacctChart.orderType else {
            throw Refusal(ERPCode.userError, "There is no transaction definition of that name.")
        }
        let number = try fields.required("documentno")
        try self.requireNew(.salesOrder, number)
        let lines = fields.element("sotransitems")?.children(QName("", "sotransitem")) ?? []
        var record = try self.head(fields, lines)
        record.reference = fields.text("referenceno")
        for line in lines { record.lines.append(try self.orderLine(IntacctFields(element: line), record.currency)) }
        let write = try self.world.decideUpsert(.salesOrder, number, record)
        return (write.facts, .key("\(IntacctChart.orderType)-\(number)"))
    }

    func deleteOrder(_ element: XMLElement) throws(Refusal) -> (facts: [Fact], reply: IntacctReply) {
        let prefix = "\(IntacctChart.orderType)-"
        let key = element.attribute("key") ?? ""
        guard key.hasPrefix(prefix) else { throw Refusal(ERPCode.missing, "There is no transaction \(key).") }
        return (try self.world.decideDelete(.salesOrder, String(key.dropFirst(prefix.count))).facts, .key(key))
    }

    func createInvoice(_ fields: IntacctFields) throws(Refusal) -> (facts: [Fact], reply: IntacctReply) {
        let number = try fields.required("invoiceno")
        try self.requireNew(.invoice, number)
        let lines = fields.element("invoiceitems")?.children(QName("", "lineitem")) ?? []
        var record = try self.head(fields, lines)
        record.reference = fields.text("ponumber")
        record.memo = fields.text("description")
        record.dueOn = try fields.date("datedue")
        for line in lines { record.lines.append(try self.invoiceLine(IntacctFields(element: line), record.currency)) }
        let write = try self.world.decideUpsert(.invoice, number, record)
        return (write.facts, .key(String(write.internalID)))
    }

    func createPayment(_ fields: IntacctFields) throws(Refusal) -> (facts: [Fact], reply: IntacctReply) {
        let source = try self.source(of: fields)
        let number = try fields.required("refid")
        try self.requireNew(.customerPayment, number)
        var applications: [(invoice: Document, amount: String)] = []
        for item in fields.element.children(QName("", "arpaymentitem")).map(IntacctFields.init) {
            let key = try item.required("invoicekey")
            guard let invoice = Int(key).flatMap({ self.world.document(.invoice, internalID: $0) }) else {
                throw Refusal(ERPCode.unknownReference, "There is no invoice with the key \(key).")
            }
            applications.append((invoice, try item.required("amount")))
        }
        let currency = fields.text("currency") ?? applications.first?.invoice.record?.currency ?? "EUR"
        var record = ERPRecord(date: try fields.date("datereceived") ?? self.today, currency: currency)
        record.customer = try fields.required("customerid")
        record.source = source
        record.payment = try fields.money("paymentamount", currency)
        for (invoice, amount) in applications {
            record.applications.append(
                .init(invoice: invoice.id.externalID, amount: try RecordReader.money(amount, currency))
            )
        }
        let write = try self.world.decideUpsert(.customerPayment, number, record)
        return (write.facts, .key(String(write.internalID)))
    }
}

extension IntacctBooks {
    /// The account that a payment is taken from; `nil` is the bank.
    private func source(of fields: IntacctFields) throws(Refusal) -> Int? {
        guard let number = fields.text("undepfundsacct") else {
            guard fields.text("bankaccountid") == IntacctChart.bank else {
                throw Refusal(ERPCode.unknownReference, "There is no such bank account.")
            }
            return nil
        }
        guard let account = IntacctChart.accounts[number] else {
            throw Refusal(ERPCode.unknownReference, "Invalid undepfundsacct “\(number)” specified.")
        }
        return SandboxWorld.catalog.ledgerAccounts[account]
    }

    /// What orders, invoices and adjustments have in common; the legal entity is that of their lines.
    func head(_ fields: IntacctFields, _ lines: [XMLElement]) throws(Refusal) -> ERPRecord {
        let catalog = SandboxWorld.catalog
        let location = try lines.first.map(IntacctFields.init)?.known("locationid", among: catalog.subsidiaries)
        if let currency = fields.text("currency"), catalog.currencies[currency] == nil {
            throw Refusal(ERPCode.unknownReference, "Invalid currency “\(currency)” specified.")
        }
        _ = try fields.known("termname", among: catalog.terms)
        var record = ERPRecord(
            subsidiary: location,
            date: try fields.date("datecreated") ?? self.today,
            currency: fields.text("currency") ?? catalog.currency(ofSubsidiary: location)
        )
        record.customer = try fields.required("customerid")
        return record
    }

    func orderLine(_ fields: IntacctFields, _ code: String) throws(Refusal) -> ERPRecord.Line {
        guard let item = try fields.known("itemid", among: SandboxWorld.catalog.items),
            let quantity = try fields.decimal("quantity"), let price = try fields.money("price", code)
        else { throw Refusal(ERPCode.userError, "A line needs itemid, quantity and price.") }
        let amount: Money
        do { amount = try price.multiplied(by: quantity.coefficient, over: quantity.denominator) } catch {
            throw Refusal(ERPCode.userError, error.description)
        }
        return ERPRecord.Line(
            item: item,
            description: fields.text("itemdesc"),
            quantity: quantity,
            rate: try fields.decimal("price"),
            amount: amount,
            tax: Money.zero(price.currency),
            from: try fields.date("revrecstartdate"),
            through: try fields.date("revrecenddate"),
            customFields: try fields.customFields()
        )
    }

    /// A line of an invoice or adjustment: its amount, and the tax beside it.
    func invoiceLine(_ fields: IntacctFields, _ code: String) throws(Refusal) -> ERPRecord.Line {
        guard let item = try fields.known("itemid", among: SandboxWorld.catalog.items) else {
            throw Refusal(ERPCode.userError, "A line needs an itemid here.")
        }
        for account in ["glaccountno", "offsetglaccountno", "defrevaccount"] {
            guard let number = fields.text(account), IntacctChart.accounts[number] == nil else { continue }
            throw Refusal(ERPCode.unknownReference, "Invalid \(account) “\(number)” specified.")
        }
        let amount = try RecordReader.money(try fields.required("amount"), code)
        var tax = Money.zero(amount.currency)
        for entry in fields.element("taxentries")?.children.map(IntacctFields.init) ?? [] {
            _ = try entry.known("detailid", among: SandboxWorld.catalog.taxCodes)
            tax = try SandboxWorld.sum(tax, try entry.money("trx_tax", code) ?? Money.zero(amount.currency))
        }
        return ERPRecord.Line(
            item: item,
            description: fields.text("memo"),
            amount: amount,
            tax: tax,
            from: try fields.date("revrecstartdate"),
            through: try fields.date("revrecenddate"),
            customFields: try fields.customFields()
        )
    }
}
