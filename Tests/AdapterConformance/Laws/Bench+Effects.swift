import RevenueModel
import SagaModel

// Laws without trouble on the way: what repetitions and undos do to the remote.
extension Bench {
    func repetition(_ recipe: Recipe) async throws {
        let made = try await self.effect(recipe)
        guard self.gateway.capability(of: made.effect.action).keyLifetime != nil else { throw NotApplicable() }
        let first = try await self.done(made.effect.action, made.key, "the first send")
        try await self.expect(made.effect.document, stands: true, "after the first send")
        let world = try await self.world()
        let second = try await self.done(made.effect.action, made.key, "the second send")
        try await self.expect(made.effect.document, stands: true, "after the second send")
        guard try await self.world() == world else { throw Violation("the second send changed something") }
        guard first == second else { throw Violation("the answers differ: \(first), then \(second)") }
        guard let undo = made.undo else { return }
        try await self.done(undo, made.undoKey, "the undo")
        let after = try await self.world()
        try await self.done(undo, made.undoKey, "the second undo")
        guard try await self.world() == after else { throw Violation("the second undo changed something") }
    }

    func duplicatesAtOnce(_ recipe: Recipe) async throws {
        let made = try await self.effect(recipe)
        guard self.gateway.capability(of: made.effect.action).keyLifetime != nil else { throw NotApplicable() }
        let before = try await self.world().count
        async let one = self.send(made.effect.action, made.key)
        async let two = self.send(made.effect.action, made.key)
        let answers = await [one, two]
        for case .failure(.rejected(let reason)) in answers { throw Violation("one was rejected: \(reason)") }
        let replies = answers.compactMap { try? $0.get() }
        guard try await self.stands(made.effect.document) == !replies.isEmpty || replies.isEmpty else {
            throw Violation("one succeeded and nothing is there")
        }
        if replies.count == 2, replies[0] != replies[1] { throw Violation("the answers differ: \(replies)") }
        try await self.done(made.effect.action, made.key, "a third send")
        try await self.expect(made.effect.document, stands: true, "after three sends")
        let new = try await self.world().count - before
        let alone = try await self.footprint(recipe)
        guard new == alone else { throw Violation("they left \(new) documents, one alone leaves \(alone)") }
    }

    /// How many documents one send adds: a sales order may bring its customer along.
    private func footprint(_ recipe: Recipe) async throws -> Int {
        let made = try await self.effect(recipe)
        let before = try await self.world().count
        try await self.done(made.effect.action, made.key, "a send")
        return try await self.world().count - before
    }

    func compensationFirst(_ recipe: Recipe) async throws {
        let made = try await self.effect(recipe)
        guard let undo = made.undo else { throw NotApplicable() }
        let world = try await self.world()
        try await self.done(undo, made.undoKey, "an undo of what is not there")
        guard try await self.world() == world else { throw Violation("an undo of what is not there changed something") }
        switch await self.send(made.effect.action, made.key) {
        case .success: try await self.expect(made.effect.document, stands: true, "after the action succeeded")
        case .failure(.rejected):
            guard try await self.world() == world else { throw Violation("the refused action is half done") }
        case .failure(let failure): throw Violation("the action afterwards failed (\(failure))")
        }
    }

    func actionAfterCompensation(_ recipe: Recipe) async throws {
        let made = try await self.effect(recipe)
        guard let undo = made.undo else { throw NotApplicable() }
        try await self.done(made.effect.action, made.key, "the action")
        try await self.done(undo, made.undoKey, "the undo")
        try await self.expect(made.effect.document, stands: false, "after the undo")
        let again = made.effect.again
        try await self.done(again.action, made.nextKey, "the action of the next generation")
        try await self.expect(again.document, stands: true, "after the action of the next generation")
    }
}

// Laws about look-ups, and about what is promised.
extension Bench {
    func lookUp(_ recipe: Recipe) async throws {
        let made = try await self.effect(recipe)
        guard self.gateway.capability(of: made.effect.action).canLookUp else { throw NotApplicable() }
        try await self.expectLookUp(made.effect.action, made.key, isDone: false, "before the action")
        let world = try await self.world()
        let reply = try await self.done(made.effect.action, made.key, "the action")
        let found = try await self.expectLookUp(made.effect.action, made.key, isDone: true, "after the action")
        guard found?.reference == nil || found?.reference == reply.reference else {
            throw Violation("the look-up names another document: \(found?.reference ?? ""), not \(reply)")
        }
        guard let undo = made.undo, self.gateway.capability(of: undo).canLookUp else { return }
        try await self.expectLookUp(undo, made.undoKey, isDone: false, "while the action stands")
        try await self.done(undo, made.undoKey, "the undo")
        try await self.expectLookUp(undo, made.undoKey, isDone: true, "after the undo")
        guard try await self.world().count <= world.count + 1 else { throw Violation("look-ups changed something") }
    }

    @discardableResult
    private func expectLookUp(
        _ request: RevenueRequest,
        _ key: IdempotencyKey,
        isDone: Bool,
        _ when: String
    ) async throws(Violation) -> RevenueReply? {
        switch await self.lookUp(request, key) {
        case .success(let reply):
            guard (reply != nil) == isDone else {
                throw Violation("\(when) the look-up says “\(isDone ? "absent" : "done")”")
            }
            return reply
        case .failure(let failure): throw Violation("\(when) the look-up failed (\(failure))")
        }
    }

    /// A promise of something safe: where none is made, a saga in doubt can only be parked.
    func capability(_ recipe: Recipe) async throws {
        let made = try await self.effect(recipe)
        for request in [made.effect.action] + (made.undo.map { [$0] } ?? []) {
            let promised = self.gateway.capability(of: request)
            guard promised.keyLifetime != nil || promised.canLookUp else {
                throw Violation("it promises neither a key nor a look-up for \(request)")
            }
            guard promised.longestFlight >= .zero, promised.keyLifetime.map({ $0 > promised.longestFlight }) ?? true
            else { throw Violation("the key is forgotten before a request can no longer be in flight") }
            if !promised.canLookUp, case .success = await self.lookUp(request, made.key) {
                throw Violation("it answers a look-up that it says it cannot do")
            }
        }
    }
}
