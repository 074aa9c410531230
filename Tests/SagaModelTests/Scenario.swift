import SagaModel

/// A request of the test workflow: the name of an effect.
struct Ask: SagaRequest {
    typealias Reply = Said
    var effect: String

    var target: String {
        switch self.effect.drop(while: { $0 == "-" }) {
        case "left": "crm"
        case "middle": "support"
        case "right": "success"
        case "tell", "remind 1", "remind 2": "billing"
        case _: "erp"
        }
    }

    var isPosting: Bool { ["post", "difference", "apply", "write-off"].contains(self.effect) }
}

/// What the other system of the tests says back.
struct Said: Codable, Equatable, Sendable {
    var document: String
}

struct TestFacts: SagaFacts {
    var order = "Q-1"
    var learned: [String] = []
    var reminders = 0
    var hasDifference = true
    var isWanted = true
    var amount = "10000.00"
    var postedOn = "2026-11-20"
    var isEuropean = true

    /// What policies of the tests may ask about.
    static let exposed: [PolicyFact<TestFacts>] = [
        PolicyFact("order", .text, "The order.") { .text($0.order) },
        PolicyFact("total", .money, "What it costs.") { .money($0.amount, "EUR") },
        PolicyFact("postedOn", .date, "When it is posted.", redate: { $0.postedOn = $1 }) { .date($0.postedOn) },
        PolicyFact("orderedOn", .date, "When it was ordered.") { _ in .date("2026-11-01") },
        PolicyFact("european", .flag, "Whether tax is due here.") { .flag($0.isEuropean) },
        PolicyFact("learned", .number, "How many documents are known.") {
            Exact("\($0.learned.count)").map { .number($0) }
        },
        PolicyFact("document", .text, "The first document; known once there is one.") {
            $0.learned.first.map { .text($0) }
        },
    ]
}

typealias TestMachine = SagaMachine<TestFacts, Ask>

extension Definition where Facts == TestFacts, Request == Ask {
    /// Two steps in order, two side by side, the pivot, a retriable step, a wait, a last step.
    static let sample = Definition(version: 1, exposing: TestFacts.exposed) {
        State("validated") { Check("terms") { _ in Ask(effect: "terms") } }
        State("ordered") {
            Compensatable("order") { _ in
                Ask(effect: "order")
            } learn: {
                $0.learned.append($1.document)
            } undo: { _ in
                Ask(effect: "-order")
            }
            .or("credit") { _ in Ask(effect: "-order by credit") }
            .or("reversal") { _ in Ask(effect: "-order by reversal") }
        }
        State("provisioned") {
            Unordered("provisioning") {
                Compensatable("left") { _ in
                    Ask(effect: "left")
                } undo: { _ in
                    Ask(effect: "-left")
                }
                Compensatable("right") { _ in
                    Ask(effect: "right")
                } undo: { _ in
                    Ask(effect: "-right")
                }
            }
        }
        State("posted") {
            Pivot("post") { _ in Ask(effect: "post") }
            LateHold("flag", on: "post") { _ in
                Ask(effect: "flag")
            } release: { _ in
                Ask(effect: "-flag")
            }
        }
        State("told") { Retriable("tell") { _ in Ask(effect: "tell") } }
        State("awaiting") {
            Wait(for: "paid", within: { _ in .days(30) }, otherwise: .goTo("overdue")) { facts, said in
                facts.order == said.document
            }
            GoTo("closed")
        }
        State("overdue") {
            Wait(for: "paid", within: { _ in .days(60) }, otherwise: .park("collect it"))
        }
        State("closed") { Retriable("apply") { _ in Ask(effect: "apply") } }
    }
}

/// Drives a machine by a script: one word an answer.
///
/// `ok` accepts, `no` rejects, `..` says try later, `down` is not there, `??` loses the reply after the other system did the work.
struct Scenario {
    var machine: TestMachine
    var now = Moment(milliseconds: 0)
    var out: [(request: Ask, key: IdempotencyKey, number: Int)] = []
    var asked: [(request: Ask, key: IdempotencyKey, number: Int)] = []
    var timers: [(timer: SagaTimer, at: Moment)] = []
    var sent: [String] = []
    /// Effects at the other system, by key: what a look-up finds.
    var effects: [IdempotencyKey: String] = [:]
    var log: [(event: TestMachine.Event, at: Moment, reaction: Reaction<Ask>)] = []

    init(
        keyLifetime: Span? = .days(1),
        canLookUp: Bool = true,
        sequences: [GroupName: Stages] = [:],
        definition: Definition<TestFacts, Ask> = .sample,
        facts: TestFacts = TestFacts(),
        policy: Policy? = nil
    ) {
        self.machine = TestMachine(id: "test/Q-1", definition: definition)
        let capability = Capability(keyLifetime: keyLifetime, canLookUp: canLookUp, longestFlight: .seconds(30))
        let terms = Terms(capability: capability, sequences: sequences, policy: policy, startedBy: "ana")
        self.feed(.started(facts, terms))
    }

    @discardableResult
    mutating func feed(_ event: TestMachine.Event) -> Reaction<Ask> {
        let reaction = self.machine.handle(event, at: self.now)
        self.log.append((event, self.now, reaction))
        guard case .advanced(let commands) = reaction else { return reaction }
        for command in commands {
            switch command {
            case .send(let request, let key, let number):
                self.out.append((request, key, number))
                self.sent.append(request.effect)
            case .lookUp(let request, let key, let number): self.asked.append((request, key, number))
            case .wake(let timer, let at): self.timers.append((timer, at))
            case .decided: break
            }
        }
        return reaction
    }

    /// Answers the oldest request once for each word; lets timers pass when nothing is out.
    mutating func reply(_ script: String) {
        for word in script.split(separator: " ") {
            self.settle()
            guard !self.out.isEmpty else { return }
            let (request, key, number) = self.out.removeFirst()
            switch word {
            case "ok": self.accept(request, key, number)
            case "no": self.feed(.answered(key, number: number, .failed(.rejected("not allowed"))))
            case "..": self.feed(.answered(key, number: number, .failed(.transient("busy"))))
            case "down": self.feed(.answered(key, number: number, .failed(.transient("down", outage: Outage()))))
            case "??":
                self.effects[key] = request.effect
                self.feed(.answered(key, number: number, .failed(.inDoubt("no answer"))))
            case "?!": self.feed(.answered(key, number: number, .failed(.inDoubt("no answer"))))
            case let other: self.sent.append("unknown word \(other)")
            }
        }
        self.settle()
    }

    private mutating func accept(_ request: Ask, _ key: IdempotencyKey, _ number: Int) {
        self.effects[key] = request.effect
        self.feed(.answered(key, number: number, .done(Said(document: "doc-\(request.effect)"))))
    }

    /// Answers look-ups from what really happened, and lets exchange timers pass, until something is out.
    mutating func settle() {
        while self.out.isEmpty {
            if !self.asked.isEmpty {
                let (_, key, number) = self.asked.removeFirst()
                let found = self.effects[key]
                self.feed(.answered(key, number: number, found.map { .done(Said(document: "doc-\($0)")) } ?? .absent))
            } else if let index = self.timers.indices.first(where: { self.isShort(self.timers[$0].timer) }) {
                let (timer, at) = self.timers.remove(at: index)
                self.now = max(self.now, at)
                self.feed(.woke(timer))
            } else {
                return
            }
        }
    }

    private func isShort(_ timer: SagaTimer) -> Bool {
        switch timer {
        case .exchange: true
        case .deadline: false
        }
    }

    mutating func passDeadline() {
        guard let index = self.timers.firstIndex(where: { !self.isShort($0.timer) }) else { return }
        let (timer, at) = self.timers.remove(at: index)
        self.now = max(self.now, at)
        self.feed(.woke(timer))
    }

    @discardableResult
    mutating func hear(_ id: String, _ document: String = "Q-1", as name: SignalName = "paid") -> Reaction<Ask> {
        self.feed(.heard(Signal(id: id, name: name, body: Said(document: document))))
    }
}
