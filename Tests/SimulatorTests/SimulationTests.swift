import RuntimeConformance
import SagaModel
import Simulator
import Testing

@Suite("A simulation")
struct SimulationTests {
    @Test("keeps every law of a runtime", arguments: RuntimeLaw.allCases)
    func conforms(law: RuntimeLaw) async throws {
        #expect(try await law.violation(by: MemoryRuntime()) == nil)
    }

    @Test("with a bug is found, by the laws that are there for it", arguments: Bug.allCases)
    func planted(bug: Bug) async throws {
        for law in bug.laws {
            #expect(try await law.violation(by: MemoryRuntime(bug: bug)) != nil, "\(law)")
        }
    }

    @Test("is a value: a copy is another future")
    func branches() {
        var simulation = TinySimulation(TinyWorkflow(), now: Moment(milliseconds: 0))
        let isNew = simulation.start("tiny/Q-1", facts: TinyFacts(order: "Q-1"), terms: Remote.terms)
        #expect(isNew)
        var refused = simulation
        let remote = Remote()
        simulation.run(until: Moment(milliseconds: 0)) { remote.carryOut($0.request, $0.key) }
        refused.run(until: Moment(milliseconds: 0)) { _ in .failed(.rejected("no")) }
        #expect(simulation.sagas["tiny/Q-1"]?.machine.status == .waiting)
        #expect(refused.sagas["tiny/Q-1"]?.machine.status == .compensated)
    }

    @Test("jumps from timer to timer, and stays where the last thing happened")
    func jumps() {
        var simulation = TinySimulation(TinyWorkflow(), now: Moment(milliseconds: 0))
        _ = simulation.start("tiny/Q-1", facts: TinyFacts(order: "Q-1"), terms: Remote.terms)
        let remote = Remote(["check": [.transient("busy")]])
        simulation.run(until: Moment(milliseconds: 5000)) { remote.carryOut($0.request, $0.key) }
        #expect(simulation.now == Moment(milliseconds: 2000))
        #expect(simulation.nextDue == simulation.now + .days(30))
        simulation.run(until: simulation.now + .days(40)) { remote.carryOut($0.request, $0.key) }
        #expect(simulation.now == Moment(milliseconds: 2000) + .days(30))
        #expect(simulation.sagas["tiny/Q-1"]?.machine.status == .parked)
        #expect(simulation.nextDue == nil)
    }
}
