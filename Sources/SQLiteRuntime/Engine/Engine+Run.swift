package import SagaModel

extension Engine {
    typealias Errands = ThrowingDiscardingTaskGroup<any Error>

    /// Moves whatever can move, beginning with what a dead process left.
    ///
    /// Returns when nothing is out any more.
    ///
    /// `patience` is how long a pending retry or window is waited for. The end of a wait never is: days.
    package func run(
        patience: Span,
        progress: @escaping @Sendable (Progress) -> Void = { _ in }
    ) async throws -> RunSummary {
        try await self.runLoop(patience: patience, progress)
    }

    /// Moves whatever can move until its task is cancelled.
    package func runForever(progress: @escaping @Sendable (Progress) -> Void = { _ in }) async throws -> RunSummary {
        try await self.runLoop(patience: nil, progress)
    }

    private func runLoop(
        patience: Span?,
        _ progress: @escaping @Sendable (Progress) -> Void
    ) async throws -> RunSummary {
        try self.checkStopped()
        guard !self.isRunning else { throw RuntimeError.runningAlready }
        let (bells, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.isRunning = true
        self.bell = bell
        self.progress = progress
        self.summary = RunSummary()
        defer { self.endRun() }
        try self.recover()
        try await withThrowingDiscardingTaskGroup { group in
            try await self.move(patience, bells, &group)
            group.cancelAll()
        }
        try self.keepSuccesses()
        self.summary.nextDue = try self.nextTimer(["exchange", "deadline"])
        self.summary.broken = self.broken
        return self.summary
    }

    private func endRun() {
        self.isRunning = false
        self.bell = nil
        self.sleepsUntil = nil
        self.progress = { _ in }
        self.arrived = []
    }

    private func move(_ patience: Span?, _ bells: AsyncStream<Void>, _ group: inout Errands) async throws {
        var bells = bells.makeAsyncIterator()
        while !Task.isCancelled {
            if let fault = self.fault { throw fault }
            guard let hasMoved = try self.moveWhenThereIsRoom(patience) else {
                try? await self.sleep(.seconds(1))
                continue
            }
            self.capacity.dropReservations()
            self.dispatch(&group)
            if hasMoved { continue }
            let wake = try self.nextWake(patience)
            if wake == nil, self.out == 0, self.queue.isEmpty, self.arrived.isEmpty, patience != nil { return }
            self.sleep(until: wake, &group)
            _ = await bells.next(isolation: self)
        }
    }

    /// After a cancellation: what is known to have happened is kept.
    ///
    /// Whatever else was out is in doubt at the next run.
    private func keepSuccesses() throws {
        if let fault = self.fault { throw fault }
        let successes = self.arrived.filter { item in
            if case .answered(_, _, .done) = item.incident { true } else { false }
        }
        if !successes.isEmpty { try self.commit(self.advances(successes)) }
    }
}

// MARK: - what happens next

extension Engine {
    /// An unanswered send may have happened: it is never simply sent again.
    ///
    /// An unanswered question is.
    private func recover() throws {
        let waiting = Set(self.queue.map { "\($0.saga)\n\($0.number)" })
        var questions: [Errand<Request>] = []
        for errand in try self.store.read({ try Outbox.departed(Request.self, $0) })
        where !waiting.contains("\(errand.saga)\n\(errand.number)") {
            switch errand.kind {
            case .lookUp: questions.append(errand)
            case .send:
                let failure = Failure.inDoubt("the engine stopped while this was out")
                self.arrived.append(
                    (errand.saga, .answered(errand.key, number: errand.number, .failed(failure)))
                )
            }
        }
        try self.putBack(questions)
    }

    /// Answers, then timers.
    ///
    /// Events that share a batch share a commit.
    func nextBatch() throws -> Batch {
        let answers = self.arrived
        self.arrived = []
        guard answers.isEmpty else { return answers }
        let now = self.now()
        let broken = Array(self.broken.keys)
        return try self.store.read { db in
            try Timers.due(now, without: broken, limit: 256, db).map { ($0.saga, .woke($0.timer)) }
        }
    }

    /// A saga that cannot be read stands still, and does not hold up the others.
    func advances(_ batch: Batch) throws -> [Advance] {
        var advances: [Advance] = []
        for (id, incident) in batch {
            do {
                let advance = try self.advance(id, incident)
                self.keep(advance.saga, id, evenIfFinal: true)
                advances.append(advance)
            } catch let error as RuntimeError {
                if self.broken.updateValue(error, forKey: id) == nil { self.progress(.broken(id, error)) }
            }
        }
        return advances
    }

    private func nextTimer(_ kinds: [String]) throws -> Moment? {
        let broken = Array(self.broken.keys)
        return try self.store.read { try Timers.next(kinds, without: broken, $0) }
    }

    private func nextWake(_ patience: Span?) throws -> Moment? {
        let now = self.now()
        let opening = self.capacity.nextOpening(now, inHurry: patience != nil)
        guard let patience else {
            return [try self.nextTimer(["exchange", "deadline"]), opening].compactMap(\.self).min()
        }
        let end = now + patience
        return [try self.nextTimer(["exchange"]), opening].compactMap(\.self).min().flatMap { $0 <= end ? $0 : nil }
    }

    /// One sleeper for the earliest timer.
    ///
    /// A later one follows when it is over.
    private func sleep(until wake: Moment?, _ group: inout Errands) {
        guard let wake, self.sleepsUntil.map({ wake < $0 }) ?? true else { return }
        self.sleepsUntil = wake
        let span = max(.milliseconds(1), wake - self.now())
        let sleep = self.sleep
        group.addTask {
            do { try await sleep(span) } catch { return }
            await self.awake(wake)
        }
    }

    private func awake(_ wake: Moment) {
        if self.sleepsUntil == wake { self.sleepsUntil = nil }
        self.bell?.yield()
    }
}

// MARK: - errands

extension Engine {
    /// Sends what is committed, as far as the limit lets it.
    ///
    /// Nobody waits longer for an answer than its saga's policy says.
    private func dispatch(_ group: inout Errands) {
        let count = min(self.queue.count, max(0, self.limit - self.out))
        for errand in self.queue.prefix(count) {
            self.out += 1
            self.note(errand)
            let gateway = self.gateway
            let onPoint = self.onPoint
            let asks = self.asksBeforeSending
            let patience = self.patience(for: errand)
            group.addTask {
                await self.deliver(errand, Self.carry(errand, gateway, asks: asks, patience, onPoint))
            }
        }
        self.queue.removeFirst(count)
    }

    private func note(_ errand: Errand<Request>) {
        switch errand.kind {
        case .send:
            self.summary.sends += 1
            self.progress(.sending(errand.saga, errand.key, number: errand.number))
        case .lookUp:
            self.summary.lookUps += 1
            self.progress(.lookingUp(errand.saga, errand.key, number: errand.number))
        }
    }

    private func deliver(_ errand: Errand<Request>, _ answer: Result<Answer<Request.Reply>, any Error>) {
        self.out -= 1
        switch answer {
        case .success(let answer):
            self.capacity.arrive(errand.lane, Self.arrival(answer), self.now())
            self.arrived.append((errand.saga, .answered(errand.key, number: errand.number, answer)))
        case .failure(let error): self.stop(error)
        }
        self.bell?.yield()
    }

    /// - Returns: A failure only when the process is made to crash here.
    private static func carry(
        _ errand: Errand<Request>,
        _ gateway: any Gateway<Request, Request.Reply>,
        asks: Bool,
        _ patience: Patience?,
        _ onPoint: @Sendable (String) throws -> Void
    ) async -> Result<Answer<Request.Reply>, any Error> {
        do {
            try onPoint("before call")
            let known = asks ? await Self.askFirst(errand, gateway) : nil
            let answer = if let known { known } else { await Self.ask(errand, gateway, patience) }
            try onPoint("after call")
            return .success(answer)
        } catch {
            return .failure(error)
        }
    }

    /// What is known of a send whose history may have been lost; `nil` when it was never carried out.
    private static func askFirst(
        _ errand: Errand<Request>,
        _ gateway: any Gateway<Request, Request.Reply>
    ) async -> Answer<Request.Reply>? {
        guard errand.kind == .send else { return nil }
        do throws(Failure) {
            return try await gateway.lookUp(errand.request, key: errand.key).map { .done($0) }
        } catch {
            return .failed(.inDoubt("commits were lost, and it is not known whether it was done: \(error.reason)"))
        }
    }

    private func patience(for errand: Errand<Request>) -> Patience? {
        guard let saga = try? self.take(errand.saga) else { return nil }
        self.keep(saga, errand.saga)
        return saga.timeout(of: errand.key).map { Patience(span: $0, sleep: self.sleep) }
    }

    private static func ask(
        _ errand: Errand<Request>,
        _ gateway: any Gateway<Request, Request.Reply>,
        _ patience: Patience?
    ) async -> Answer<Request.Reply> {
        guard let patience else { return await Self.ask(errand, gateway) }
        return await patience.answer { await Self.ask(errand, gateway) }
    }

    private static func ask(
        _ errand: Errand<Request>,
        _ gateway: any Gateway<Request, Request.Reply>
    ) async -> Answer<Request.Reply> {
        do throws(Failure) {
            switch errand.kind {
            case .send: return .done(try await gateway.send(errand.request, key: errand.key))
            case .lookUp:
                return try await gateway.lookUp(errand.request, key: errand.key).map { .done($0) } ?? .absent
            }
        } catch {
            return .failed(error)
        }
    }
}
