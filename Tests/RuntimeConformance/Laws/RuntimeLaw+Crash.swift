import SagaModel

// Laws about crashes and about time.
extension RuntimeLaw {
    /// Kills the runtime at every point of every story, and lets another finish.
    ///
    /// `second` is the point at which the other is killed too.
    static func crashes(
        _ runtime: some RuntimeUnderTest,
        _ stories: [Story],
        then second: Int?
    ) async throws {
        try await withThrowingTaskGroup { group in
            for story in stories {
                group.addTask { try await Self.crashes(runtime, story, then: second) }
            }
            try await group.waitForAll()
        }
    }

    private static func crashes(_ runtime: some RuntimeUnderTest, _ story: Story, then second: Int?) async throws {
        var point = 1
        while try await Self.crashes(runtime, story, at: point, then: second) {
            point += 1
            try require(point < 500, "\(story) has more points than a story can have")
        }
        try require(point > 20, "\(story) has only \(point - 1) points: the runtime does not tell all")
    }

    /// - Returns: Whether the story got as far as this point.
    private static func crashes(
        _ runtime: some RuntimeUnderTest,
        _ story: Story,
        at point: Int,
        then second: Int?
    ) async throws -> Bool {
        let fuse = Fuse(point)
        let world = World(Remote(story.script))
        try await runtime.inNewPlace(world) { place in
            let when = "after a crash at point \(point) when \(story)"
            try await Self.die(in: place, story, fuse)
            try Self.checkIntent(place, world, when)
            try Self.checkReplay(place, Story.id)
            if let second { try await Self.die(in: place, story, Fuse(second)) }
            try await story.live(in: place)
            try Self.checkOrder(try place.history(Story.id))
            try Self.checkReplay(place, Story.id)
            try Self.checkEnd(place, world, Story.id, when)
        }
        return fuse.hasBlown
    }

    private static func die(in place: any Place, _ story: Story, _ fuse: Fuse) async throws {
        do {
            try await story.live(in: place) { try fuse.burn() }
        } catch is Crash {}
    }

    /// Whatever happened at the other systems was written down before.
    private static func checkIntent(_ place: any Place, _ world: World, _ when: String) throws {
        let sent = try place.history(Story.id).flatMap { line -> [String] in
            guard case .advanced(let commands) = line.reaction else { return [] }
            return commands.compactMap { command in
                if case .send(_, let key, _) = command { key.rawValue } else { nil }
            }
        }
        let unwritten = Set(world.remote.effects.keys).subtracting(sent)
        try require(unwritten.isEmpty, "\(when) nothing is written of \(unwritten.sorted())")
    }

    static func timers(_ runtime: some RuntimeUnderTest) async throws {
        let calm = World()
        try await runtime.inNewPlace(calm) { place in try await Self.deadline(place, calm.clock) }
        let world = World(Remote(["schedule": [.transient("busy")]]))
        try await runtime.inNewPlace(world) { place in try await Self.pause(place, world) }
    }

    private static func deadline(_ place: any Place, _ clock: Clock) async throws {
        try await Self.begin(place)
        for (span, fired) in [(Span.days(29), 0), (.days(2), 1), (.days(60), 1)] {
            clock.pass(span)
            try await place.open().run(patience: .zero)
            let count = try Self.deadlines(place)
            try require(count == fired, "the deadline fired \(count) times, not \(fired)")
            try Self.checkReplay(place, Story.id)
        }
        let status = try place.snapshot(Story.id)?.status
        try require(status == .parked, "past its deadline it is \(status as Any)")
    }

    private static func deadlines(_ place: any Place) throws -> Int {
        try place.history(Story.id).count { line in
            if case .woke(.deadline) = line.event { true } else { false }
        }
    }

    private static func pause(_ place: any Place, _ world: World) async throws {
        let key = "\(Story.id)/schedule"
        try await Self.begin(place, patience: .zero)
        try require(world.remote.effects[key] == nil, "a busy system has done it")
        try await place.open().run(patience: .zero)
        try require(world.remote.effects[key] == nil, "a pause was not waited for")
        world.clock.pass(Remote.terms.pause)
        try await place.open().run(patience: .zero)
        try require(world.remote.effects[key] == 1, "the end of a pause was forgotten")
    }

    static func begin(_ place: any Place, patience: Span = .minutes(10)) async throws {
        let runtime = try await place.open()
        _ = try await runtime.start(Story.id, TinyFacts(order: "Q-1"), Remote.terms)
        try await runtime.run(patience: patience)
    }
}

extension Place {
    /// Opens it for a life without a crash.
    func open() async throws -> any OpenRuntime { try await self.open(onPoint: {}) }
}
