extension DeltaDocument {
    /// The document without the part of its credit that the policy does not grant.
    ///
    /// The days are closed all the same. What is granted has gone where the other uses say.
    func withholding() throws(MoneyError) -> Self {
        let amount = try self.settled(.skip)
        guard amount.isPositive else { return self }
        var document = try Self(
            number: self.number,
            amendment: self.amendment,
            payer: self.payer,
            currency: self.currency,
            effectiveOn: self.effectiveOn,
            posting: self.posting,
            lines: self.lines.withholding(amount)
        )
        document.uses = self.uses.filter { $0.disposition != .skip }
        return document
    }
}

extension [DeltaLine] {
    /// Takes an amount, with tax, from the credits: from the last one first, each as far as it goes.
    fileprivate func withholding(_ amount: Money) throws(MoneyError) -> Self {
        var (lines, rest) = (self, amount)
        for index in lines.indices.reversed() where lines[index].kind == .credit && rest.isPositive {
            let part = try lines[index].gross().negated().least(rest)
            guard part.isPositive else { continue }
            try lines[index].withhold(part)
            rest = try rest.subtracting(part)
        }
        return lines
    }
}

extension DeltaLine {
    /// Takes a part of a credit, with its tax, back from the customer.
    fileprivate mutating func withhold(_ part: Money) throws(MoneyError) {
        let whole = try self.gross().negated()
        let granted = try whole.subtracting(part)
        let net = try granted.isZero ? granted : self.net.multiplied(by: granted.share(of: whole)).negated()
        let tax = try granted.subtracting(net).negated()
        let weights = self.taxes.map { Ratio(whole: abs($0.amount.minorUnits)) }
        let parts = try self.tax().isZero ? self.taxes.map { _ in .zero(tax.currency) } : tax.split(by: weights)
        for index in self.taxes.indices { self.taxes[index].amount = parts[index] }
        self.withheld = try net.subtracting(self.net.negated()).negated()
        self.net = try net.negated()
        if granted.isZero { self.taxes = [] }
        self.reason +=
            granted.isZero
            ? "; not granted by the policy" : "; \(part.decimal) of it, with tax, not granted by the policy"
    }
}

extension BilledSegment {
    /// What was not granted when days of it were taken back, and was not given back later either.
    func withheld() throws(MoneyError) -> Money {
        try .sum(self.credits.compactMap(\.withheld), in: self.net.currency)
    }

    /// Days that were taken back without what they had cost, among those that are billed again, each with its part of it.
    ///
    /// They are given back before they are billed anew, so that nobody pays twice for them.
    func withheld(among wanted: [Interval]) throws(MoneyError) -> [(time: Interval, amount: Money)] {
        let given = self.credits.filter { $0.withheld?.isNegative == true }.compactMap(\.time)
        var pieces: [(Interval, Money)] = []
        for credit in self.credits {
            guard let time = credit.time, let amount = credit.withheld, amount.isPositive else { continue }
            for piece in [time].subtracting(given).flatMap({ part in wanted.compactMap(part.intersection) }) {
                pieces.append((piece, try amount.multiplied(by: piece.days, over: time.days)))
            }
        }
        return pieces
    }
}
