package import RevenueModel

extension CaseFacts {
    package var postingDate: LocalDate? { self.postedOn ?? self.resolution?.decidedOn }

    /// The credit, once support has decided for the customer.
    package var credit: CaseCredit? {
        guard let standing, let resolution, resolution.outcome == .customer, let postingDate else { return nil }
        return CaseCredit(
            self.supportCase,
            standing,
            resolution,
            number: self.creditNumber,
            postedOn: postingDate
        )
    }

    /// The document that is posted; `nil` while there is none, or where it cannot be computed.
    package var memo: CreditMemo? { try? self.credit?.memo() }

    /// Why the credit that support asks for cannot be given.
    package var objection: String? {
        guard let credit else { return nil }
        do throws(BillingError) {
            _ = try credit.memo()
            return nil
        } catch {
            return error.description
        }
    }

    /// What is posted.
    ///
    /// Without a credit it has no number, and an adapter refuses to send a nameless document.
    var memoToPost: CreditMemo { self.memo ?? CreditMemo(unnumbered: self.supportCase, self.nothing) }

    /// What takes the recognised part back; without lines where all was deferred, which no ERP would post.
    var adjustmentToPost: JournalEntry {
        (try? self.credit?.adjustment())
            ?? JournalEntry(
                number: "",
                legalEntity: self.supportCase.legalEntity,
                postedOn: self.postingDate ?? self.supportCase.openedOn,
                memo: "",
                lines: []
            )
    }

    private var nothing: Money { .zero(self.standing?.invoice.total.currency ?? .euro) }

    /// What support is told at the end.
    var answer: CaseAnswer {
        let (kind, text) = self.verdict
        return CaseAnswer(supportCase: self.supportCase.id, kind: kind, text: text)
    }

    private var verdict: (CaseAnswer.Kind, String) {
        guard self.entitlement != nil else {
            return (.unentitled, "\(self.supportCase.account) has no entitlement to support.")
        }
        guard let standing else { return (.unlinked, "No invoice is in question, so there is nothing to credit.") }
        if let memo {
            return (.credited, "\(memo.total) of \(memo.invoice) is credited with \(memo.number)\(self.payment).")
        }
        let reason = self.resolution?.reason ?? "nobody decided otherwise"
        switch self.resolution?.outcome {
        case .withdrawn: return (.withdrawn, "\(standing.invoice.number) is due again; the case was withdrawn.")
        case .vendor, .customer, nil: return (.upheld, "\(standing.invoice.number) stands as it is: \(reason).")
        }
    }

    private var payment: String {
        guard self.refund.isPositive else { return "" }
        let way = self.payee.map { "the bank to the account that ends in \($0.account.suffix(4))" }
        return "; \(self.refund) of it is paid back by \(way ?? "billing, as no bank account was named")"
    }

    var overdue: CaseAnswer {
        CaseAnswer(
            supportCase: self.supportCase.id,
            kind: .overdue,
            text: "Nobody has resolved the case; \(self.invoiceNumber) is on hold until somebody does."
        )
    }

    var late: CaseAnswer {
        CaseAnswer(
            supportCase: self.supportCase.id,
            kind: .late,
            text:
                "\(self.underWay?.joined(separator: ", ") ?? "Nothing") had left before the hold and is not called back."
        )
    }

    var impossible: CaseAnswer {
        CaseAnswer(
            supportCase: self.supportCase.id,
            kind: .impossible,
            text: "The credit cannot be given: \(self.objection ?? "it has no lines"). Resolve the case again."
        )
    }
}

extension CreditMemo {
    /// A credit that nobody drew up yet.
    fileprivate init(unnumbered supportCase: SupportCase, _ nothing: Money) {
        self.init(
            number: "",
            invoice: supportCase.invoice ?? "",
            account: Account(id: supportCase.account, name: supportCase.account),
            legalEntity: supportCase.legalEntity,
            taxCode: "",
            issuedOn: supportCase.openedOn,
            reason: "",
            lines: [],
            net: nothing,
            tax: nothing,
            total: nothing,
            applied: nothing
        )
    }
}
