import SagaModel

/// A workflow that the explorer is tried with: three steps that are undone, one that is kept, a group, every gate, a
/// branch, a loop with two ways out, and waits with both kinds of exit.
struct Everything: Workflow {
    struct Ask: SagaRequest {
        struct Reply: Codable, Equatable, Sendable {
            var document = ""
        }
        var effect: String
    }

    struct Facts: SagaFacts {
        var order = "Q-1"
        var documents: Set<String> = []
        var reminders = 0
        var isWanted = true
        var isFree = false
    }

    let name: WorkflowName = "everything"

    let definition = Definition<Facts, Ask>(version: 1) {
        State("checked") {
            Gate(.predecessor, on: \.order)
            Check("terms") { _ in Ask(effect: "terms") }
            TurnBack(When("nobody wants it") { !$0.isWanted })
        }
        State("ordered") {
            Compensatable("order") { _ in
                Ask(effect: "order")
            } learn: {
                $0.documents.insert($1.document)
            } undo: { _ in
                Ask(effect: "-order")
            }
            .or("credit") { _ in Ask(effect: "-order by credit") }
            Compensatable("log", keep: "an entry in a log is no obligation") { _ in Ask(effect: "log") }
        }
        State("prepared") {
            Gate(.capacity) { _ in "crm" }
            Unordered("preparing") {
                Compensatable("left") { _ in
                    Ask(effect: "left")
                } learn: {
                    $0.documents.insert($1.document)
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
            Gate(.hold, on: \.order)
            Gate(.cutoff) { _ in "2026-11" }
            Gate(approval: "posting", of: \.order)
            Pivot("post", When("it costs something") { !$0.isFree }) {
                Ask(effect: "post \($0.documents.sorted().joined(separator: "+"))")
            }
        }
        State("awaiting") {
            Wait(for: "paid", within: { _ in .days(30) }, otherwise: .goTo("dunning")) { $1.document == $0.order }
            GoTo("applied")
        }
        State("dunning") {
            GoTo("lost", When("two reminders are out") { $0.reminders >= 2 })
            Gate(.hold, on: \.order)
            Retriable("remind") {
                Ask(effect: "remind \($0.order)")
            } learn: { facts, _ in
                facts.reminders += 1
            }
            Wait(for: "paid", within: { _ in .days(7) }, otherwise: .goTo("dunning")) { $1.document == $0.order }
        }
        State("applied") {
            Retriable("apply") { _ in Ask(effect: "apply") }
            Finish()
        }
        State("lost") { Retriable("write-off") { _ in Ask(effect: "write-off") } }
    }

    var rehearsals: [Rehearsal<Facts, Ask>] {
        var (unwanted, free) = (Facts(), Facts())
        unwanted.isWanted = false
        free.isFree = true
        let paid = Signal(id: "bank/1", name: "paid", body: Ask.Reply(document: "Q-1"))
        @Sendable func reply(_ ask: Ask) -> Ask.Reply { Ask.Reply(document: ask.effect) }
        return [
            Rehearsal("paid", facts: Facts(), signals: [paid], reply: reply),
            Rehearsal("never paid", facts: Facts(), reply: reply),
            Rehearsal("nothing to post", facts: free, signals: [paid], reply: reply),
            Rehearsal("turned back", facts: unwanted, reply: reply),
        ]
    }

    func businessKeys(_ facts: Facts) -> [String] { [facts.order] }
    func amount(_ facts: Facts) -> String? { nil }
}
