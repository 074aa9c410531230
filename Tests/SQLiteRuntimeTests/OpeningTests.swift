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
}
