/// When a rule applies: comparisons of facts, and how they go together.
package indirect enum Condition: Equatable, Sendable {
    case always
    case all([Condition])
    case any([Condition])
    case not(Condition)
    case test(Comparison)
}

/// One fact and what it is compared with.
package struct Comparison: Codable, Equatable, Sendable {
    package enum Operator: String, Codable, CaseIterable, Sendable {
        case `is`, isNot, `in`, above, below, atLeast, atMost, exists

        /// Whether it asks for more or less.
        package var needsOrder: Bool {
            switch self {
            case .above, .below, .atLeast, .atMost: true
            case .is, .isNot, .in, .exists: false
            }
        }
    }

    package let fact: FactName
    package let relation: Operator
    /// One value, but for `in`.
    package let values: [FactValue]

    package init(_ fact: FactName, _ relation: Operator, _ values: [FactValue]) {
        self.fact = fact
        self.relation = relation
        self.values = values
    }
}

/// Whether a condition holds; what cannot be told is neither yes nor no.
package enum Truth: Equatable, Sendable {
    case holds
    case fails(String)
    /// A fact is not known yet, or cannot be compared with the value.
    case unknown(String)

    package var holds: Bool { self == .holds }

    /// Why it does not hold; empty when it does.
    package var why: String {
        switch self {
        case .holds: ""
        case .fails(let why), .unknown(let why): why
        }
    }

    private var isUnknown: Bool { if case .unknown = self { true } else { false } }

    fileprivate static func all(_ truths: [Self]) -> Self {
        truths.first { !$0.holds && !$0.isUnknown } ?? truths.first(where: \.isUnknown) ?? .holds
    }

    fileprivate static func any(_ truths: [Self]) -> Self {
        if truths.contains(where: \.holds) { return .holds }
        return truths.first(where: \.isUnknown) ?? .fails(truths.map(\.why).joined(separator: "; "))
    }
}

extension Condition {
    package func truth(_ sheet: FactSheet) -> Truth {
        switch self {
        case .always: return .holds
        case .all(let parts): return .all(parts.map { $0.truth(sheet) })
        case .any(let parts): return .any(parts.map { $0.truth(sheet) })
        case .not(let part):
            switch part.truth(sheet) {
            case .holds: return .fails("not (\(part)) does not hold")
            case .fails: return .holds
            case .unknown(let why): return .unknown(why)
            }
        case .test(let comparison): return comparison.truth(sheet)
        }
    }

    /// Every comparison in it.
    package var comparisons: [Comparison] {
        switch self {
        case .always: []
        case .all(let parts), .any(let parts): parts.flatMap(\.comparisons)
        case .not(let part): part.comparisons
        case .test(let comparison): [comparison]
        }
    }
}

extension Comparison {
    fileprivate func truth(_ sheet: FactSheet) -> Truth {
        let value = sheet[self.fact]
        if self.relation == .exists { return self.answer((value != nil) == (self.values != [.flag(false)]), value) }
        guard let value else { return .unknown("\(self.fact) is not known") }
        switch self.relation {
        case .is, .in: return self.answer(self.values.contains(value), value)
        case .isNot: return self.answer(!self.values.contains(value), value)
        case .above, .below, .atLeast, .atMost, .exists: return self.ordered(value)
        }
    }

    private func ordered(_ value: FactValue) -> Truth {
        guard let limit = self.values.first, let order = value.order(limit) else {
            return .unknown("\(self.fact) is \(value), which cannot be compared with \(self.limits)")
        }
        switch self.relation {
        case .above: return self.answer(order > 0, value)
        case .below: return self.answer(order < 0, value)
        case .atLeast: return self.answer(order >= 0, value)
        case .atMost: return self.answer(order <= 0, value)
        case .is, .isNot, .in, .exists: return self.answer(order == 0, value)
        }
    }

    private func answer(_ holds: Bool, _ value: FactValue?) -> Truth {
        holds ? .holds : .fails("\(self.fact) is \(value.map { "\($0)" } ?? "not known"), not \(self.wanted)")
    }

    private var wanted: String { self.relation == .is || self.relation == .in ? self.limits : self.words }

    private var limits: String { self.values.map(\.description).joined(separator: ", ") }

    fileprivate var words: String {
        self.relation == .in ? "in [\(self.limits)]" : "\(self.relation.rawValue) \(self.limits)"
    }
}

extension Condition: CustomStringConvertible {
    package var description: String {
        switch self {
        case .always: "always"
        case .all(let parts): "all(\(parts.map(\.description).joined(separator: "; ")))"
        case .any(let parts): "any(\(parts.map(\.description).joined(separator: "; ")))"
        case .not(let part): "not(\(part))"
        case .test(let comparison): "\(comparison.fact) \(comparison.words)"
        }
    }
}

extension Condition: Codable {
    private enum CodingKeys: String, CodingKey { case all, any, not, test }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        if let parts = try values.decodeIfPresent([Self].self, forKey: .all) {
            self = .all(parts)
        } else if let parts = try values.decodeIfPresent([Self].self, forKey: .any) {
            self = .any(parts)
        } else if let part = try values.decodeIfPresent(Self.self, forKey: .not) {
            self = .not(part)
        } else {
            self = try values.decodeIfPresent(Comparison.self, forKey: .test).map(Self.test) ?? .always
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .always: break
        case .all(let parts): try values.encode(parts, forKey: .all)
        case .any(let parts): try values.encode(parts, forKey: .any)
        case .not(let part): try values.encode(part, forKey: .not)
        case .test(let comparison): try values.encode(comparison, forKey: .test)
        }
    }
}
