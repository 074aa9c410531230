import SagaModel

/// How long an answer may take, and how that is waited for.
struct Patience: Sendable {
    let span: Span
    let sleep: @Sendable (Span) async throws -> Void

    /// What is known when the answer has come, or when nobody waits for it any more.
    ///
    /// Then the call is cancelled, and its adapter says what is known of a request that it gave up: it may have left,
    /// or not. An engine that stops cancels both: nothing has run out then.
    func answer<Reply>(_ call: @escaping @Sendable () async -> Answer<Reply>) async -> Answer<Reply> {
        await withTaskGroup(of: Answer<Reply>?.self) { group in
            let (span, sleep) = (self.span, self.sleep)
            group.addTask { await call() }
            group.addTask {
                try? await sleep(span)
                return nil
            }
            var hasRunOut = false
            while let next = await group.next() {
                group.cancelAll()
                guard let answer = next else {
                    hasRunOut = !Task.isCancelled
                    continue
                }
                return hasRunOut ? self.explained(answer) : answer
            }
            return .failed(.inDoubt("nobody answered"))
        }
    }

    private func explained<Reply>(_ answer: Answer<Reply>) -> Answer<Reply> {
        let why = "no answer within \(self.span.words), as long as the policy waits"
        return switch answer {
        case .failed(.inDoubt(let reason)): .failed(.inDoubt("\(why): \(reason)"))
        case .failed(.transient(let reason, let outage)): .failed(.transient("\(why): \(reason)", outage: outage))
        case .done, .absent, .unsent, .failed(.rejected): answer
        }
    }
}
