extension Policy {
    /// One value of a policy: where it stands, as in its file, and what it is.
    package struct Value: Codable, Equatable, Sendable {
        package let path: String
        package let text: String

        init(_ path: String, _ text: String) {
            self.path = path
            self.text = text
        }
    }

    /// Every value, in an order that does not depend on the file's: two policies with the same values decide alike.
    package var values: [Value] {
        [Value("policy", self.workflow.rawValue), Value("version", self.version)]
            + self.sequenceValues + self.gateValues + self.limitValues + self.careValues
    }

    /// The policy as text, of which a hash is its fingerprint.
    package var canonicalText: String { self.values.map { "\($0.path): \($0.text)" }.joined(separator: "\n") }

    private var sequenceValues: [Value] {
        self.sequencing.sorted { $0.key < $1.key }.flatMap { group, rules in
            rules.enumerated().flatMap { index, rule in
                let place = "sequencing.\(group)[\(index)]"
                let order = rule.order.map { $0.joined(separator: " and ") }.joined(separator: ", then ")
                return [
                    Value("\(place).rule", rule.name.rawValue), Value("\(place).when", rule.when.description),
                    Value("\(place).order", order),
                ]
            }
        }
    }

    private var gateValues: [Value] {
        let approvals = self.approvals.sorted { $0.key < $1.key }.flatMap { $1.values(at: "approvals.\($0)") }
        let holds = self.holds.sorted { $0.key < $1.key }.flatMap { kind, rule in
            [Value("holds.\(kind).stops", rule.stops.words), Value("holds.\(kind).on", rule.on.words)]
                + Self.care(rule.owner, rule.within, at: "holds.\(kind)")
                + (rule.underWay.map { [Value("holds.\(kind).underWay", $0.rawValue)] } ?? [])
        }
        let cutoffs = self.cutoffs.sorted { $0.key < $1.key }.flatMap { name, rule in
            let place = "cutoffs.\(name)"
            return [Value("\(place).steps", rule.steps.words), Value("\(place).date", rule.date.rawValue)]
                + (rule.entity.map { [Value("\(place).entity", $0.rawValue)] } ?? [])
                + [Value("\(place).then", rule.then.rawValue)] + Self.care(rule.owner, rule.within, at: place)
        }
        return approvals + holds + cutoffs
    }

    private var limitValues: [Value] {
        let standard = self.retries.standard?.values(at: "retries.default") ?? []
        let systems = self.retries.systems.sorted { $0.key < $1.key }
            .flatMap { $1.values(at: "retries.systems.\($0)") }
        let steps = self.retries.steps.sorted { $0.key < $1.key }.flatMap { $1.values(at: "retries.steps.\($0)") }
        let capacity = self.capacity.sorted { $0.key < $1.key }.flatMap { system, rule in
            (rule.inFlight.map { [Value("capacity.\(system).inFlight", "\($0)")] } ?? [])
                + (rule.perSecond.map { [Value("capacity.\(system).perSecond", "\($0)")] } ?? [])
        }
        return standard + systems + steps + capacity
    }

    private var careValues: [Value] {
        let undos = self.compensation.sorted { $0.key < $1.key }.flatMap { step, rules in
            rules.enumerated().flatMap { $1.values(at: "compensation.\(step)[\($0)]") }
        }
        let deadlines = self.deadlines.sorted { $0.key < $1.key }
            .flatMap { Self.care($1.owner, $1.within, at: "deadlines.\($0)") }
        let owners = self.ownership.sorted { $0.key < $1.key }.map { Value("ownership.\($0)", $1.words) }
        return undos + deadlines + owners
    }

    fileprivate static func care(_ owner: String, _ within: Span?, at place: String) -> [Value] {
        [Value("\(place).owner", owner)] + (within.map { [Value("\(place).within", $0.words)] } ?? [])
    }
}

extension ApprovalRule {
    fileprivate func values(at place: String) -> [Policy.Value] {
        let grades = self.grades.map { grade in "\(grade.role)\(grade.ceiling.map { " up to \($0)" } ?? "")" }
        return [
            Policy.Value("\(place).before", self.before.words), Policy.Value("\(place).when", self.when.description),
            Policy.Value("\(place).of", self.of.words),
        ] + (self.amount.map { [Policy.Value("\(place).amount", $0.rawValue)] } ?? [])
            + [
                Policy.Value("\(place).by", grades.joined(separator: ", ")),
                Policy.Value("\(place).notWhoAsked", "\(self.isForOthers)"),
            ] + Policy.care(self.owner, self.within, at: place)
    }
}

extension UndoRule {
    fileprivate func values(at place: String) -> [Policy.Value] {
        [Policy.Value("\(place).rule", self.name.rawValue), Policy.Value("\(place).when", self.when.description)]
            + (self.closed.map { [Policy.Value("\(place).closed", $0.rawValue)] } ?? [])
            + [Policy.Value("\(place).undo", self.undo.rawValue)]
    }
}

extension RetryRule {
    fileprivate func values(at place: String) -> [Policy.Value] {
        let values = [
            ("attempts", self.attempts.map { "\($0)" }), ("pause", self.pause?.words), ("timeout", self.timeout?.words),
        ]
        return values.compactMap { key, text in text.map { Policy.Value("\(place).\(key)", $0) } }
    }
}

extension Sequence where Element: Name {
    fileprivate var words: String { self.map(\.rawValue).joined(separator: ", ") }
}
