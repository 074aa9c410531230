/// An invoice of given amounts: lines, a coupon over all of them, and tax.
package struct InvoiceDraft: Codable, Equatable, Sendable {
    package var number: String
    package var payer: String
    package var issuedOn: LocalDate
    package var currency: Currency
    package var lines: [InvoiceDraftLine]
    /// Taken off the whole invoice, and shared by the lines in proportion to their amounts.
    package var coupon: Money?

    package init(
        number: String,
        payer: String,
        issuedOn: LocalDate,
        currency: Currency,
        lines: [InvoiceDraftLine],
        coupon: Money? = nil
    ) {
        self.number = number
        self.payer = payer
        self.issuedOn = issuedOn
        self.currency = currency
        self.lines = lines
        self.coupon = coupon
    }

    /// What goes into the books; tax is computed after the coupon.
    package func document(_ policy: BillingPolicy = BillingPolicy()) throws(MoneyError) -> BilledDocument {
        let coupons = try self.coupons(policy)
        var segments: [BilledSegment] = []
        for (index, line) in self.lines.enumerated() {
            let net = try line.amount.subtracting(coupons[index])
            var segment = BilledSegment(
                id: "\(self.number):\(index + 1)",
                charge: line.charge,
                time: line.time,
                payer: self.payer,
                net: net,
                taxes: try line.tax(on: net, policy.rounding)
            )
            segment.coupon = coupons[index]
            segments.append(segment)
        }
        return BilledDocument(
            number: self.number,
            payer: self.payer,
            issuedOn: self.issuedOn,
            currency: self.currency,
            segments: segments
        )
    }

    private func coupons(_ policy: BillingPolicy) throws(MoneyError) -> [Money] {
        guard let coupon = self.coupon, !self.lines.isEmpty else {
            return self.lines.map { _ in .zero(self.currency) }
        }
        let weights = self.lines.map { Ratio(whole: max($0.amount.minorUnits, 0)) }
        return try coupon.split(by: weights, residual: policy.residual)
    }
}

/// One line of an invoice whose amount is given.
package struct InvoiceDraftLine: Codable, Equatable, Sendable {
    package var charge: String
    package var amount: Money
    package var time: Interval?
    package var taxRate: Ratio?
    /// What a tax engine said, when that is not a rate.
    package var quotedTaxes: [TaxLine]?

    package init(
        charge: String,
        amount: Money,
        time: Interval? = nil,
        taxRate: Ratio? = nil,
        quotedTaxes: [TaxLine]? = nil
    ) {
        self.charge = charge
        self.amount = amount
        self.time = time
        self.taxRate = taxRate
        self.quotedTaxes = quotedTaxes
    }

    func tax(on net: Money, _ rounding: Rounding) throws(MoneyError) -> [TaxLine] {
        if let quoted = self.quotedTaxes { return quoted }
        guard let rate = self.taxRate else { return [] }
        return [TaxLine(code: "rate", rate: rate, amount: try net.multiplied(by: rate, rounding: rounding))]
    }
}
