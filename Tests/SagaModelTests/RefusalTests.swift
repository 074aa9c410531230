import SagaModel
import Testing

@Suite("Another way than back after a refusal")
struct RefusalTests {
    /// A price that is asked for again when the posting is refused, twice at most.
    private static let definition = Definition<TestFacts, Ask>(version: 1) {
        State("ordered") {
            Compensatable("order") { _ in
                Ask(effect: "order")
            } undo: { _ in
                Ask(effect: "-order")
            }
        }
        State("priced") {
            Check("price") { _ in
                Ask(effect: "price")
            } learn: {
                $0.learned.append($1.document)
            }
        }
        State("posted") {
            Pivot("post") { _ in Ask(effect: "post") }
            OnRefusal(of: "post", goTo: "priced", When("there may be another price") { $0.learned.count < 3 })
        }
        State("told") { Retriable("tell") { _ in Ask(effect: "tell") } }
    }

    private func saga() -> Scenario { Scenario(definition: Self.definition) }

    @Test func `leads to its state, where everything is asked anew, under a key of its own`() {
        var saga = self.saga()
        saga.reply("ok ok no")
        #expect(saga.machine.state == "priced", "what was refused has not come about")
        saga.reply("ok ok ok")
        #expect(saga.sent == ["order", "price", "post", "price", "post", "tell"])
        #expect(saga.machine.status == .done)
        #expect(Set(saga.machine.runs.filter { $0.step == "post" }.map(\.forward.key)).count == 2)
        #expect(saga.machine.facts?.learned.count == 2)
    }

    @Test func `is not taken where its condition does not hold: the saga turns back for the reason that was given`() {
        var saga = self.saga()
        saga.reply("ok ok no ok no ok no ok")
        #expect(saga.sent == ["order", "price", "post", "price", "post", "price", "post", "-order"])
        #expect(saga.machine.course == .compensated(reason: "post was refused: not allowed"))
    }

    @Test func `waits until it is certain: a refusal after a lost answer is settled first`() {
        var saga = self.saga()
        saga.reply("ok ok ?? no")
        #expect(saga.sent == ["order", "price", "post", "post", "tell"], "it had happened, so nothing is asked anew")
        var other = self.saga()
        other.reply("ok ok ?! no ok ok ok")
        #expect(other.sent == ["order", "price", "post", "post", "price", "post", "tell"])
        #expect(other.machine.status == .done)
    }

    @Test func `is not taken by a saga that turns back anyway`() {
        var saga = self.saga()
        saga.reply("ok ok")
        saga.feed(.cancelled(by: "ana"))
        saga.reply("no ok")
        #expect(saga.sent == ["order", "price", "post", "-order"])
        #expect(saga.machine.status == .compensated)
    }

    @Test func `has a cousin: what was heard before leads elsewhere, once, and is used up`() {
        let definition = Definition<TestFacts, Ask>(version: 1) {
            State("posted") { Pivot("post") { _ in Ask(effect: "post") } }
            State("told") {
                IfHeard("withdrawn", goTo: "closed", matching: { $0.order == $1.document })
                Retriable("tell") { _ in Ask(effect: "tell") }
            }
            State("closed") { Retriable("apply") { _ in Ask(effect: "apply") } }
        }
        #expect(definition.check() == [])
        for (document, sent) in [("Q-1", ["post", "apply"]), ("Q-2", ["post", "tell", "apply"])] {
            var saga = Scenario(definition: definition)
            saga.hear("w", document, as: "withdrawn")
            saga.reply("ok ok ok")
            #expect(saga.sent == sent)
            #expect(saga.machine.keptSignals == (document == "Q-1" ? [] : ["withdrawn"]))
            #expect(saga.machine.remembers("w"))
        }
    }

    @Test func `is drawn`() {
        let graph = Self.definition.graph
        #expect(graph.outline().contains("  ✗ post was refused → priced, when there may be another price\n"))
        #expect(graph.mermaid().contains("posted --> priced: post was refused\n"))
        #expect(Self.definition.check() == [])
    }
}
