internal import Documents
internal import RevenueModel

extension FixtureReader {
    mutating func line(_ field: Field, from start: LocalDate?) -> ContractLine? {
        guard let record = self.record(field, AmendmentShape.line) else { return nil }
        let charge = self.text(record.fields["charge"])
        let price = self.price(record.fields["price"])
        let from = self.date(record.fields["from"]) ?? start
        let until = self.date(record.fields["until"])
        let anchor = self.date(record.fields["anchor"]) ?? from
        let day = self.day(record.fields["anchorDay"])
        let cycle = self.cycle(record.fields["per"]) ?? .month
        guard let charge, let price, let from, let anchor else { return nil }
        let terms = ChargeTerms(
            item: self.text(record.fields["item"]) ?? charge,
            quantity: self.quantity(record.fields["quantity"]) ?? RevenueModel.Decimal(1),
            unitPrice: price,
            discount: self.discount(record.fields["discount"]),
            calendar: BillingCalendar(cycle: cycle, anchor: anchor, anchorDay: day),
            timing: self.choice(record.fields["due"], of: ["advance", "arrears"]) ?? .advance,
            taxCode: self.taxCode(record.fields["tax"]),
            standalonePrice: self.price(record.fields["standalone"])
        )
        let kind: ChargeKind? = self.choice(record.fields["kind"], of: ["recurring", "one-time", "usage"])
        return ContractLine(charge: charge, kind: kind ?? .recurring, from: from, until: until, terms: terms)
    }

    /// A code that no table knows would be a rate of nothing.
    private mutating func taxCode(_ field: Field?) -> String? {
        let known = self.taxCodes
        return self.take(field) { field throws(FileProblem) in
            let code = try field.text()
            guard known.contains(code) else {
                throw field.problem("“\(code)” has no rate; expected one of the codes under taxes")
            }
            return code
        }
    }

    private mutating func day(_ field: Field?) -> Int? {
        self.take(field) { field throws(FileProblem) in
            guard let day = Int(try field.text()), (1...31).contains(day) else {
                throw field.problem("is no day of a month; expected 1 to 31")
            }
            return day
        }
    }

    mutating func taxes(_ field: Field?) -> TaxTable {
        let start = self.from ?? LocalDate(daysSinceEpoch: 0)
        let rates = self.map(field) { reader, value -> [(LocalDate, Ratio)]? in
            guard value.isList else { return reader.taxRate(value).map { [(start, $0)] } }
            return reader.list(value) { $0.datedRate($1) }
        }
        return TaxTable(
            rates: rates.sorted { $0.key < $1.key }.flatMap { code, dated in
                dated.map { TaxRate(code: code, from: $0.0, rate: $0.1) }
            }
        )
    }

    private mutating func datedRate(_ field: Field) -> (LocalDate, Ratio)? {
        guard let record = self.record(field, AmendmentShape.datedRate) else { return nil }
        guard let from = self.date(record.fields["from"]),
            let rate = record.fields["rate"].flatMap({ self.taxRate($0) })
        else { return nil }
        return (from, rate)
    }

    mutating func policy(_ field: Field?) -> BillingPolicy {
        var policy = BillingPolicy()
        guard let field, let record = self.record(field, AmendmentShape.policy) else { return policy }
        policy.proration = self.choice(record.fields["proration"]) ?? policy.proration
        policy.rounding = self.choice(record.fields["rounding"]) ?? policy.rounding
        policy.residual = self.choice(record.fields["residual"]) ?? policy.residual
        policy.downgradeTiming =
            self.choice(record.fields["downgradeTiming"], of: ["at-once", "at-period-end"]) ?? policy.downgradeTiming
        policy.cancelDay = self.choice(record.fields["cancelDay"], of: ["unused", "used"]) ?? policy.cancelDay
        policy.pauseRule = self.choice(record.fields["pauseRule"], of: ["credit", "extend"]) ?? policy.pauseRule
        policy.offsetScope =
            self.choice(record.fields["offsetScope"], of: ["line", "invoice", "account"]) ?? policy.offsetScope
        policy.invoicing =
            self.choice(record.fields["invoicing"], of: ["at-once", "with-next-invoice"]) ?? policy.invoicing
        policy.closeRule = self.choice(record.fields["closeRule"]) ?? policy.closeRule
        policy.cancelDisposition = self.dispositions(record.fields["dispositions"]) ?? policy.cancelDisposition
        return policy
    }

    /// What is not granted is not granted as a whole: skip stands alone.
    mutating func dispositions(_ field: Field?) -> [Disposition]? {
        guard let field else { return nil }
        let dispositions: [Disposition] = self.list(field) { $0.choice($1) }
        if dispositions.count > 1, dispositions.contains(.skip) {
            self.problems.add(field.problem("skip grants nothing of a credit; expected it alone"))
        }
        return dispositions
    }

    mutating func accounting(_ field: Field?) -> AccountingPolicy {
        var accounting = AccountingPolicy()
        guard let field, let record = self.record(field, AmendmentShape.revenue) else { return accounting }
        accounting.granularity = self.granularity(record.fields["granularity"]) ?? .day
        accounting.treatment.choices = self.map(record.fields["treatments"]) { $0.treatment($1) }
        return accounting
    }

    private mutating func granularity(_ field: Field?) -> RevenueGranularity? {
        let words = ["day", "calendar-month", "contract-month"]
        return self.take(field) { field throws(FileProblem) in
            switch try field.text() {
            case "day": return .day
            case "calendar-month": return .calendarMonth
            case "contract-month": return .contractMonth
            case let text:
                throw field.problem("“\(text)” is not known here; expected \(words.joined(separator: ", "))")
            }
        }
    }

    private mutating func treatment(_ field: Field) -> TreatmentPolicy.Choice? {
        guard let record = self.record(field, AmendmentShape.treatment) else { return nil }
        let treatment: Treatment? = self.choice(record.fields["treatment"], of: Self.treatments)
        guard let treatment, let reason = self.text(record.fields["reason"]) else { return nil }
        return TreatmentPolicy.Choice(treatment, reason: reason)
    }
}
