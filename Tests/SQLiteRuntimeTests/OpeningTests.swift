import Foundation
import RuntimeConformance
import SagaModel
import Testing

@testable import SQLiteRuntime

@Suite("An event that begins a saga")
struct OpeningTests {
    private static let letter = Letter(source: "bank", id: "first", bytes: Array("{}".utf8))

    private static func open(
        _ engine: Engine<Ask>,
        _ facts: Tally.Facts = Tally.Facts(order: "T-1"),
        because letter: Letter = Self.letter
    ) async throws -> Heard {
        await Self.say(to: engine, facts)
        return try await engine.hear(letter, TallyDesk.message(1))
    }

    /// Every event begins this saga.
    private static func say(to engine: Engine<Ask>, _ facts: Tally.Facts) async {
        await engine.begin { _, _ throws(CannotBegin) in
            Beginning(Tally(), id: "tally/T-1", facts: facts, terms: Remote.terms)
        }
    }

    @Test("begins it once, however often it comes, and is kept as used by it")
    func once() async throws {
        let desk = try TallyDesk()
        defer { desk.desk.remove() }
        let engine = try await desk.open()
        #expect(try await Self.open(engine) == .taken("tally/T-1"))
        #expect(try await Self.open(engine) == .repeated)
        let line = try #require(try desk.lines().first)
        #expect(line.outcome == .claimed && line.saga == "tally/T-1")
        #expect(try desk.reader().history("tally/T-1").count == 1)
    }

    @Test("begins nothing that another event has begun, and needs a person where it says something else")
    func another() async throws {
        let desk = try TallyDesk()
        defer { desk.desk.remove() }
        let engine = try await desk.open()
        _ = try await Self.open(engine)
        let second = Letter(source: "stripe", id: "second", bytes: [])
        guard case .ignored = try await Self.open(engine, because: second) else {
            return _ = Issue.record("the same saga began twice")
        }
        let third = Letter(source: "desk", id: "third", bytes: [])
        let others = Tally.Facts(order: "T-1", heard: ["other"])
        guard case .parked(let why) = try await Self.open(engine, others, because: third) else {
            return _ = Issue.record("other content was taken for the same")
        }
        #expect(why == "tally/T-1 was started already, with other content")
    }

    @Test(
        "is there with its saga, or not at all, wherever the process dies",
        arguments: ["before commit", "after commit"]
    )
    func crash(_ point: String) async throws {
        struct Crash: Error {}
        let desk = try TallyDesk()
        defer { desk.desk.remove() }
        do {
            let engine = try await desk.open { if $0 == point { throw Crash() } }
            await #expect(throws: (any Error).self) { try await Self.open(engine) }
        }
        let isThere = try desk.reader().report("tally/T-1") != .none
        #expect(try desk.lines().contains { $0.outcome == .claimed } == isThere)
        let engine = try await desk.open()
        #expect(try await Self.open(engine) == (isThere ? .repeated : .taken("tally/T-1")))
        #expect(try desk.reader().history("tally/T-1").count == 1)
    }

    @Test("begins the saga after a person corrected it")
    func corrected() async throws {
        let desk = try TallyDesk()
        defer { desk.desk.remove() }
        let engine = try await desk.open()
        _ = try await engine.bury(Self.letter, why: "order is missing")
        await Self.say(to: engine, Tally.Facts(order: "T-1"))
        let heard = try await engine.replay(
            Self.letter.source,
            Self.letter.id,
            as: Self.letter,
            TallyDesk.message(1),
            patch: #"{"order":"T-1"}"#,
            by: "ana",
            why: "the order was left out"
        )
        #expect(heard == .taken("tally/T-1"))
        let line = try #require(try desk.lines().first)
        #expect(try desk.reader().acts(on: line).map(\.who) == ["ana"])
    }

    @Test("is one of many that are taken in at once, as if they came one by one")
    func together() async throws {
        let arrivals = ["a T-1", "b T-2", "d -", "e T-3", "a T-1", "c T-1", "d -"].map { words in
            let (id, order) = (String(words.prefix(1)), String(words.dropFirst(2)))
            let letter = Letter(source: "bank", id: id, bytes: Array(order.utf8))
            guard order != "-" else { return Arrival<Ask.Reply>(letter, .note("only to remember")) }
            let body = Ask.Reply(reference: nil)
            return Arrival(letter, .message(Message(signal: Tally.entry, body: body, businessKey: order)))
        }
        let together = try await Self.outcomes { try await $0.hear(all: arrivals) }
        let apart = try await Self.outcomes { for arrival in arrivals { try await $0.hear(all: [arrival]) } }
        #expect(together.commits < apart.commits)
        #expect(together.lines == apart.lines)
        #expect(
            together.lines == [
                "a claimed tally/T-1", "b claimed tally/T-2", "c ignored tally/T-1", "d ignored -",
                "e claimed tally/T-3",
            ]
        )
    }

    /// What becomes of events that each begin the saga of the order in their bytes.
    private static func outcomes(
        _ hear: (Engine<Ask>) async throws -> Void
    ) async throws -> (lines: [String], commits: Int) {
        let desk = try TallyDesk()
        defer { desk.desk.remove() }
        let engine = try await desk.open()
        await engine.begin { letter, _ throws(CannotBegin) in
            let order = String(decoding: letter.bytes, as: UTF8.self)
            let id = SagaID(rawValue: "tally/\(order)")
            return Beginning(Tally(), id: id, facts: Tally.Facts(order: order), terms: Remote.terms)
        }
        try await hear(engine)
        let lines = try desk.lines().map { "\($0.id) \($0.outcome.rawValue) \($0.saga?.rawValue ?? "-")" }.sorted()
        return (lines, await engine.summary.commits)
    }
}
