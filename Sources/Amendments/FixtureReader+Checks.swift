internal import Documents
internal import RevenueModel

// MARK: - what is well written, and meant otherwise

extension FixtureReader {
    /// Months are counted one by one: a year that is mistyped would count for hours.
    private static let years = 1970...2099

    mutating func date(_ field: Field?) -> LocalDate? {
        self.take(field) { field throws(FileProblem) in
            let text = try field.text()
            guard let date = LocalDate(text) else {
                throw field.problem("“\(text)” is not a date; expected one such as 2026-11-21")
            }
            guard let year = Int(text.prefix { $0 != "-" }), Self.years.contains(year) else {
                throw field.problem(
                    "\(text) is too far away; expected a year from \(Self.years.lowerBound) to \(Self.years.upperBound)"
                )
            }
            return date
        }
    }

    /// An amount of 0 or more: the other way round is a credit or a discount, and has a key of its own.
    mutating func price(_ field: Field?) -> Money? {
        let currency = self.currency
        return self.take(field) { field throws(FileProblem) in
            let amount = try Self.amount(field, currency)
            guard !amount.isNegative else {
                throw field.problem("\(amount.decimal) is below zero; expected 0.00 or more, such as 1250.00")
            }
            return amount
        }
    }

    /// A charge has one price at a time, and of two amendments with one id nobody could say which is meant.
    mutating func refuse(repeated record: Record, _ lines: [ContractLine], _ amendments: [ContractAmendment]) {
        let fields = (try? record.fields["lines"]?.items()) ?? []
        for (place, line) in lines.enumerated() where lines.count == fields.count {
            let earlier = lines[..<place].first { $0.charge == line.charge && $0.overlaps(line) }
            guard earlier != nil else { continue }
            let reason = "\(line.charge) is sold by an earlier line at that time; expected another name, or other dates"
            self.problems.add(fields[place].problem(reason))
        }
        let items = ["settled", "amendments"].flatMap { (try? record.fields[$0]?.items()) ?? [] }
        var known: Set<String> = []
        for (amendment, item) in zip(amendments, items) where amendments.count == items.count {
            guard !known.insert(amendment.id).inserted else { continue }
            self.problems.add(item.problem("\(amendment.id) is the id of an earlier one; expected an id of its own"))
        }
    }
}

extension ContractLine {
    fileprivate func overlaps(_ other: Self) -> Bool {
        (self.until.map { other.from < $0 } ?? true) && (other.until.map { self.from < $0 } ?? true)
    }
}
