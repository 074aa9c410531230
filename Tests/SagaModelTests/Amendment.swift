import SagaModel

extension Definition where Facts == TestFacts, Request == Ask {
    /// Everything that the language has: gates of all kinds, a branch, a loop, a skipped pivot, handlers.
    static let amendment = Definition(version: 1, exposing: TestFacts.exposed) {
        State("requested") {
            Gate(.predecessor, on: \.order)
            Check("price") { _ in Ask(effect: "price") }
            TurnBack(When("nobody wants it") { !$0.isWanted })
        }
        State("approved") {
            Gate(approval: "deal") { "\($0.order) taught \($0.learned.count)" }
            Compensatable("amend") { _ in
                Ask(effect: "amend")
            } learn: {
                $0.learned.append($1.document)
            } undo: { _ in
                Ask(effect: "-amend")
            }
        }
        State("booked") {
            Gate(.hold, on: \.order)
            Gate(.cutoff, When("it is dated") { $0.hasDifference }) { _ in "2026-11" }
            Pivot("difference", When("there is a difference") { $0.hasDifference }) { _ in Ask(effect: "difference") }
        }
        State("told") {
            Gate(.capacity) { _ in "crm" }
            Unordered("telling") {
                Retriable("left") { _ in Ask(effect: "left") }
                Retriable("middle") { _ in Ask(effect: "middle") }
                Retriable("right") { _ in Ask(effect: "right") }
            }
        }
        State("awaiting") {
            Wait(for: "paid", within: { _ in .days(30) }, otherwise: .goTo("dunning")) { $0.order == $1.document }
            On("failed", goTo: "dunning") { $0.order == $1.document }
            Ignore("reminded", because: "our own reminder")
            GoTo("applied")
        }
        State("dunning") {
            GoTo("lost", When("two reminders are out") { $0.reminders >= 2 })
            Gate(.hold, on: \.order)
            Retriable("remind") {
                Ask(effect: "remind \($0.reminders + 1)")
            } learn: { facts, _ in
                facts.reminders += 1
            }
            Wait(for: "paid", within: { _ in .days(7) }, otherwise: .goTo("dunning")) { $0.order == $1.document }
        }
        State("applied") {
            Retriable("apply") { _ in Ask(effect: "apply") }
            Finish()
        }
        State("lost") { Retriable("write-off") { _ in Ask(effect: "write-off") } }
    }
}

extension Obstacle {
    static func hold(_ id: String, on subject: String = "Q-1") -> Self {
        Self(id: id, kind: .hold, subject: subject, owner: "support", reason: "case \(id)")
    }
}
