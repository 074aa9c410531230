internal import ArgumentParser
internal import Documents
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel

/// Conditions that must all hold of a saga that somebody means.
///
/// Written as `system=erp,status=parked,since>1h`.
struct SagaFilter: ExpressibleByArgument {
    enum Condition: Equatable {
        case system(String), status(SagaStatus), step(String), workflow(String), owner(String), reason(String)
        case olderThan(Span), youngerThan(Span)
        case above(Money), below(Money)
    }

    let conditions: [Condition]
    /// As it was written.
    let text: String

    init?(argument: String) {
        var conditions: [Condition] = []
        for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
            guard let condition = Condition(part.filter { $0 != " " }) else { return nil }
            conditions.append(condition)
        }
        self.conditions = conditions
        self.text = argument
    }

    func selects(_ story: Story) -> Bool { self.conditions.allSatisfy { $0.holds(story) } }
}

extension SagaFilter.Condition {
    init?(_ text: String) {
        guard let index = text.firstIndex(where: { "=~<>".contains($0) }) else { return nil }
        let (name, value) = (text[..<index], String(text[text.index(after: index)...]))
        guard !value.isEmpty else { return nil }
        switch (name, text[index]) {
        case ("system", "="): self = .system(value)
        case ("status", "="):
            guard let status = SagaStatus(rawValue: value) else { return nil }
            self = .status(status)
        case ("step", "="): self = .step(value)
        case ("workflow", "="): self = .workflow(value)
        case ("owner", "="): self = .owner(value)
        case ("reason", "~"): self = .reason(value)
        case ("since", ">"), ("since", "<"):
            guard let length = Field.milliseconds(value) else { return nil }
            self = text[index] == ">" ? .olderThan(.milliseconds(length)) : .youngerThan(.milliseconds(length))
        case ("amount", ">"), ("amount", "<"):
            guard let money = Stake(value.replacing(":", with: " ")).money else { return nil }
            self = text[index] == ">" ? .above(money) : .below(money)
        case (_, _): return nil
        }
    }

    func holds(_ story: Story) -> Bool {
        let report = story.report
        switch self {
        case .system(let name): return story.systemsInTheWay.contains(name)
        case .status(let status): return report.status == status
        case .step(let name): return report.blockers.contains { ($0.step?.rawValue ?? $0.subject) == name }
        case .workflow(let name): return report.workflow.rawValue == name
        case .owner(let name): return report.blockers.contains { story.remedy($0).owner == name }
        case .reason(let part):
            return report.blockers.contains { $0.failure?.filter { $0 != " " }.contains(part) == true }
        case .olderThan(let span): return report.since <= Self.before(span)
        case .youngerThan(let span): return report.since > Self.before(span)
        case .above(let money): return Self.compare(report.amount, money) { $0 > $1 }
        case .below(let money): return Self.compare(report.amount, money) { $0 < $1 }
        }
    }

    /// Times of one form are in order as their texts are.
    private static func before(_ span: Span) -> String {
        (Moment.current + .milliseconds(-span.milliseconds)).rfc3339
    }

    private static func compare(_ amount: String?, _ limit: Money, _ holds: (Int, Int) -> Bool) -> Bool {
        guard let money = Stake(amount).money, money.currency == limit.currency else { return false }
        return holds(money.minorUnits, limit.minorUnits)
    }
}

extension Story {
    /// The systems whose requests keep it where it is.
    fileprivate var systemsInTheWay: Set<String> {
        Set(
            self.machine.blockers.compactMap { blocker in
                blocker.key.flatMap { self.machine.exchange($0)?.request.system.rawValue }
            }
        )
    }
}
