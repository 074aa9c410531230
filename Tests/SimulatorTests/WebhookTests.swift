import RuntimeConformance
import SagaModel
import Simulator
import Testing

/// Six events, one state for each, and a booking after each.
private struct SixEvents: Workflow {
    struct Facts: SagaFacts {
        var order: String
        var received: [String] = []
    }

    let name: WorkflowName = "six-events"
    static let numbers = 1...6

    let definition = Definition<Facts, Ask>(version: 1) {
        State("opened") { Pivot("open", run: { Ask(verb: "open", order: $0.order) }) }
        Self.collecting(1)
        Self.collecting(2)
        Self.collecting(3)
        Self.collecting(4)
        Self.collecting(5)
        Self.collecting(6)
    }

    private static func collecting(_ number: Int) -> State<Facts, Ask, Committed> {
        State(StateName(rawValue: "collecting-\(number)")) {
            Wait(
                for: SignalName(rawValue: "event-\(number)"),
                within: { _ in .days(30) },
                otherwise: .park("event \(number) has not come"),
                learn: { $0.received.append($1.reference ?? "") }
            )
            Retriable(StepName(rawValue: "book-\(number)"), run: { Ask(verb: "book \(number)", order: $0.order) })
        }
    }

    static func event(_ number: Int) -> Signal<Ask.Reply> {
        Signal(
            id: "bank/\(number)",
            name: SignalName(rawValue: "event-\(number)"),
            body: Ask.Reply(reference: "\(number)")
        )
    }

    var rehearsals: [Rehearsal<Facts, Ask>] {
        [
            Rehearsal("all come", facts: Facts(order: "Q-1"), signals: Self.numbers.map(Self.event)) {
                Ask.Reply(reference: $0.verb)
            }
        ]
    }

    func businessKeys(_ facts: Facts) -> [String] { [facts.order] }
    func amount(_ facts: Facts) -> String? { nil }
}

@Suite("Six webhooks")
struct WebhookTests {
    @Test("give the same ledger in each of their 720 orders, one of them dropped, doubled, or neither")
    func everyOrder() throws {
        let orders = Self.permutations(Array(SixEvents.numbers))
        var runs = 0
        for order in orders {
            try Self.check(order)
            for number in SixEvents.numbers {
                try Self.check(order, doubled: number)
                try Self.check(order, dropped: number)
            }
            runs += 1 + 2 * SixEvents.numbers.count
        }
        #expect(runs == 9_360)
    }

    /// What is booked, in the order in which it was booked.
    private static let ledger = ["open"] + SixEvents.numbers.map { "book \($0)" }

    private static func check(_ order: [Int], doubled: Int? = nil, dropped: Int? = nil) throws {
        let remote = Ledger()
        var simulation = Simulation(SixEvents(), now: Moment(milliseconds: 0))
        let id: SagaID = "six-events/Q-1"
        guard simulation.start(id, facts: SixEvents.Facts(order: "Q-1"), terms: Remote.terms) else { return }
        for number in order where number != dropped {
            Self.hear(number, &simulation, remote)
            if number == doubled { Self.hear(number, &simulation, remote) }
        }
        if let dropped {
            // Nothing after the gap is booked, and everybody can see what is waited for, and until when.
            #expect(remote.booked == Array(Self.ledger.prefix(dropped)), "\(order) without \(dropped)")
            let wait = try #require(simulation.sagas[id]?.machine.blockers.first)
            #expect(wait.cause == .signal && wait.until != nil, "\(order) without \(dropped)")
            Self.hear(dropped, &simulation, remote)
        }
        #expect(remote.booked == Self.ledger, "\(order), \(doubled ?? 0) doubled, \(dropped ?? 0) dropped")
        #expect(simulation.sagas[id]?.machine.status == .done)
    }

    private static func hear(_ number: Int, _ simulation: inout Simulation<SixEvents>, _ remote: Ledger) {
        _ = simulation.hear(SixEvents.event(number), businessKey: "Q-1")
        let now = simulation.now
        simulation.run(until: now) { remote.book($0.request) }
    }

    private static func permutations(_ values: [Int]) -> [[Int]] {
        guard values.count > 1 else { return [values] }
        return values.flatMap { first in
            Self.permutations(values.filter { $0 != first }).map { [first] + $0 }
        }
    }

    /// A system that books whatever it is sent.
    private final class Ledger {
        private(set) var booked: [String] = []

        func book(_ ask: Ask) -> Answer<Ask.Reply> {
            self.booked.append(ask.verb)
            return .done(Ask.Reply(reference: ask.verb))
        }
    }
}
