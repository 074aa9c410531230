/// The lines that lead from what is billed to what should be billed.
struct Difference {
    let actual: [BilledSegment]
    let target: [BilledSegment]
    let writer: LineWriter

    func lines() throws(MoneyError) -> [DeltaLine] {
        var (credits, charges): ([DeltaLine], [DeltaLine]) = ([], [])
        for group in self.groups {
            let lines = try group.lines(self.writer)
            credits += lines.credits
            charges += lines.charges
        }
        return credits + charges
    }

    /// Segments that are billed as they should be, by their numbers.
    private var settled: Set<String> {
        let wanted = Dictionary(self.target.map { ($0.id, $0) }) { first, _ in first }
        let agreed = self.actual.filter { segment in
            wanted[segment.id].map { $0.net == segment.net && $0.live == segment.live && segment.hasSameCredits($0) }
                == true
        }
        return Set(agreed.map(\.id))
    }

    /// Segments of one charge, payer and terms, billed and wanted.
    private var groups: [Group] {
        var groups: [Group] = []
        let settled = self.settled
        for (segment, isActual) in self.actual.map({ ($0, true) }) + self.target.map({ ($0, false) }) {
            guard segment.time != nil, !settled.contains(segment.id) else { continue }
            let index = groups.firstIndex { $0.takes(segment) } ?? groups.endIndex
            if index == groups.endIndex { groups.append(Group()) }
            if isActual { groups[index].actual.append(segment) } else { groups[index].target.append(segment) }
        }
        return groups
    }
}

extension Difference {
    struct Group {
        var actual: [BilledSegment] = []
        var target: [BilledSegment] = []

        func takes(_ segment: BilledSegment) -> Bool {
            guard let first = self.actual.first ?? self.target.first, let terms = segment.terms else { return false }
            return first.charge == segment.charge && first.isFor(terms, segment.payer)
        }

        func lines(_ writer: LineWriter) throws(MoneyError) -> (credits: [DeltaLine], charges: [DeltaLine]) {
            var credits = try self.credits(writer)
            var charges = try self.charges(writer)
            let correction = try self.correction(credits + charges)
            guard !correction.isZero else { return (credits, charges) }
            if let last = charges.popLast() {
                charges.append(try self.charge(last.time, writer, correction: correction) ?? last)
            } else if let last = credits.popLast(), let segment = self.actual.first(where: { $0.id == last.corrects }) {
                credits.append(try writer.credit(last.time, of: segment, less: correction))
            }
            return (credits, charges)
        }

        private func credits(_ writer: LineWriter) throws(MoneyError) -> [DeltaLine] {
            let wanted = self.target.flatMap(\.live)
            var lines: [DeltaLine] = []
            for segment in self.actual { lines += try writer.credits(segment.live.subtracting(wanted), of: segment) }
            return lines
        }

        private func charges(_ writer: LineWriter) throws(MoneyError) -> [DeltaLine] {
            let billed = self.actual.flatMap(\.live)
            var lines: [DeltaLine] = []
            for segment in self.target {
                for piece in segment.live.subtracting(billed) {
                    if let line = try self.charge(piece, writer, correction: nil) { lines.append(line) }
                }
            }
            return lines
        }

        private func charge(
            _ piece: Interval,
            _ writer: LineWriter,
            correction: Money?
        ) throws(MoneyError) -> DeltaLine? {
            guard let segment = self.target.first(where: { $0.time?.contains(piece) == true }),
                let terms = segment.terms, let time = segment.time
            else { return nil }
            let slice = BillingSlice(
                charge: segment.charge,
                kind: .recurring,
                time: time,
                period: segment.period ?? time,
                terms: terms
            )
            return try writer.charge(piece, of: slice, correction: correction)
        }

        /// What the lines miss to bring the billed amount to the wanted one.
        ///
        /// Amounts adjusted by hand are nobody's rounding, and are left alone.
        private func correction(_ lines: [DeltaLine]) throws(MoneyError) -> Money {
            guard let first = self.actual.first ?? self.target.first else { return .zero(.euro) }
            let currency = first.net.currency
            var missing = Money.zero(currency)
            for segment in self.target { missing = try missing.adding(segment.remaining()) }
            for segment in self.actual { missing = try missing.subtracting(segment.remaining()) }
            for line in lines { missing = try missing.subtracting(line.net) }
            for segment in self.actual + self.target where try !segment.adjusted().isZero { return .zero(currency) }
            return missing
        }
    }
}

extension BilledSegment {
    fileprivate func hasSameCredits(_ other: Self) -> Bool {
        guard let left = try? self.credited(), let right = try? other.credited() else { return false }
        return left == right
    }
}
