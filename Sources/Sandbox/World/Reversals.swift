import RevenueModel

extension SandboxWorld {
    /// Takes a posted document back by an entry in the period of `date`; the document stays, and no longer counts.
    func decideReverse(
        _ kind: DocumentKind,
        _ externalID: String,
        on date: LocalDate
    ) throws(Refusal) -> Write {
        var document = try self.decideGet(kind, externalID)
        try self.requireUnused(document)
        try self.requireOpen(date)
        document.status = .void
        let entries = self.reversal(of: externalID, kind).map {
            Booking(period: date.period, document: $0.document, text: $0.text, lines: $0.lines)
        }
        return Write(facts: [.document(document)] + entries.map(Fact.posted), internalID: document.internalID)
    }
}

extension SandboxWorld {
    /// Settles parts of invoices by what is open of a credit; the ledger does not see it.
    func decideApply(_ credit: Document, _ parts: [ERPRecord.Application]) throws(Refusal) -> Write {
        var credit = credit
        for part in parts {
            try self.requireOpenBalance(of: part.invoice, covers: part.amount)
            let open = try self.openCredit(credit)
            guard part.amount.minorUnits <= open.minorUnits else {
                throw Refusal(ERPCode.userError, "Applied \(part.amount) is more than is open of the credit: \(open).")
            }
            credit.record?.applications.append(part)
        }
        return Write(facts: [.document(credit)], internalID: credit.internalID)
    }

    func decideUnapply(_ credit: Document) -> [Fact] {
        var credit = credit
        credit.record?.applications = []
        return [.document(credit)]
    }
}
