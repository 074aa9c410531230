import SagaModel

// Laws about what comes in: twice, late, for nobody, from a person, for many.
extension RuntimeLaw {
    static func once(_ runtime: some RuntimeUnderTest) async throws {
        try await runtime.inNewPlace(World()) { place in
            try await Self.begin(place)
            try await Self.unchanged(place, "a second start", by: 0) { runtime in
                let outcome = try await runtime.start(Story.id, TinyFacts(order: "Q-1"), Remote.terms)
                try require(outcome == .existing, "a second start is \(outcome)")
            }
            try await Self.expectHearing(.taken, place, "the first payment")
            let heard = try place.history(Story.id).count { if case .heard = $0.event { true } else { false } }
            try require(heard == 1, "the payment that was taken is recorded \(heard) times")
            try await Self.unchanged(place, "a repeated payment", by: 0) { runtime in
                let outcome = try await runtime.hear(Story.payment, businessKey: "Q-1")
                try require(outcome == .repeated, "the same payment is \(outcome)")
            }
            let status = try place.snapshot(Story.id)?.status
            try require(status == .done, "paid, it is \(status as Any)")
        }
    }

    static func nobody(_ runtime: some RuntimeUnderTest) async throws {
        try await runtime.inNewPlace(World()) { place in
            try await Self.expectHearing(.unclaimed, place, "a payment for nobody")
            try await Self.expectHearing(.unclaimed, place, "the same payment for nobody")
            try await Self.begin(place)
            // A runtime may hand it over by itself, as soon as somebody wants it.
            let outcome = try await place.open().hear(Story.payment, businessKey: "Q-1")
            try require(
                outcome == .taken || outcome == .repeated,
                "the same payment, now that somebody waits, is \(outcome)"
            )
            let status = try place.snapshot(Story.id)?.status
            try require(status == .done, "with a payment that came before it, it is \(status as Any)")
            try await Self.expectHearing(.repeated, place, "the same payment after that")
            try Self.checkReplay(place, Story.id)
        }
    }

    /// Each time by another runtime, so that nothing is only remembered.
    private static func expectHearing(_ wanted: HearOutcome, _ place: any Place, _ what: String) async throws {
        let outcome = try await place.open().hear(Story.payment, businessKey: "Q-1")
        try require(outcome == wanted, "\(what) is \(outcome), not \(wanted)")
    }

    static func late(_ runtime: some RuntimeUnderTest) async throws {
        let world = World()
        try await runtime.inNewPlace(world) { place in
            try await Self.begin(place)
            try await Self.repeatAnswers(place, world)
            try await Self.expectHearing(.taken, place, "the payment after late answers")
            try await Self.repeatAnswers(place, world)
            try Self.checkEnd(place, world, Story.id, "after late answers")
        }
    }

    private static func repeatAnswers(_ place: any Place, _ world: World) async throws {
        let effects = world.remote.effects
        let late: [Answer<Ask.Reply>] = [
            .done(Ask.Reply(reference: "another")), .absent, .failed(.rejected("late")), .failed(.inDoubt("late")),
        ]
        for line in try place.history(Story.id) {
            guard case .answered(let key, let number, .done) = line.event, case .advanced = line.reaction else {
                continue
            }
            for answer in late {
                try await Self.unchanged(place, "\(answer) to \(key) once more", by: 1) {
                    try await $0.answer(Story.id, key, number: number, answer)
                }
            }
        }
        try require(world.remote.effects == effects, "late answers had effects")
    }

    static func person(_ runtime: some RuntimeUnderTest) async throws {
        let busy = World(Remote(["post": [.transient("busy")]]))
        try await runtime.inNewPlace(busy) { place in
            try await Self.begin(place, patience: .zero)
            try await Self.expect(true, "a cancellation before the pivot") { try await place.open().cancel(Story.id) }
            try await place.open().run(patience: .minutes(10))
            let status = try place.snapshot(Story.id)?.status
            try require(status == .compensated, "cancelled, it is \(status as Any)")
            try Self.checkEnd(place, busy, Story.id, "after a cancellation")
            try await Self.unchanged(place, "a second cancellation", by: 1) { runtime in
                try await Self.expect(false, "a second cancellation") { try await runtime.cancel(Story.id) }
            }
        }
        let refused = World(Remote(["schedule": [.rejected("no such account")]]))
        try await runtime.inNewPlace(refused) { place in try await Self.retried(place) }
    }

    private static func retried(_ place: any Place) async throws {
        try await Self.begin(place)
        let parked = try place.snapshot(Story.id)?.status
        try require(parked == .parked, "refused after the pivot, it is \(parked as Any)")
        try await Self.unchanged(place, "a cancellation after the pivot", by: 1) { runtime in
            try await Self.expect(false, "a cancellation after the pivot") { try await runtime.cancel(Story.id) }
        }
        try await Self.expect(true, "a retry") { try await place.open().retry(Story.id) }
        try await place.open().run(patience: .minutes(10))
        let status = try place.snapshot(Story.id)?.status
        try require(status == .waiting, "retried, it is \(status as Any)")
        try await Self.unchanged(place, "a retry of nothing", by: 1) { runtime in
            try await Self.expect(false, "a retry of nothing") { try await runtime.retry(Story.id) }
        }
        try Self.checkReplay(place, Story.id)
    }

    private static func expect(_ wanted: Bool, _ what: String, _ act: () async throws -> Bool) async throws {
        let isHeeded = try await act()
        try require(isHeeded == wanted, "\(what) is \(isHeeded ? "carried out" : "ignored")")
    }

    /// The saga stays as it is, and the history gets `count` lines that say why.
    private static func unchanged(
        _ place: any Place,
        _ what: String,
        by count: Int,
        _ act: (any OpenRuntime) async throws -> Void
    ) async throws {
        let (before, lines) = (try place.snapshot(Story.id), try place.history(Story.id))
        try await act(try await place.open())
        let new = try place.history(Story.id).dropFirst(lines.count)
        let isIgnored = new.allSatisfy { if case .ignored = $0.reaction { true } else { false } }
        try require(new.count == count && isIgnored, "\(what) is recorded as \(Array(new))")
        let after = try place.snapshot(Story.id)
        try require(
            after?.status == before?.status && after?.state == before?.state && after?.facts == before?.facts,
            "\(what) made \(after as Any) of \(before as Any)"
        )
        try Self.checkReplay(place, Story.id)
    }

    static func many(_ runtime: some RuntimeUnderTest) async throws {
        let world = World(
            Remote(["post": [.rejected("closed"), .transient("busy"), .inDoubt("cut off", isDone: true)]])
        )
        try await runtime.inNewPlace(world) { place in
            let orders = (1...20).map { "Q-\($0)" }
            try await Self.startAll(orders, place)
            for order in orders where try place.snapshot(Story.id(of: order))?.status == .waiting {
                let signal = Signal(id: "bank/\(order)", name: "paid", body: Ask.Reply(reference: nil))
                let outcome = try await place.open().hear(signal, businessKey: "post-\(order)")
                try require(outcome == .taken, "the payment of \(order) is \(outcome)")
            }
            for order in orders {
                try Self.checkReplay(place, Story.id(of: order))
                try Self.checkEnd(place, world, Story.id(of: order), "among others")
            }
        }
    }

    /// Killed while all of them move, and started again.
    private static func startAll(_ orders: [String], _ place: any Place) async throws {
        let fuse = Fuse(80)
        for onPoint in [{ try fuse.burn() }, {}] as [@Sendable () throws -> Void] {
            do {
                let runtime = try await place.open(onPoint: onPoint)
                for order in orders {
                    _ = try await runtime.start(Story.id(of: order), TinyFacts(order: order), Remote.terms)
                }
                try await runtime.run(patience: .minutes(10))
            } catch is Crash {}
        }
    }
}
