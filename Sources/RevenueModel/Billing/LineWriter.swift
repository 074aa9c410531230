/// Writes lines: the only place where an amount of a charge or a credit is rounded.
struct LineWriter {
    let payer: String
    let taxes: TaxTable
    let policy: BillingPolicy
    let amendment: String?

    /// Bills a part of a slice.
    func charge(_ part: Interval, of slice: BillingSlice, correction: Money? = nil) throws(MoneyError) -> DeltaLine {
        let ratio = try Prorator(self.policy).share(of: part, in: slice.period)
        let currency = slice.terms.unitPrice.currency
        let price = try slice.terms.periodPrice()
        var net = Money(minorUnits: try price.multiplied(by: ratio).rounded(self.policy.rounding), currency)
        if let correction { net = try net.adding(correction) }
        let tax = try self.taxes.tax(on: net, code: slice.terms.taxCode, during: part, self.policy)
        var line = DeltaLine(
            kind: .charge,
            charge: slice.charge,
            time: part,
            period: slice.period,
            days: part.days,
            of: slice.period.days,
            ratio: ratio,
            method: self.policy.proration,
            base: Money(minorUnits: price.rounded(self.policy.rounding), currency),
            net: net,
            taxes: tax,
            payer: slice.terms.payer ?? self.payer,
            amendment: self.amendment,
            correction: correction,
            terms: slice.terms,
            reason: ""
        )
        line.explain()
        return line
    }

    /// Takes back several parts of a segment; each knows what those before it took.
    func credits(_ parts: [Interval], of segment: BilledSegment) throws(MoneyError) -> [DeltaLine] {
        var (lines, segments) = ([DeltaLine](), [segment])
        for part in parts {
            guard let segment = segments.first else { break }
            let line = try self.credit(part, of: segment)
            try segments.book(line, document: "", number: 0)
            lines.append(line)
        }
        return lines
    }

    /// Takes back a part of a billed segment, even when nothing is left to take back.
    func credit(_ part: Interval, of segment: BilledSegment, less correction: Money? = nil) throws(MoneyError)
        -> DeltaLine
    {
        let value = try segment.value(of: part, less: correction, self.policy)
        let time = segment.time ?? part
        var line = DeltaLine(
            kind: .credit,
            charge: segment.charge,
            time: part,
            period: segment.period ?? time,
            days: part.days,
            of: time.days,
            ratio: value.ratio,
            method: self.policy.proration,
            base: segment.net,
            cap: value.cap,
            net: try value.net.negated(),
            taxes: try segment.negated(value),
            payer: segment.payer,
            corrects: segment.id,
            amendment: self.amendment,
            correction: correction,
            terms: segment.terms,
            reason: ""
        )
        line.explain()
        return line
    }
}

extension LineWriter {
    /// Gives back what a policy withheld for days that are billed again.
    func grant(_ amount: Money, withheld time: Interval, of segment: BilledSegment) throws(MoneyError) -> DeltaLine {
        let natural = try segment.value(of: time, self.policy)
        var line = try self.credit(time, of: segment, less: natural.cap.computed.subtracting(amount))
        line.correction = nil
        line.withheld = try amount.negated()
        line.reason = "\(amount.decimal) was withheld for \(time.days) days that are billed again"
        return line
    }
}

extension BilledSegment {
    /// Tax that is taken back, by the codes and in the proportions in which it was billed.
    func negated(_ value: SegmentValue) throws(MoneyError) -> [TaxLine] {
        guard !self.taxes.isEmpty else { return [] }
        if let dated = value.dated {
            return try zip(self.taxes, dated).map { tax, part throws(MoneyError) in
                TaxLine(code: tax.code, rate: tax.rate, time: tax.time, amount: try part.negated())
            }
        }
        let tax = value.tax
        let total = try self.tax()
        guard !total.isZero else {
            return self.taxes.map { TaxLine(code: $0.code, rate: $0.rate, time: $0.time, amount: .zero(tax.currency)) }
        }
        let weights = self.taxes.map { Ratio(whole: abs($0.amount.minorUnits)) }
        let parts = try tax.negated().split(by: weights)
        return zip(self.taxes, parts).map { TaxLine(code: $0.code, rate: $0.rate, time: $0.time, amount: $1) }
    }

    /// What a charge line bills.
    init(_ line: DeltaLine, id: String) {
        self.init(
            id: id,
            charge: line.charge,
            time: line.time,
            period: line.period,
            terms: line.terms,
            payer: line.payer,
            net: line.net,
            taxes: line.taxes,
            amendment: line.amendment
        )
    }

    /// Whether it was billed for these terms and this payer.
    func isFor(_ terms: ChargeTerms, _ payer: String) -> Bool {
        self.payer == payer && self.terms.map { $0.billsAs(terms) } == true
    }
}

extension [BilledSegment] {
    /// Books a line: a charge becomes a segment, a credit is recorded on the segment that it corrects.
    mutating func book(_ line: DeltaLine, document: String, number: Int) throws(MoneyError) {
        guard let corrected = line.corrects else {
            self.append(BilledSegment(line, id: "\(document):\(number)"))
            return
        }
        guard let index = self.firstIndex(where: { $0.id == corrected }) else { return }
        var credit = SegmentCredit(
            document: document,
            time: line.time,
            net: try line.net.negated(),
            tax: try line.tax().negated(),
            amendment: line.amendment
        )
        credit.withheld = line.withheld
        self[index].credits.append(credit)
    }
}
