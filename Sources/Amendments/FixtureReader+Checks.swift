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

    /// The name of an amendment, which is that of its documents in every system.
    mutating func name(_ field: Field?) -> String? {
        self.take(field) { field throws(FileProblem) in
            let text = try field.text()
            guard text.wholeMatch(of: /[A-Za-z0-9_-]{1,64}/) != nil else {
                throw field.problem("“\(text)” is not an id; expected letters, digits, - and _, such as AMD-7")
            }
            guard text.firstMatch(of: /-G[0-9]+$/) == nil else {
                throw field.problem(
                    "“\(text)” ends like a second attempt, which Skald names itself; expected another name"
                )
            }
            return text
        }
    }

    /// The days decide when an invoice is due.
    mutating func terms(_ field: Field?) -> String? {
        self.take(field) { field throws(FileProblem) in
            let text = try field.text()
            guard text.wholeMatch(of: /net-[0-9]{1,3}/) != nil else {
                throw field.problem("“\(text)” is not known here; expected days such as net-30")
            }
            return text
        }
    }

    /// Whether it is somewhere; the database of zones is not asked, as it differs from one computer to the next.
    mutating func zone(_ field: Field?) -> String? {
        self.take(field) { field throws(FileProblem) in
            let text = try field.text()
            let areas = /UTC|(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Etc|Europe|Indian|Pacific)\/.+/
            guard text.wholeMatch(of: areas) != nil else {
                throw field.problem("“\(text)” is not a time zone; expected UTC or a name such as Europe/Berlin")
            }
            return text
        }
    }

    mutating func taxRate(_ field: Field) -> Ratio? {
        guard let rate = self.ratio(field) else { return nil }
        guard rate > .one else { return rate }
        self.problems.add(
            field.problem("\((try? field.text()) ?? "it") is more than the price; expected one such as 0.19")
        )
        return nil
    }

    /// A line lies within its contract, and ends after it begins.
    mutating func refuse(misplaced record: Record, _ lines: [ContractLine], until: LocalDate?) {
        let fields = (try? record.fields["lines"]?.items()) ?? []
        for (field, line) in zip(fields, lines) where fields.count == lines.count {
            if let end = line.until, end <= line.from {
                self.problems.add(
                    field.problem("\(end) is not after \(line.from); expected the day after the last day")
                )
            }
            guard let from, line.from < from || until.map({ line.from >= $0 }) == true else { continue }
            let limits = until.map { "\(from) to \($0)" } ?? "\(from) on"
            self.problems.add(field.problem("begins on \(line.from); expected a day of the contract, from \(limits)"))
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
