/// The lines that lead from what is billed to what should be billed.
struct Difference {
    let actual: [BilledSegment]
    let target: [BilledSegment]
    let writer: LineWriter

    func lines() throws(MoneyError) -> [DeltaLine] {
        var (credits, charges): ([DeltaLine], [DeltaLine]) = ([], [])
        let groups = self.groups
        var names: [String] = []
        for group in groups where !names.contains(group.charge) { names.append(group.charge) }
        for name in names {
            let lines = try self.lines(of: groups.filter { $0.charge == name })
            credits += lines.credits
            charges += lines.charges
        }
        return credits + charges
    }

    /// The lines of one charge, which together come to what is missing, to the cent.
    private func lines(of groups: [Group]) throws(MoneyError) -> (credits: [DeltaLine], charges: [DeltaLine]) {
        var (credits, charges): ([DeltaLine], [DeltaLine]) = ([], [])
        for group in groups {
            credits += try group.credits(self.writer)
            charges += try group.charges(self.writer)
        }
        let whole = Group(actual: groups.flatMap(\.actual), target: groups.flatMap(\.target))
        let correction = try whole.correction(credits + charges)
        guard !correction.isZero else { return (credits, charges) }
        if let last = charges.popLast() {
            let group = groups.first { $0.wants(last) } ?? whole
            charges.append(try group.charge(last.time, self.writer, correction: correction) ?? last)
        } else {
            credits = try whole.corrected(credits, by: correction, self.writer)
        }
        return (credits, charges)
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

        var charge: String { (self.actual.first ?? self.target.first)?.charge ?? "" }

        /// Whether a charge line was written for this group.
        func wants(_ line: DeltaLine) -> Bool {
            guard let terms = line.terms, let first = self.target.first else { return false }
            return first.isFor(terms, line.payer)
        }

        /// Puts the correction on the last credit that has room for it: one may take all that is left already.
        func corrected(
            _ credits: [DeltaLine],
            by correction: Money,
            _ writer: LineWriter
        ) throws(MoneyError) -> [DeltaLine] {
            var credits = credits
            for index in credits.indices.reversed() {
                let line = credits[index]
                var segments = self.actual.filter { $0.id == line.corrects }
                for other in credits.indices where other != index {
                    try segments.book(credits[other], correcting: line.corrects)
                }
                guard let segment = segments.first else { continue }
                let candidate = try writer.credit(line.time, of: segment, less: correction)
                guard try candidate.net == line.net.adding(correction) else { continue }
                credits[index] = candidate
                break
            }
            return credits
        }

        func credits(_ writer: LineWriter) throws(MoneyError) -> [DeltaLine] {
            let wanted = self.target.flatMap(\.live)
            var lines: [DeltaLine] = []
            for segment in self.actual { lines += try writer.credits(segment.live.subtracting(wanted), of: segment) }
            return lines
        }

        func charges(_ writer: LineWriter) throws(MoneyError) -> [DeltaLine] {
            let billed = self.actual.flatMap(\.live)
            var lines: [DeltaLine] = []
            for segment in self.target {
                for piece in segment.live.subtracting(billed) {
                    if let line = try self.charge(piece, writer, correction: nil) { lines.append(line) }
                }
            }
            return lines
        }

        func charge(
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
        func correction(_ lines: [DeltaLine]) throws(MoneyError) -> Money {
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

extension [BilledSegment] {
    /// Books a line only when it corrects that segment.
    fileprivate mutating func book(_ line: DeltaLine, correcting segment: String?) throws(MoneyError) {
        if line.corrects == segment { try self.book(line, document: "", number: 0) }
    }
}
