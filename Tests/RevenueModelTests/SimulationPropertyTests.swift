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
}
