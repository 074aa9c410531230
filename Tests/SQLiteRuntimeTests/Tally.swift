import Foundation
import RuntimeConformance
import SagaModel

@testable import SQLiteRuntime

/// A workflow that hears six numbered events, and keeps the order in which it heard them.
struct Tally: Workflow {
    struct Facts: SagaFacts {
        var order: String
        var heard: [String] = []
    }

    let name: WorkflowName = "tally"
    static let entry: SignalName = "entry"
    static let all = (1...6).map { "\($0)" }

    var rehearsals: [Rehearsal<Facts, Ask>] {
        let signals = Self.all.map { Signal(id: "bank/\($0)", name: Self.entry, body: Ask.Reply(reference: $0)) }
        return [Rehearsal("all come", facts: Facts(order: "T-1"), signals: signals) { Ask.Reply(reference: $0.verb) }]
    }

    var definition: Definition<Facts, Ask> {
        Definition(version: 1) {
            State("opened") { Pivot("open", run: { Ask(verb: "open", order: $0.order) }, learn: { _, _ in }) }
            State("collecting") {
                Wait(
                    for: Self.entry,
                    within: { _ in .days(30) },
                    otherwise: .park("late"),
                    learn: { facts, said in facts.heard.append(said.reference ?? "?") }
                )
                GoTo("collecting", When("one is missing") { $0.heard.count < 6 })
            }
            State("collected") { Finish() }
        }
    }

    func businessKeys(_ facts: Facts) -> [String] { [facts.order] }
    func amount(_ facts: Facts) -> String? { nil }
}

/// An engine that runs tallies, and what may be done to them.
struct TallyDesk {
    let desk: Desk
    var rules = InboxRules()

    init() throws { self.desk = try Desk() }

    func open(onPoint: @escaping @Sendable (String) throws -> Void = { _ in }) async throws -> Engine<Ask> {
        let clock = self.desk.clock
        while true {
            do {
                return try Engine(
                    path: self.desk.path,
                    workflows: [Tally()],
                    gateway: self.desk.remote,
                    now: { clock.now() },
                    inbox: self.rules,
                    sleep: { clock.pass($0) },
                    onPoint: onPoint
                )
            } catch RuntimeError.locked {
                // A dropped engine may take a moment to let go of its lock.
                try await Task.sleep(for: .milliseconds(5))
            }
        }
    }

    func start(_ engine: Engine<Ask>, _ order: String = "T-1") async throws {
        _ = try await engine.start(
            Tally(),
            id: SagaID(rawValue: "tally/\(order)"),
            facts: Tally.Facts(order: order),
            terms: Remote.terms
        )
    }

    func hear(_ engine: Engine<Ask>, _ number: Int, _ order: String = "T-1") async throws -> Heard {
        let letter = Letter(source: "bank", id: "\(order)-\(number)", bytes: Array("{\"number\":\(number)}".utf8))
        return try await engine.hear(letter, Self.message(number, order))
    }

    static func message(_ number: Int, _ order: String = "T-1") -> Message<Ask.Reply> {
        Message(
            signal: Tally.entry,
            body: Ask.Reply(reference: "\(number)"),
            businessKey: order,
            turn: Turn(object: order, number: number)
        )
    }

    func heard(_ order: String = "T-1") throws -> [String] {
        guard case .found(let report) = try self.reader().report("tally/\(order)") else { return [] }
        return try JSON.value(Tally.Facts.self, JSON.text(report.facts)).heard
    }

    func lines() throws -> [InboxLine] { try self.reader().inbox() }

    func line(_ number: Int, _ order: String = "T-1") throws -> InboxLine? {
        try self.lines().first { $0.id == "\(order)-\(number)" }
    }

    func reader() throws -> SagaReader { try SagaReader(path: self.desk.path) }
}
