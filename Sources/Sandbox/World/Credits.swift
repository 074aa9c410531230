import RevenueModel

// Credit memos: what they post, and how they settle invoices.

extension SandboxWorld {
    /// What a credit posts: it takes revenue back before it is earned.
    ///
    /// A credit that stands keeps its lines and applications; only its memo and custom fields may change.
    func creditEntries(
        _ number: String,
        _ record: ERPRecord,
        replacing existing: Document?
    ) throws(Refusal) -> [Booking] {
        if let before = existing?.record {
            guard before.lines == record.lines, before.applications == record.applications, before.date == record.date
            else { throw Refusal(ERPCode.userError, "Credit memo \(number) is posted already and cannot be changed.") }
            return []
        }
        try self.requireOpen(record.date)
        let (net, tax) = try Self.totals(of: record)
        let total = try Self.sum(net, tax)
        guard total.minorUnits > 0 else { throw Refusal(ERPCode.userError, "A credit of \(total) credits nothing.") }
        guard Set(record.applications.map(\.invoice)).count == record.applications.count else {
            throw Refusal(ERPCode.userError, "Credit memo \(number) is applied to one invoice twice.")
        }
        var applied = Money.zero(total.currency)
        for application in record.applications {
            try self.requireOpenBalance(of: application.invoice, covers: application.amount)
            applied = try Self.sum(applied, application.amount)
        }
        guard applied.minorUnits <= total.minorUnits else {
            throw Refusal(ERPCode.userError, "Applied \(applied) is more than the credit of \(total).")
        }
        let lines: [Booking.Line] = [
            .init(account: .deferredRevenue, amount: net), .init(account: .taxPayable, amount: tax),
            .init(account: .receivable, amount: total.negated),
        ]
        return [
            Booking(period: record.date.period, document: number, text: DocumentKind.creditMemo.rawValue, lines: lines)
        ]
    }

    /// What of a credit is not applied to an invoice.
    func openCredit(_ credit: Document) throws(Refusal) -> Money {
        guard let record = credit.record else { throw Refusal(ERPCode.missing, "That record does not exist.") }
        var open = try Self.total(of: record)
        for application in record.applications { open = try Self.sum(open, application.amount.negated) }
        return open
    }

    /// Invoice → the holds on it.
    func holds() -> [String: String] {
        let names = Self.catalog.customFields
        var holds: [String: String] = [:]
        for invoice in self.live(.erp, .invoice) {
            let fields = invoice.record?.customFields ?? [:]
            guard names["hold"].flatMap({ fields[$0] }) == "true" else { continue }
            holds[invoice.id.externalID] = names["holdReasons"].flatMap { fields[$0] } ?? ""
        }
        return holds
    }
}
