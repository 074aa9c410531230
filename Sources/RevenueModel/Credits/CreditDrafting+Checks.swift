extension CreditDrafting {
    func check(_ note: CreditDraft, _ wish: ItemizedCredit, _ document: BilledDocument) throws(BillingError) {
        let known = Set(document.segments.map(\.id))
        if let stranger = wish.items.first(where: { !known.contains($0.segment) }) {
            throw Self.refusal(.chargeUnknown, wish, "\(document.number) has no line \(stranger.segment).")
        }
        guard note.total.isPositive else {
            throw Self.refusal(.amountMustBePositive, wish, "nothing is left to credit on these lines.")
        }
        if let line = try BillingError.counting({ () throws(MoneyError) in try self.excess(note, document) }) {
            throw Self.refusal(.higherThanRemainingLine, wish, "\(line) has less left than is asked for.")
        }
        let charged = try BillingError.counting { () throws(MoneyError) in try document.charged() }
        guard note.total.minorUnits <= charged.minorUnits else {
            throw Self.refusal(
                .higherThanRemainingInvoice,
                wish,
                "\(charged) of \(document.number) is not credited yet."
            )
        }
        if let net = wish.net, abs(net.minorUnits - note.net.minorUnits) > 1 {
            throw Self.refusal(.doesNotMatchItems, wish, "the lines come to \(note.net), not to \(net).")
        }
        try self.checkRefund(note, wish, document)
    }

    private func checkRefund(_ note: CreditDraft, _ wish: ItemizedCredit, _ document: BilledDocument)
        throws(BillingError)
    {
        guard let refund = wish.refund else { return }
        guard document.paid.isPositive else {
            throw Self.refusal(.cannotRefundUnpaid, wish, "nothing was received for \(document.number).")
        }
        let most = try BillingError.counting { () throws(MoneyError) in
            try note.total.least(document.paid.subtracting(document.refunded))
        }
        guard refund.minorUnits <= most.minorUnits else {
            throw Self.refusal(.cannotRefundUnpaid, wish, "at most \(most) can be paid back, not \(refund).")
        }
    }

    /// A line that would be credited beyond what was billed.
    private func excess(_ note: CreditDraft, _ document: BilledDocument) throws(MoneyError) -> String? {
        for line in note.lines {
            guard let segment = document.segments.first(where: { $0.id == line.segment }) else { continue }
            let left = try segment.remaining()
            if line.net.minorUnits.magnitude > left.minorUnits.magnitude { return line.segment }
        }
        return nil
    }
}

extension BilledSegment {
    /// What parts of this line come to: net of the coupon, rounded once.
    func value(
        of parts: [CreditPart],
        _ policy: BillingPolicy
    ) throws(MoneyError) -> (net: Money, tax: Money, coupon: Money) {
        let list = try self.net.adding(self.coupon ?? .zero(self.net.currency))
        let kept = try self.net.share(of: list)
        var (exact, asked) = (Ratio.zero, Ratio.zero)
        for part in parts {
            switch part {
            case .rest: exact = try exact.adding(Ratio(whole: self.remaining().minorUnits))
            case .share(let share): exact = try exact.adding(Ratio(whole: self.net.minorUnits).multiplied(by: share))
            case .amount(let amount):
                asked = try asked.adding(Ratio(whole: amount.minorUnits))
                exact = try exact.adding(Ratio(whole: amount.minorUnits).multiplied(by: kept))
            }
        }
        let net = Money(minorUnits: exact.rounded(policy.rounding), self.net.currency)
        let coupon = asked > .zero ? asked.rounded(policy.rounding) - net.minorUnits : 0
        let tax = try self.tax(on: exact, net, policy)
        return (net, tax, Money(minorUnits: coupon, self.net.currency))
    }

    private func tax(on exact: Ratio, _ net: Money, _ policy: BillingPolicy) throws(MoneyError) -> Money {
        switch policy.taxOnCredit {
        case .cumulative: return try self.tax(onCredit: net)
        case .grossFirst:
            let billed = try self.tax().share(of: self.net)
            let rate = self.taxes.first?.rate ?? billed
            let gross = try exact.multiplied(by: Ratio.one.adding(rate)).rounded(policy.rounding)
            return try Money(minorUnits: gross, net.currency).subtracting(net)
        }
    }
}

extension [BilledSegment] {
    mutating func record(_ line: CreditDraftLine, document: String) {
        guard let index = self.firstIndex(where: { $0.id == line.segment }) else { return }
        self[index].credits.append(SegmentCredit(document: document, net: line.net, tax: line.tax))
    }
}

extension Books {
    mutating func record(_ use: CreditUse, of note: CreditDraft) throws(MoneyError) {
        switch use.disposition {
        case .offset:
            guard let index = self.documents.firstIndex(where: { $0.number == note.document }) else { return }
            self.documents[index].offset = try self.documents[index].offset.adding(use.amount)
        case .credit:
            self.credits.append(
                AccountCredit(document: note.number, payer: note.payer, granted: use.amount)
            )
        case .refund, .skip: return
        }
    }
}
