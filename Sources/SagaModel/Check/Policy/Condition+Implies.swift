extension Condition {
    /// Whether the other one holds whenever this one does, as far as that can be told without facts.
    func implies(_ other: Self) -> Bool {
        if self == other { return true }
        switch (self, other) {
        case (_, .always): return true
        case (_, .all(let parts)): return parts.allSatisfy(self.implies)
        case (.any(let parts), _): return parts.allSatisfy { $0.implies(other) }
        case (_, .any(let parts)) where parts.contains(where: self.implies): return true
        case (.all(let parts), _): return parts.contains { $0.implies(other) }
        case (.test(let one), .test(let two)): return one.implies(two)
        case (.always, _), (.not, _), (.test, _): return false
        }
    }
}

extension Comparison {
    fileprivate func implies(_ other: Self) -> Bool {
        guard self.fact == other.fact else { return false }
        if other.relation == .exists, other.values != [.flag(false)] { return self.relation != .exists }
        switch self.relation {
        case .is, .in: return self.values.allSatisfy { other.accepts($0) }
        case .above, .atLeast, .below, .atMost: return self.isNarrower(than: other)
        case .isNot, .exists: return false
        }
    }

    private func accepts(_ value: FactValue) -> Bool {
        Condition.test(self).truth(FactSheet([self.fact: value])).holds
    }

    private func isNarrower(than other: Self) -> Bool {
        guard let mine = self.values.first, let theirs = other.values.first, let order = mine.order(theirs) else {
            return false
        }
        switch (self.relation, other.relation) {
        case (.above, .above), (.above, .atLeast), (.atLeast, .atLeast): return order >= 0
        case (.atLeast, .above): return order > 0
        case (.below, .below), (.below, .atMost), (.atMost, .atMost): return order <= 0
        case (.atMost, .below): return order < 0
        case (.is, _), (.isNot, _), (.in, _), (.above, _), (.below, _), (.atLeast, _), (.atMost, _), (.exists, _):
            return false
        }
    }
}
