/// A condition on facts, under the name by which people meet it in graphs and explanations: `no credit is due`.
package struct When<Facts: SagaFacts>: Sendable {
    package let name: String
    package let holds: @Sendable (Facts) -> Bool

    package init(_ name: String, _ holds: @escaping @Sendable (Facts) -> Bool) {
        self.name = name
        self.holds = holds
    }
}

extension Optional {
    /// What has no condition always holds.
    func holds<Facts: SagaFacts>(_ facts: Facts) -> Bool where Wrapped == When<Facts> { self?.holds(facts) ?? true }
}
