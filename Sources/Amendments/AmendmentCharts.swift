internal import RevenueModel

/// Pictures of a simulated stack, drawn in whole pixels from whole minor units.
struct AmendmentCharts {
    private let report: AmendmentReport

    init(_ report: AmendmentReport) { self.report = report }

    // MARK: - timeline

    /// The term as a line, with a mark for each amendment and for the day of the calculation.
    var timeline: String {
        let contract = self.report.contract
        let marks = contract.amendments.map { ($0.effectiveOn, "\($0.id) \($0.kind)") } + [(contract.asOf, "as of")]
        let days = (marks.map(\.0) + [contract.from] + [contract.until].compactMap(\.self)).compactMap { LocalDate($0) }
        guard let first = days.min(), let last = days.max() else { return "" }
        let span = max(first.days(until: last), 1)
        let height = 50 + marks.count * 18
        let drawn = marks.enumerated().map { place, mark -> String in
            let x = 20 + (LocalDate(mark.0).map { first.days(until: $0) } ?? 0) * 760 / span
            let y = 48 + place * 18
            let anchor = x > 500 ? "end" : "start"
            return "<line class=\"mark\" x1=\"\(x)\" y1=\"20\" x2=\"\(x)\" y2=\"\(y)\"/>"
                + "<text x=\"\(x + (x > 500 ? -4 : 4))\" y=\"\(y)\" text-anchor=\"\(anchor)\">"
                + "\("\(mark.0) \(mark.1)".markup)</text>"
        }
        return self.svg(
            height,
            "Timeline of the contract",
            "<line class=\"axis\" x1=\"20\" y1=\"20\" x2=\"780\" y2=\"20\" stroke-width=\"4\"/>"
                + "<text x=\"20\" y=\"13\">\(first)</text><text x=\"780\" y=\"13\" text-anchor=\"end\">\(last)</text>"
                + drawn.joined()
        )
    }

    // MARK: - bars

    /// The schedule by period, before the first and after the last amendment.
    var revenue: String {
        let before = Dictionary(self.report.revenue.first?.periods.map { ($0.period, $0.before) } ?? []) { $1 }
        let after = Dictionary(self.report.revenue.last?.periods.map { ($0.period, $0.after) } ?? []) { $1 }
        let periods = Set(before.keys).union(after.keys).sorted()
        return self.bars(periods.map { ($0, before[$0] ?? "0", after[$0] ?? "0") }, "Revenue by period")
    }

    var monthly: String {
        let metrics = self.report.metrics
        let bar = ("monthly recurring", metrics.before.monthly, metrics.after.monthly)
        return self.bars([bar], "Monthly recurring revenue")
    }

    private func bars(_ groups: [(name: String, before: String, after: String)], _ title: String) -> String {
        guard !groups.isEmpty else { return "" }
        let values = groups.map { (self.minor($0.before), self.minor($0.after)) }
        let all = values.flatMap { [$0.0, $0.1] }
        let (top, bottom) = (max(all.max() ?? 0, 0), min(all.min() ?? 0, 0))
        // Percent of the range first, so that large amounts cannot overflow.
        let unit = max((top - bottom) / 150, 1)
        let zero = 20 + top / unit
        let width = min(760 / groups.count, 160)
        let drawn = groups.indices.map { place -> String in
            let x = 20 + place * width
            let name =
                "<text x=\"\(x)\" y=\"\(place.isMultiple(of: 2) ? 198 : 212)\">\(groups[place].name.markup)</text>"
            return self.bar(x, width, zero, values[place].0 / unit, "before", groups[place].before)
                + self.bar(x + width * 2 / 5, width, zero, values[place].1 / unit, "after", groups[place].after) + name
        }
        let axis = "<line class=\"axis\" x1=\"20\" y1=\"\(zero)\" x2=\"780\" y2=\"\(zero)\"/>"
        let legend =
            "<rect class=\"before\" x=\"20\" y=\"2\" width=\"10\" height=\"10\"/><text x=\"34\" y=\"11\">before</text>"
            + "<rect class=\"after\" x=\"90\" y=\"2\" width=\"10\" height=\"10\"/><text x=\"104\" y=\"11\">after</text>"
        return self.svg(220, title, legend + axis + drawn.joined())
    }

    private func bar(_ x: Int, _ width: Int, _ zero: Int, _ height: Int, _ kind: String, _ value: String) -> String {
        let top = height < 0 ? zero : zero - height
        return "<rect class=\"\(kind)\" x=\"\(x)\" y=\"\(top)\" width=\"\(max(width * 2 / 5, 1))\""
            + " height=\"\(abs(height))\"><title>\(kind) \(value.markup)</title></rect>"
    }

    private func svg(_ height: Int, _ title: String, _ inside: String) -> String {
        "<svg viewBox=\"0 0 800 \(height)\" width=\"800\" role=\"img\"><title>\(title)</title>\(inside)</svg>"
    }

    /// An amount as it was printed, in minor units: all of a page have the same currency.
    private func minor(_ amount: String) -> Int { Int(amount.replacing(".", with: "")) ?? 0 }
}
