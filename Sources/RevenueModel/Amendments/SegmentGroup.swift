/// What is billed and what should be billed of one charge, on one set of terms, to one payer.
struct SegmentGroup {
    let first: BilledSegment
    let writer: LineWriter
    var actual: [BilledSegment] = []
    var target: [BilledSegment] = []

    struct Lines {
        var credits: [DeltaLine] = []
        var charges: [DeltaLine] = []
    }

    init(first: BilledSegment, writer: LineWriter) {
        self.first = first
        self.writer = writer
    }

    var charge: String { self.first.charge }

    func takes(_ segment: BilledSegment) -> Bool {
        guard let terms = segment.terms else { return false }
        return self.first.charge == segment.charge && self.first.isFor(terms, segment.payer)
    }

    /// Credits for days that are not wanted any more and charges for days that are not billed yet; together they come to
    /// what is missing, to the cent.
    ///
    /// Where no line has room for a cent, a segment is billed anew.
    func lines() throws(MoneyError) -> Lines {
        let plain = try self.draft(rebilling: nil)
        guard !plain.credits.isEmpty || !plain.charges.isEmpty else { return plain }
        for segment in [nil] + self.actual.filter({ !$0.live.isEmpty }).map(\.id) {
            if let lines = try self.balanced(self.draft(rebilling: segment)) { return lines }
        }
        return plain
    }

    private func draft(rebilling rebilled: String?) throws(MoneyError) -> Lines {
        var lines = Lines()
        let wanted = self.target.flatMap(\.live)
        for segment in self.actual {
            let unwanted = segment.id == rebilled ? segment.live : segment.live.subtracting(wanted)
            lines.credits += try self.writer.credits(unwanted, of: segment)
            for part in try segment.withheld(among: wanted) {
                lines.credits.append(try self.writer.grant(part.amount, withheld: part.time, of: segment))
            }
        }
        let billed = self.actual.filter { $0.id != rebilled }.flatMap(\.live)
        for segment in self.target {
            for piece in segment.live.subtracting(billed) {
                if let line = try self.charge(piece, of: segment) { lines.charges.append(line) }
            }
        }
        return lines
    }

    private func charge(
        _ piece: Interval,
        of segment: BilledSegment,
        correction: Money? = nil
    ) throws(MoneyError) -> DeltaLine? {
        guard let terms = segment.terms, let time = segment.time else { return nil }
        let slice = BillingSlice(
            charge: segment.charge,
            kind: .recurring,
            time: time,
            period: segment.period ?? time,
            terms: terms
        )
        return try self.writer.charge(piece, of: slice, correction: correction)
    }
}

extension SegmentGroup {
    /// The lines with the cents that their own roundings missed; `nil` where none of them has room.
    private func balanced(_ lines: Lines) throws(MoneyError) -> Lines? {
        let missing = try self.missing(lines)
        guard !missing.isZero else { return lines }
        if let charged = try self.charged(missing, lines) { return charged }
        if let credited = try self.credited(missing, lines) { return credited }
        return try self.cleared(missing, lines)
    }

    /// What the lines lack to bring the billed amount to the wanted one.
    ///
    /// Amounts adjusted by hand are nobody's rounding, and are left alone; so is what a policy withheld.
    private func missing(_ lines: Lines) throws(MoneyError) -> Money {
        let currency = self.first.net.currency
        for segment in self.actual where try !segment.adjusted().isZero { return .zero(currency) }
        var missing = try BilledWorth(segments: self.target, policy: self.writer.policy).total(in: currency)
        for segment in self.actual {
            missing = try missing.subtracting(segment.remaining()).adding(segment.withheld())
        }
        for line in lines.credits + lines.charges { missing = try missing.subtracting(line.net) }
        for line in lines.credits { missing = try missing.adding(line.withheld ?? .zero(currency)) }
        return missing
    }

    /// Puts the cents on the last charge, unless that would turn it into a credit.
    private func charged(_ missing: Money, _ lines: Lines) throws(MoneyError) -> Lines? {
        guard let last = lines.charges.last,
            let segment = self.target.first(where: { $0.time?.contains(last.time) == true }),
            let line = try self.charge(last.time, of: segment, correction: missing),
            last.net.isNegative ? !line.net.isPositive : !line.net.isNegative
        else { return nil }
        var lines = lines
        lines.charges[lines.charges.count - 1] = line
        return lines
    }

    /// Puts the cents on the last credit that has room for them: one may take all that is left already.
    private func credited(_ missing: Money, _ lines: Lines) throws(MoneyError) -> Lines? {
        for index in lines.credits.indices.reversed() where lines.credits[index].withheld == nil {
            let line = lines.credits[index]
            guard let segment = try self.billed(after: lines, except: index, line.corrects) else { continue }
            let candidate = try self.writer.credit(line.time, of: segment, less: missing)
            guard try candidate.net == line.net.adding(missing) else { continue }
            var lines = lines
            lines.credits[index] = candidate
            return lines
        }
        return nil
    }

    /// Takes back the cents that are left of segments of which no day is billed any more.
    private func cleared(_ missing: Money, _ lines: Lines) throws(MoneyError) -> Lines? {
        var (lines, missing) = (lines, missing)
        for id in self.actual.map(\.id) {
            guard let segment = try self.billed(after: lines, except: nil, id), segment.live.isEmpty,
                let time = segment.time, try segment.withheld().isZero, try !segment.remaining().isZero
            else { continue }
            let line = try self.writer.credit(time, of: segment)
            lines.credits.append(line)
            missing = try missing.subtracting(line.net)
            guard !missing.isZero else { return lines }
        }
        return nil
    }

    /// A billed segment with all credits of these lines booked, but one.
    private func billed(after lines: Lines, except index: Int?, _ id: String?) throws(MoneyError) -> BilledSegment? {
        var segments = self.actual.filter { $0.id == id }
        for (other, line) in lines.credits.enumerated() where other != index && line.corrects == id {
            try segments.book(line, document: "", number: 0)
        }
        return segments.first
    }
}
