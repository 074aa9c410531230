/// The lines that lead from what is billed to what should be billed.
struct Difference {
    let actual: [BilledSegment]
    let target: [BilledSegment]
    let writer: LineWriter

    func lines() throws(MoneyError) -> [DeltaLine] {
        let groups = self.groups
        var names: [String] = []
        for group in groups where !names.contains(group.charge) { names.append(group.charge) }
        var (credits, charges): ([DeltaLine], [DeltaLine]) = ([], [])
        for name in names {
            for group in groups where group.charge == name {
                let lines = try group.lines()
                credits += lines.credits
                charges += lines.charges
            }
        }
        return credits + charges
    }

    /// Segments of one charge, payer and terms, billed and wanted.
    private var groups: [SegmentGroup] {
        var groups: [SegmentGroup] = []
        for (segment, isActual) in self.actual.map({ ($0, true) }) + self.target.map({ ($0, false) }) {
            guard segment.time != nil else { continue }
            let index = groups.firstIndex { $0.takes(segment) } ?? groups.endIndex
            if index == groups.endIndex { groups.append(SegmentGroup(first: segment, writer: self.writer)) }
            if isActual { groups[index].actual.append(segment) } else { groups[index].target.append(segment) }
        }
        return groups
    }
}
