import RevenueModel
import SagaModel

// Laws in trouble: each exchange of each request is spoiled in turn, and nothing that the adapter then says may be
// contradicted by what is true at the remote.
extension Bench {
    func inTrouble(_ trouble: Trouble, _ recipe: Recipe) async throws {
        try await self.everyExchange { number in
            try await self.spoiledAction(trouble, number, try await self.effect(recipe))
        }
        try await self.everyExchange { number in
            try await self.spoiledUndo(trouble, number, try await self.effect(recipe))
        }
    }

    func lookUpInTrouble(_ trouble: Trouble, _ recipe: Recipe) async throws {
        let made = try await self.effect(recipe)
        let promised = self.gateway.capability(of: made.effect.action)
        guard promised.canLookUp else { throw NotApplicable() }
        try await self.done(made.effect.action, made.key, "the action")
        try await self.everyExchange { try await self.spoiledLookUp(trouble, $0, made.effect.action, made.key) }
        guard let undo = made.undo else { return }
        try await self.everyExchange { try await self.spoiledLookUp(trouble, $0, undo, made.undoKey) }
    }

    /// Ends when the request has no more exchanges: `body` says whether the trouble struck.
    func everyExchange(_ body: (Int) async throws -> Bool) async throws {
        for number in 1...Self.mostExchanges where try await !body(number) { return }
        throw Violation("one request took more than \(Self.mostExchanges) exchanges")
    }

    private static var mostExchanges: Int { 12 }

    private func spoiledAction(_ trouble: Trouble, _ number: Int, _ made: Case) async throws -> Bool {
        let (action, document) = (made.effect.action, made.effect.document)
        guard let failure = try await self.spoiled(trouble, number, action, made.key) else { return false }
        let isDone = try await self.stands(document)
        try self.compare(failure, isDone: isDone)
        try self.checkWhen(trouble, failure)
        try await self.settle(action, made.key, isDone: isDone)
        guard !isDone || self.gateway.capability(of: action).keyLifetime != nil else { return true }
        try await self.done(action, made.key, "the same again after \(failure)")
        try await self.expect(document, stands: true, "after the same again")
        return true
    }

    private func spoiledUndo(_ trouble: Trouble, _ number: Int, _ made: Case) async throws -> Bool {
        guard let undo = made.undo else { return false }
        try await self.done(made.effect.action, made.key, "the action")
        guard let failure = try await self.spoiled(trouble, number, undo, made.undoKey) else { return false }
        let isDone = try await !self.stands(made.effect.document)
        try self.compare(failure, isDone: isDone)
        try await self.settle(undo, made.undoKey, isDone: isDone)
        try await self.done(undo, made.undoKey, "the same undo again after \(failure)")
        try await self.expect(made.effect.document, stands: false, "after the same undo again")
        return true
    }

    private func spoiledLookUp(
        _ trouble: Trouble,
        _ number: Int,
        _ request: RevenueRequest,
        _ key: IdempotencyKey
    ) async throws -> Bool {
        self.proxy.order(trouble, at: number)
        let answer = await self.lookUp(request, key)
        defer { self.proxy.calm() }
        guard self.proxy.hasStruck else { return false }
        if case .success(let reply) = answer {
            throw Violation("it says “\(reply == nil ? "absent" : "done")” of \(request)")
        }
        return true
    }

    /// The failure that the trouble led to; `nil` when the request has fewer exchanges.
    func spoiled(
        _ trouble: Trouble,
        _ number: Int,
        _ request: RevenueRequest,
        _ key: IdempotencyKey
    ) async throws -> Failure? {
        self.proxy.order(trouble, at: number)
        let answer = await self.send(request, key)
        let hasStruck = self.proxy.hasStruck
        self.proxy.calm()
        switch answer {
        case .success where hasStruck: throw Violation("it claims success, spoiled at exchange \(number)")
        case .success: return nil
        case .failure(.rejected(let reason)):
            throw Violation("it calls trouble that passes a refusal for good, at exchange \(number): \(reason)")
        case .failure(let failure):
            guard hasStruck else { throw Violation("it fails without trouble (\(failure))") }
            return failure
        }
    }

    private func compare(_ failure: Failure, isDone: Bool) throws(Violation) {
        if case .transient(let reason, _) = failure, isDone {
            throw Violation("it says “not done” of what is done: \(reason)")
        }
    }

    /// Doubt is looked up after its window, and needs no time of its own.
    private func checkWhen(_ trouble: Trouble, _ failure: Failure) throws(Violation) {
        guard Trouble.later.contains(trouble), case .transient(let reason, let outage) = failure else { return }
        guard outage?.after == .seconds(Trouble.laterAfter) else {
            throw Violation("it does not say when to try again: \(reason)")
        }
    }

    /// The look-up that a saga in doubt would make, with the trouble over.
    private func settle(_ request: RevenueRequest, _ key: IdempotencyKey, isDone: Bool) async throws(Violation) {
        guard self.gateway.capability(of: request).canLookUp else { return }
        switch await self.lookUp(request, key) {
        case .success(let reply) where (reply != nil) == isDone: return
        case .success: throw Violation("the look-up afterwards says “\(isDone ? "absent" : "done")”")
        case .failure(let failure): throw Violation("the look-up afterwards failed (\(failure))")
        }
    }
}
