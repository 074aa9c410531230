import RevenueModel

extension SandboxWorld {
    /// Recognises what was earned up to the end of the period, then closes it and all before it.
    ///
    /// What is earned is computed from the start and rounded once, and what was recognised before is taken off: the
    /// roundings of the months then add up to the line's amount.
    package func decideClose(period: String) throws(Refusal) -> [Fact] {
        guard let first = LocalDate(period + "-01") else {
            throw Refusal("bad-period", "“\(period)” is not a period; write it as 2026-11.")
        }
        if let closedThrough, period <= closedThrough { return [] }
        let nextMonth = LocalDate(daysSinceEpoch: first.daysSinceEpoch + 31)
        let lastDay = nextMonth.adding(days: -nextMonth.day)
        var facts: [Fact] = []
        for document in self.live(.erp, .invoice) {
            guard let record = document.record, record.date <= lastDay else { continue }
            for (index, line) in record.lines.enumerated() {
                let name = "\(document.id.externalID)#\(index + 1)"
                if let entry = try self.recognition(of: line, named: name, through: lastDay) {
                    facts.append(.posted(entry))
                }
            }
        }
        return facts + [.closed(period: period)]
    }

    private func recognition(
        of line: ERPRecord.Line,
        named name: String,
        through day: LocalDate
    ) throws(Refusal) -> Booking? {
        let before = self.journal.filter { $0.document == name }.flatMap(\.lines)
            .filter { $0.account == .deferredRevenue }.reduce(0) { $0 + $1.amount.minorUnits }
        let credited = self.credited(named: name)
        let earned =
            credited == 0
            ? try Self.earned(line, through: day).minorUnits - before
            : try self.earned(line, through: day, ofWhatIsLeft: max(0, line.amount.minorUnits - before - credited))
        let change = Money(minorUnits: earned, line.amount.currency)
        guard change.minorUnits != 0 else { return nil }
        let lines: [Booking.Line] = [
            .init(account: .deferredRevenue, amount: change), .init(account: .revenue, amount: change.negated),
        ]
        return Booking(period: day.period, document: name, text: "recognition", lines: lines)
    }

    /// What credit memos took back of a line, net.
    private func credited(named name: String) -> Int {
        let corrected = name.replacing("#", with: ":")
        let lines = self.live(.erp, .creditMemo).flatMap { $0.record?.lines ?? [] }
        return lines.filter { $0.customFields?.values.contains(corrected) ?? false }
            .reduce(0) { $0 + $1.amount.minorUnits }
    }

    /// After a credit, what is left is spread over the days that no closed period has recognised.
    private func earned(
        _ line: ERPRecord.Line,
        through day: LocalDate,
        ofWhatIsLeft left: Int
    ) throws(Refusal) -> Int {
        var rest = line
        rest.amount = Money(minorUnits: left, line.amount.currency)
        if let from = line.from, let closedThrough, let month = LocalDate(closedThrough + "-01") {
            let next = LocalDate(daysSinceEpoch: month.daysSinceEpoch + 31)
            rest.from = max(from, next.adding(days: 1 - next.day))
        }
        return try Self.earned(rest, through: day).minorUnits
    }

    /// The part of the line that the days up to and including `day` have earned; a line without days is earned at once.
    private static func earned(_ line: ERPRecord.Line, through day: LocalDate) throws(Refusal) -> Money {
        guard let from = line.from, let through = line.through, from <= through else { return line.amount }
        let all = through.daysSinceEpoch - from.daysSinceEpoch + 1
        let past = min(max(day.daysSinceEpoch - from.daysSinceEpoch + 1, 0), all)
        do { return try line.amount.multiplied(by: past, over: all) } catch {
            throw Refusal(ERPCode.userError, error.description)
        }
    }
}
