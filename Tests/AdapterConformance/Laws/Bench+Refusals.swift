import RevenueModel
import SagaModel

// Laws about what is never sent, and about questions.
extension Bench {
    func unmapped(_ unmapped: Unmapped) async throws {
        let world = try await self.world()
        self.proxy.calm()
        let adapter = unmapped.adapter(self.proxy.url)
        do throws(Failure) {
            _ = try await adapter.send(unmapped.request, key: "conformance/unmapped")
        } catch .rejected(let reason) {
            guard reason.contains(unmapped.key) else {
                throw Violation("the refusal does not name \(unmapped.key): \(reason)")
            }
            return try await self.expectSilence(world)
        } catch {
            throw Violation("it is no refusal but \(error)")
        }
        throw Violation("it succeeded without \(unmapped.key)")
    }

    func refusal(_ request: RevenueRequest) async throws {
        let world = try await self.world()
        self.proxy.calm()
        let answer = await self.send(request, "conformance/refused")
        guard case .failure(.rejected(let reason)) = answer else { throw Violation("it answered \(answer)") }
        guard !reason.isEmpty else { throw Violation("it gives no reason") }
        try await self.expectSilence(world)
    }

    private func expectSilence(_ world: [RemoteDocument]) async throws {
        guard self.proxy.exchanges == 0 else { throw Violation("\(self.proxy.exchanges) requests had left by then") }
        guard try await self.world() == world else { throw Violation("something changed") }
    }

    func question(_ question: Question) async throws {
        let world = try await self.world()
        self.proxy.calm()
        try await self.done(question.good, "conformance/question", "the question")
        if let bad = question.bad {
            let answer = await self.send(bad, "conformance/bad-question")
            guard case .failure(.rejected) = answer else { throw Violation("the bad one was answered with \(answer)") }
        }
        guard try await self.world() == world else { throw Violation("asking changed something") }
    }

    /// A question whose answer was spoiled has no answer.
    func questionInTrouble(_ trouble: Trouble, _ question: Question) async throws {
        try await self.everyExchange { number in
            let key = IdempotencyKey(rawValue: "conformance/question/\(question.name)/\(trouble)/\(number)")
            return try await self.spoiled(trouble, number, question.good, key) != nil
        }
    }
}
