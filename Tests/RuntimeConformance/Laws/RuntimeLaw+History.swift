import SagaModel

// Laws about what is recorded.
extension RuntimeLaw {
    static func eachStory(
        _ runtime: some RuntimeUnderTest,
        _ check: (any Place) throws -> Void
    ) async throws {
        for story in Story.all {
            let world = World(Remote(story.script))
            try await runtime.inNewPlace(world) { place in
                try await story.live(in: place)
                try check(place)
                try Self.checkEnd(place, world, Story.id, "when \(story)")
            }
        }
    }

    static func checkOrder(_ lines: [Recorded]) throws(Violation) {
        guard let first = lines.first, case .started = first.event else {
            throw Violation("it does not begin with a start")
        }
        var asked: [Int: IdempotencyKey] = [:]
        for (index, line) in lines.enumerated() {
            try require(line.seq == index + 1, "line \(line.seq) stands at \(index + 1)")
            try require(index == 0 || lines[index - 1].at <= line.at, "line \(line.seq) is older than the one before")
            guard case .advanced(let commands) = line.reaction else { continue }
            if case .answered(let key, let number, _) = line.event {
                try require(
                    asked[number] == key,
                    "line \(line.seq) answers \(key), number \(number), which nobody asked"
                )
            }
            for case .some(let (key, number)) in commands.map(Self.question) {
                try require(asked.updateValue(key, forKey: number) == nil, "number \(number) was asked twice")
            }
        }
    }

    private static func question(_ command: SagaCommand<Ask>) -> (IdempotencyKey, Int)? {
        switch command {
        case .send(_, let key, let number), .lookUp(_, let key, let number): (key, number)
        case .wake, .decided: nil
        }
    }

    /// Tells the history to a fresh machine.
    static func checkReplay(_ place: any Place, _ id: SagaID) throws {
        let lines = try place.history(id)
        var machine = SagaMachine(id: id, definition: TinyWorkflow().definition)
        for line in lines {
            let reaction = machine.handle(line.event, at: line.at)
            try require(reaction == line.reaction, "line \(line.seq) says \(line.reaction), and now it is \(reaction)")
        }
        let snapshot = try place.snapshot(id)
        let replayed = Snapshot(
            revision: lines.count,
            status: machine.status,
            state: machine.state,
            facts: machine.facts
        )
        try require(
            snapshot == replayed || lines.isEmpty && snapshot == nil,
            "lists show \(snapshot as Any), not \(replayed)"
        )
    }

    /// The saga is at one of its ends, and the other systems are as that end says.
    static func checkEnd(_ place: any Place, _ world: World, _ id: SagaID, _ when: String) throws {
        let effects = world.remote.effects.filter { $0.key.hasPrefix("\(id)/") && !$0.key.hasSuffix("/terms") }
        try require(effects.values.allSatisfy { $0 == 1 }, "\(when) effects are doubled: \(effects)")
        let status = try place.snapshot(id)?.status
        switch status {
        case .done:
            let steps = Set(
                ["quote", "crm-order", "subscription", "invoice", "schedule", "note"].map { "\(id)/\($0)" }
            )
            try require(Set(effects.keys) == steps, "\(when) it is done with \(effects.keys.sorted())")
        case .compensated:
            try Self.checkUndos(world.remote.order.filter { effects[$0] != nil }, when)
        case .running, .retrying, .waiting, .gated, .compensating, .parked, nil:
            throw Violation("\(when) it ends as \(status.map(\.rawValue) ?? "nothing at all")")
        }
    }

    /// What was done is undone, the last first.
    private static func checkUndos(_ order: [String], _ when: String) throws(Violation) {
        let undos = order.filter { $0.hasSuffix("/undo") }
        let actions = order.filter { !$0.hasSuffix("/undo") }
        let wanted = Set(actions.map { "\($0)/undo" })
        try require(wanted.isSubset(of: undos), "\(when) it is compensated, and \(order) is what happened")
        try require(!actions.contains { $0.hasSuffix("/invoice") }, "\(when) the pivot happened and was compensated")
        let quote = undos.firstIndex { $0.hasSuffix("/quote/undo") } ?? undos.endIndex
        try require(quote + 1 >= undos.count, "\(when) the first step was not the last to be undone: \(undos)")
    }
}
