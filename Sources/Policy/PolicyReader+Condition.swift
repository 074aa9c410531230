internal import Documents
internal import SagaModel

extension PolicyReader {
    /// `always` where nothing stands; `nil` where what stands cannot be taken.
    mutating func condition(_ field: Field?) -> Condition? {
        guard let field else { return .always }
        guard let entries = self.problems.take(try field.entries()) else { return nil }
        switch entries.first?.key {
        case "all": return self.parts(field, "all").map(Condition.all)
        case "any": return self.parts(field, "any").map(Condition.any)
        case "not":
            guard let record = self.problems.record(field, ["not"]), let part = record.fields["not"] else { return nil }
            return self.condition(part).map(Condition.not)
        case .some, .none: return self.comparison(field).map(Condition.test)
        }
    }

    private mutating func parts(_ field: Field, _ key: String) -> [Condition]? {
        guard let record = self.problems.record(field, [key]), let list = record.fields[key],
            let items = self.problems.take(try list.atLeastOne())
        else { return nil }
        let parts = items.compactMap { self.condition($0) }
        return parts.count == items.count ? parts : nil
    }

    private mutating func comparison(_ field: Field) -> Comparison? {
        guard let record = self.record(field, .comparison) else { return nil }
        let fact: FactName? = self.name(record.fields["fact"])
        let relations = Comparison.Operator.allCases.filter { record.fields[$0.rawValue] != nil }
        guard relations.count == 1, let relation = relations.first, let limit = record.fields[relation.rawValue] else {
            let known = Comparison.Operator.allCases.map(\.rawValue).joined(separator: ", ")
            self.problems.add(field.problem("compares in \(relations.count) ways; expected one of \(known)"))
            return nil
        }
        let values: [FactValue]
        switch relation {
        case .in: values = self.problems.take(try limit.atLeastOne()).map { $0.compactMap { self.value($0) } } ?? []
        case .exists: values = (self.flag(limit)).map { [.flag($0)] } ?? []
        case .is, .isNot, .above, .below, .atLeast, .atMost: values = self.value(limit).map { [$0] } ?? []
        }
        guard let fact, !values.isEmpty else { return nil }
        return Comparison(fact, relation, values)
    }
}
