import SagaModel
import Testing

/// Of several ways back that a definition offers, the policy says which is gone.
@Suite("A choice of how to take back")
struct CompensationChoiceTests {
    /// Refused at the pivot, so that order, left and right are taken back.
    private static func refused(_ change: (inout Policy) -> Void, before: (inout Scenario) -> Void = { _ in })
        -> Scenario
    {
        var saga = Scenario(policy: .sample(change))
        saga.reply("ok ok")
        before(&saga)
        saga.reply("ok ok no ok ok ok")
        return saga
    }

    private static func decision(_ saga: Scenario) -> Decision? {
        saga.machine.decisions.last { $0.matter == .compensation }
    }

    @Test("goes by facts, and is told with the rule that won, those that lost, and what they saw")
    func byFacts() throws {
        let saga = Self.refused {
            $0.compensation["order"] = [
                UndoRule("tiny", when: .total(.below, "10.00"), undo: "reversal"),
                UndoRule("known", when: .total(.above, "5000.00"), undo: "credit"), UndoRule("else", undo: .own),
            ]
        }
        #expect(saga.machine.status == .compensated)
        #expect(saga.sent.suffix(1) == ["-order by credit"])
        #expect(!saga.sent.contains("-order"))
        let decision = try #require(Self.decision(saga))
        #expect(decision.outcome == "taken back by credit")
        #expect(decision.winner == "known")
        #expect(decision.losers.map(\.rule) == ["tiny", "else"])
        #expect(decision.inputs.map(\.fact) == ["total"])
    }

    @Test("is the definition's undo where no rule applies, and where the policy says nothing")
    func byDefault() throws {
        let none = Self.refused {
            $0.compensation["order"] = [UndoRule("tiny", when: .total(.below, "10.00"), undo: "reversal")]
        }
        #expect(none.sent.suffix(1) == ["-order"])
        #expect(try #require(Self.decision(none)).winner == nil)
        let silent = Self.refused { _ in }
        #expect(silent.sent.suffix(1) == ["-order"])
        #expect(Self.decision(silent) == nil)
    }

    @Test("goes by whether a period is closed by then", arguments: [true, false])
    func byPeriod(_ isClosed: Bool) throws {
        let saga = Self.refused {
            $0.cutoffs["books"] = CutoffRule(steps: ["apply"], date: "postedOn", then: .wait, owner: "finance")
            $0.compensation["order"] = [UndoRule("late", closed: "books", undo: "reversal")]
        } before: {
            if isClosed { $0.feed(.placed(.closed("2026-11"))) }
        }
        #expect(saga.sent.suffix(1) == [isClosed ? "-order by reversal" : "-order"])
        #expect(Self.decision(saga)?.losers.map(\.why) == (isClosed ? [] : ["2026-11 is not closed"]))
    }

    @Test("keeps the request that was sent when the answer is lost, whatever the policy would say then")
    func doubt() {
        var saga = Scenario(policy: .sample { $0.compensation["order"] = [UndoRule("always", undo: "credit")] })
        saga.reply("ok ok ok ok no ok ok ?? ")
        #expect(saga.sent.filter { $0.hasPrefix("-order") }.allSatisfy { $0 == "-order by credit" })
    }
}
