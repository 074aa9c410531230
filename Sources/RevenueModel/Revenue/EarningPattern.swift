/// When an obligation is satisfied.
package enum EarningPattern: Codable, Equatable, Sendable {
    /// Over a period.
    case ratable(Interval, RevenueGranularity)
    /// On one day; `nil` while it is not known.
    case once(LocalDate?)
    /// As measured: the share that was rendered up to and with each day.
    ///
    /// The measure is kept as given, since 51.2 % and 420/820 are two different revenues.
    case measured([Progress])

    package struct Progress: Codable, Equatable, Sendable {
        package var day: LocalDate
        /// Of the whole, between nothing and one, never falling.
        package var share: Ratio

        package init(day: LocalDate, share: Ratio) {
            self.day = day
            self.share = share
        }
    }

    /// Units delivered, of a number of units.
    package static func delivered(_ units: [(day: LocalDate, count: Int)], of all: Int) throws(MoneyError) -> Self {
        var progress: [Progress] = []
        var sum = 0
        for delivery in units {
            sum += delivery.count
            progress.append(Progress(day: delivery.day, share: try Ratio(sum, over: all)))
        }
        return .measured(progress)
    }
}

extension EarningPattern {
    /// The share that is rendered before a day.
    package func share(before day: LocalDate) throws(MoneyError) -> Ratio {
        switch self {
        case .ratable(let interval, let granularity):
            guard let before = interval.split(at: day).before else { return .zero }
            let whole = try Self.weight(granularity.parts(of: interval))
            return try Self.weight(granularity.parts(of: before)).divided(by: whole)
        case .once(let earned): return earned.map { $0 < day } ?? false ? .one : .zero
        case .measured(let progress): return progress.last { $0.day < day }?.share ?? .zero
        }
    }

    /// The shares by the day on which they are booked; less than one in sum where not all is rendered yet.
    func parts() throws(MoneyError) -> [EarnedPart] {
        var shares: [EarnedPart] = []
        switch self {
        case .ratable(let interval, let granularity):
            let parts = try granularity.parts(of: interval)
            let whole = try Self.weight(parts)
            for part in parts { shares.append(EarnedPart(day: part.day, weight: try part.weight.divided(by: whole))) }
        case .once(let day): shares = day.map { [EarnedPart(day: $0, weight: .one)] } ?? []
        case .measured(let progress):
            var before = Ratio.zero
            for step in progress {
                shares.append(EarnedPart(day: step.day, weight: try step.share.subtracting(before)))
                before = step.share
            }
        }
        return shares
    }

    /// What of this lies before a day, as a pattern that is complete; `nil` when nothing does.
    func cut(before day: LocalDate) throws(MoneyError) -> Self? {
        switch self {
        case .ratable(let interval, let granularity):
            return interval.split(at: day).before.map { .ratable($0, granularity) }
        case .once(let earned): return earned.map { $0 < day } ?? false ? self : nil
        case .measured(let progress):
            let kept = progress.filter { $0.day < day }
            guard let reached = kept.last?.share, reached > .zero else { return nil }
            var scaled: [Progress] = []
            for step in kept { scaled.append(Progress(day: step.day, share: try step.share.divided(by: reached))) }
            return .measured(scaled)
        }
    }

    /// What of this lies on a day or after it, as a pattern of its own; `nil` when nothing does.
    package func rest(from day: LocalDate) throws(MoneyError) -> Self? {
        switch self {
        case .ratable(let interval, let granularity):
            return interval.split(at: day).after.map { .ratable($0, granularity) }
        case .once(let earned): return earned.map { $0 < day } ?? false ? nil : self
        case .measured(let progress):
            let reached = try self.share(before: day)
            let left = try Ratio.one.subtracting(reached)
            guard left > .zero else { return nil }
            var scaled: [Progress] = []
            for step in progress where step.day >= day {
                let share = try step.share.subtracting(reached).divided(by: left)
                scaled.append(Progress(day: step.day, share: share))
            }
            return .measured(scaled)
        }
    }

    private static func weight(_ parts: [EarnedPart]) throws(MoneyError) -> Ratio {
        var whole = Ratio.zero
        for part in parts { whole = try whole.adding(part.weight) }
        return whole
    }
}
