extension Policy {
    /// Whether a hold stops a step: by its kind, and by what it is about.
    ///
    /// A kind that the policy does not know stops whatever posts: nobody said that it may pass.
    func stops(_ hold: Obstacle, _ step: StepName, isPosting: Bool, _ sheet: FactSheet) -> Bool {
        guard hold.kind == .hold else { return false }
        guard let kind = hold.hold, let rule = self.holds[kind] else {
            let facts = Set(self.holds.values.flatMap(\.on))
            return isPosting && !self.holds.isEmpty && Self.isAbout(hold, Array(facts), sheet)
        }
        return rule.stops.contains(step) && Self.isAbout(hold, rule.on, sheet)
    }

    private static func isAbout(_ hold: Obstacle, _ facts: [FactName], _ sheet: FactSheet) -> Bool {
        facts.contains { sheet[$0]?.description == hold.subject }
    }

    func holdDecision(_ hold: Obstacle, _ step: StepName, _ sheet: FactSheet) -> Decision {
        let kind = hold.hold.flatMap { self.holds[$0] == nil ? nil : RuleName(rawValue: $0.rawValue) }
        return Decision(
            .hold,
            hold.id,
            step: step,
            outcome: kind == nil ? "stops it, because the policy does not know its kind" : "stops it",
            winner: kind,
            inputs: sheet.inputs(hold.hold.flatMap { self.holds[$0]?.on } ?? self.holds.values.flatMap(\.on))
        )
    }

    /// The cut-off that a step respects, by name; the first one counts.
    func cutoff(_ step: StepName) -> (name: RuleName, rule: CutoffRule)? {
        self.cutoffs.sorted { $0.key < $1.key }.first { $0.value.steps.contains(step) }
            .map { (name: $0.key, rule: $0.value) }
    }
}

extension CutoffRule {
    /// The period that decides, as calendars name it: `de/2026-11`; `nil` while the date is not known.
    func period(_ sheet: FactSheet) -> String? {
        guard case .date(let date) = sheet[self.date] else { return nil }
        return self.period(of: date, sheet)
    }

    func period(of date: String, _ sheet: FactSheet) -> String {
        let entity = self.entity.flatMap { sheet[$0] }.map { "\($0)/" } ?? ""
        return entity + date.prefix(7)
    }

    /// The first day of the month after this day.
    static func nextMonth(after date: String) -> String? {
        let parts = date.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, (1...12).contains(parts[1]) else { return nil }
        let (year, month) = parts[1] == 12 ? (parts[0] + 1, 1) : (parts[0], parts[1] + 1)
        let digits = String(year)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + "\(digits)-\(month < 10 ? "0" : "")\(month)-01"
    }
}
