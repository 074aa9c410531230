/// The credit in which a case ends: computed from what was billed, never above what is left of it.
package struct CaseCredit: Sendable {
    package let supportCase: SupportCase
    package let standing: InvoiceStanding
    package let resolution: CaseResolution
    /// The credit memo's number: `CR-CS-9`.
    package let number: String
    /// The posting date.
    package let postedOn: LocalDate

    package init(
        _ supportCase: SupportCase,
        _ standing: InvoiceStanding,
        _ resolution: CaseResolution,
        number: String,
        postedOn: LocalDate
    ) {
        self.supportCase = supportCase
        self.standing = standing
        self.resolution = resolution
        self.number = number
        self.postedOn = postedOn
    }

    /// Lines, tax at the rate of the corrected line, and what becomes of the total.
    package func draft() throws(BillingError) -> CreditDraft {
        let document = try BillingError.counting { () throws(MoneyError) in try self.standing.document() }
        var policy = BillingPolicy()
        policy.offsetScope = .invoice
        policy.cancelDisposition = self.resolution.excess == .keep ? [.offset, .credit] : [.offset, .refund, .credit]
        let wish = ItemizedCredit(number: self.number, document: document.number, items: self.items)
        return try CreditDrafting(Books(documents: [document]), policy).note(wish)
    }

    /// The document that the ERP posts.
    package func memo() throws(BillingError) -> CreditMemo {
        let draft = try self.draft()
        let invoice = self.standing.invoice
        return CreditMemo(
            number: self.number,
            invoice: invoice.number,
            account: invoice.account,
            legalEntity: invoice.legalEntity,
            taxCode: invoice.taxCode,
            issuedOn: self.postedOn,
            reason: "case \(self.supportCase.id): \(self.resolution.reason)",
            lines: self.lines(of: draft),
            net: draft.net,
            tax: draft.tax,
            total: draft.total,
            applied: try self.sum(of: .offset, in: draft)
        )
    }

    /// What is to be paid back to the customer; nothing where the policy keeps it as a credit.
    package func refund() throws(BillingError) -> Money { try self.sum(of: .refund, in: self.draft()) }

    private func sum(of disposition: Disposition, in draft: CreditDraft) throws(BillingError) -> Money {
        let amounts = draft.uses.filter { $0.disposition == disposition }.map(\.amount)
        return try BillingError.counting { () throws(MoneyError) in try .sum(amounts, in: draft.total.currency) }
    }

    /// What support named; where it named nothing, all that is left of what is disputed.
    private var items: [CreditItem] {
        let disputed = self.standing.invoice.lines.map(\.number).filter { self.supportCase.line ?? $0 == $0 }
        let parts = self.resolution.lines.isEmpty ? disputed.map { CreditedPart(line: $0) } : self.resolution.lines
        return parts.map { CreditItem(segment: self.standing.segment($0.line), part: $0.part) }
    }

    private func lines(of draft: CreditDraft) -> [CreditLine] {
        let credited = draft.lines.filter { !$0.net.isZero }
        return credited.enumerated().compactMap { index, line in
            guard
                let billed = self.standing.invoice.lines.first(where: {
                    self.standing.segment($0.number) == line.segment
                })
            else { return nil }
            return CreditLine(
                number: index + 1,
                corrects: billed.number,
                item: billed.item,
                description: billed.description,
                amount: line.net,
                tax: line.tax,
                taxCode: billed.taxCode,
                obligation: billed.obligation
            )
        }
    }
}
