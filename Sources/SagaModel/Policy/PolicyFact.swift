/// Something that a workflow lets its policies ask about.
package struct PolicyFact<Facts: SagaFacts>: Sendable {
    package let name: FactName
    package let sort: FactSort
    /// For whoever writes a policy: what it is, and from when on it is known.
    package let meaning: String
    let value: @Sendable (Facts) -> FactValue?
    /// Puts another date in its place, where a cut-off may do that.
    let redate: (@Sendable (inout Facts, String) -> Void)?

    /// `value` answers with a value of this sort, or `nil` while it is not known.
    package init(
        _ name: FactName,
        _ sort: FactSort,
        _ meaning: String,
        redate: (@Sendable (inout Facts, String) -> Void)? = nil,
        value: @escaping @Sendable (Facts) -> FactValue?
    ) {
        self.name = name
        self.sort = sort
        self.meaning = meaning
        self.value = value
        self.redate = redate
    }
}

/// What is known of a saga at one moment, as policies see it.
package struct FactSheet: Equatable, Sendable {
    package private(set) var values: [FactName: FactValue] = [:]

    package init(_ values: [FactName: FactValue] = [:]) { self.values = values }

    package subscript(_ name: FactName) -> FactValue? { self.values[name] }
}

extension Definition {
    /// What policies see of these facts.
    package func sheet(_ facts: Facts) -> FactSheet {
        let known = self.facts.compactMap { fact in fact.value(facts).map { (fact.name, $0) } }
        return FactSheet(Dictionary(known) { first, _ in first })
    }
}
