/// Compares what is agreed with what was billed, and writes the difference.
struct Rerating {
    let version: ContractVersion
    let writer: LineWriter
    /// Nothing is billed that is due later.
    let asOf: LocalDate
    /// The day from which the amendment holds.
    let effectiveOn: LocalDate
    /// Regular invoices have billed up to here; what comes later is left to the next one.
    let billedThrough: LocalDate

    /// Credits for billed days that are not agreed any more, then charges for agreed days that are not billed.
    func lines(against segments: [BilledSegment]) throws(MoneyError) -> [DeltaLine] {
        var lines: [DeltaLine] = []
        for segment in segments { lines += try self.writer.credits(self.unwanted(segment), of: segment) }
        let byCharge = Dictionary(grouping: segments, by: \.charge)
        for slice in self.version.slices(before: self.asOf.adding(days: 1)) where self.isDue(slice) {
            let payer = slice.terms.payer ?? self.writer.payer
            let billed = (byCharge[slice.charge] ?? [])
                .filter { $0.time?.overlaps(slice.time) == true && $0.isFor(slice.terms, payer) }
            for part in [slice.time].subtracting(billed.flatMap(\.live)) {
                lines.append(try self.writer.charge(part, of: slice))
            }
        }
        return lines
    }

    private func unwanted(_ segment: BilledSegment) -> [Interval] {
        guard let timeline = self.version[segment.charge] else { return segment.live }
        let agreed = timeline.active.filter { segment.isFor($0.terms, $0.terms.payer ?? self.writer.payer) }
        return segment.live.subtracting(agreed.map(\.time))
    }

    private func isDue(_ slice: BillingSlice) -> Bool {
        guard slice.dueOn <= self.asOf else { return false }
        switch slice.terms.timing {
        case .advance: return slice.time.from <= self.effectiveOn || slice.time.from < self.billedThrough
        case .arrears: return slice.period.until <= self.billedThrough
        }
    }
}

extension [Interval] {
    /// What is left when all others are taken out.
    func subtracting(_ others: [Interval]) -> [Interval] {
        self.flatMap { whole in
            others.filter { $0.overlaps(whole) }
                .reduce([whole]) { pieces, other in pieces.flatMap { $0.subtracting(other) } }
        }
    }
}
