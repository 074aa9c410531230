import RevenueModel
import Testing

@Suite("Simulations of random stacks")
struct SimulationPropertyTests {
    @Test("keep every reconciliation, whatever is stacked", arguments: [UInt64(1), 1_000, 20_000])
    func reconcile(_ first: UInt64) throws {
        for seed in first..<(first + 60) {
            let world = try RandomStack(seed: seed)
            let scenario = AmendmentScenario(
                contract: world.contract,
                books: world.books,
                taxes: world.taxes,
                stack: world.amendments,
                asOf: world.asOf
            )
            let stack = try AmendmentSimulation(scenario).run()
            #expect(stack.findings == [], "seed \(seed)")
        }
    }

    /// Each changes several charges at once, so that its name depends on which of them is looked at first.
    @Test("give the same result again", arguments: [UInt64(20_360), 52_910, 62_910, 66_970, 69_550])
    func areRepeatable(_ seed: UInt64) throws {
        let world = try RandomStack(seed: seed)
        let scenario = AmendmentScenario(
            contract: world.contract,
            books: world.books,
            taxes: world.taxes,
            stack: world.amendments,
            asOf: world.asOf
        )
        let first = try AmendmentSimulation(scenario).run()
        for _ in 0..<20 { #expect(try AmendmentSimulation(scenario).run() == first) }
    }
}
