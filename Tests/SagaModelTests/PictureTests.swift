import SagaModel
import Testing

struct PictureTests {
    @Test func `the outline shows every kind of line`() {
        #expect(
            Definition<TestFacts, Ask>.amendment.graph.outline() == """
                requested
                  ▢ predecessor
                  ? price
                  ↩ turn back: nobody wants it
                approved
                  ▢ approval of deal
                  ⇄ amend
                booked
                  ▢ hold
                  ▢ cutoff, when it is dated
                  ● difference, when there is a difference
                told
                  ▢ capacity
                  ∥ telling
                      ↻ left
                      ↻ middle
                      ↻ right
                awaiting
                  ⏳ paid, in time or → dunning
                  ⚡ failed → dunning
                  ∅ reminded, ignored: our own reminder
                  → applied
                dunning
                  → lost, when two reminders are out
                  ▢ hold
                  ↻ remind
                  ⏳ paid, in time or → dunning
                applied
                  ↻ apply
                  ■ end
                lost
                  ↻ write-off

                """
        )
    }

    @Test func `an overlay shows what is done, what is now and what is to come`() {
        var saga = Scenario(definition: .amendment)
        saga.reply("ok")
        saga.feed(.approved("deal", subject: "Q-1 taught 0", by: "ana"))
        saga.reply("ok ok")
        let overlay = saga.machine.overlay
        #expect(overlay.states["booked"] == .done)
        #expect(overlay.states["told"] == .now)
        #expect(overlay.states["awaiting"] == .toCome)
        #expect(overlay.steps["left"] == .now)
        #expect(overlay.steps["apply"] == .toCome)
    }

    @Test func `an overlay shows what was undone and what was passed over`() {
        var saga = Scenario()
        saga.reply("ok ok ok ok no ok ok ok")
        let overlay = saga.machine.overlay
        #expect(overlay.states["ordered"] == .undone)
        #expect(overlay.steps["right"] == .undone)
        #expect(overlay.states["validated"] == .done)
        #expect(overlay.states["told"] == .skipped)
        #expect(saga.machine.definition.graph.outline(overlay).contains("↺   ⇄ order\n"))
    }

    @Test func `every way of the definition is an arrow`() {
        let edges = Definition<TestFacts, Ask>.amendment.graph.edges
        #expect(edges.contains { $0.from == "requested" && $0.to == .compensated && $0.label == "nobody wants it" })
        #expect(edges.contains { $0.from == "awaiting" && $0.to == .state("dunning") && $0.label == "failed" })
        #expect(edges.contains { $0.from == "dunning" && $0.to == .state("dunning") })
        #expect(edges.contains { $0.from == "applied" && $0.to == .end })
        #expect(!edges.contains { $0.from == "applied" && $0.to == .state("lost") })
    }
}
