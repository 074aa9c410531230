internal import AsyncHTTPClient
internal import SagaModel
internal import XML

/// Sends requests and reads their answers, in a session that is opened when there is none.
struct IntacctClient: Sendable {
    let settings: IntacctSettings
    let exchange: HTTPExchange
    let sessions = IntacctSessions()
    /// New at each call.
    let nonce: @Sendable () -> String

    /// Carries the functions out, all of them or none, and never twice under one key.
    func write(
        _ functions: [IntacctFunction],
        key: IdempotencyKey,
        toward asked: String
    ) async throws(Failure) -> [IntacctResult] {
        let named = functions.enumerated().map { index, function in
            // The last one is what the key was given for; the others prepare it.
            (id: index == functions.count - 1 ? key.rawValue : "\(key.rawValue):\(index + 1)", function: function)
        }
        return try await self.perform(named, isWrite: true, toward: asked)
    }

    /// Asks for records; a session that has ended is renewed once, as asking twice does nothing.
    func read(_ queries: [IntacctQuery], toward asked: String) async throws(Failure) -> [[IntacctRecord]] {
        let nonce = self.nonce()
        var functions: [(id: String, function: IntacctFunction)] = []
        for (index, query) in queries.enumerated() {
            functions.append(("\(nonce)-\(index + 1)", try query.function()))
        }
        let results = try await self.perform(functions, isWrite: false, toward: asked)
        var found: [[IntacctRecord]] = []
        for (query, result) in zip(queries, results) {
            let asking = "\(Self.asking(asked)) (readByQuery \(query.object.rawValue) \(query.id))"
            found.append(try IntacctFinding(query: query, asking: asking).records(result))
        }
        return found
    }

    private func perform(
        _ functions: [(id: String, function: IntacctFunction)],
        isWrite: Bool,
        toward asked: String
    ) async throws(Failure) -> [IntacctResult] {
        do throws(IntacctRefusal) {
            return try await self.attempt(functions, isWrite: isWrite, toward: asked)
        } catch {
            guard error.endsSession, !isWrite else { throw error.failure }
        }
        do throws(IntacctRefusal) {
            return try await self.attempt(functions, isWrite: isWrite, toward: asked)
        } catch {
            throw error.failure
        }
    }

    private func attempt(
        _ functions: [(id: String, function: IntacctFunction)],
        isWrite: Bool,
        toward asked: String
    ) async throws(IntacctRefusal) -> [IntacctResult] {
        let session = try await self.session(toward: asked)
        let call = IntacctCall(
            controlID: self.nonce(),
            authentication: .session(session.id),
            functions: functions,
            isWrite: isWrite
        )
        do throws(IntacctRefusal) {
            return try await self.send(call, to: session.url, toward: asked)
        } catch {
            if error.endsSession { await self.sessions.forget(session) }
            throw IntacctRefusal(
                failure: error.failure.without([Secret(session.id)]),
                endsSession: error.endsSession
            )
        }
    }

    private static func asking(_ asked: String) -> String { "Sage Intacct was asked to \(asked)" }
}

extension IntacctClient {
    /// The session at hand, or a new one; to have none is to have done nothing.
    private func session(toward asked: String) async throws(IntacctRefusal) -> IntacctSession {
        if let current = await self.sessions.current { return current }
        let nonce = self.nonce()
        let signIn = IntacctFunction("getAPISession", "for \(self.settings.company)", [])
        let call = IntacctCall(
            controlID: self.nonce(),
            authentication: .login,
            functions: [(id: nonce, function: signIn)],
            isWrite: false
        )
        do throws(IntacctRefusal) {
            let results = try await self.send(call, to: self.settings.url, toward: asked)
            guard let result = results.first else { throw IntacctRefusal(failure: .transient("no session")) }
            let session = try self.session(result, asked)
            await self.sessions.keep(session)
            return session
        } catch {
            let reason = "\(error.failure.reason) Nothing has been written yet."
            throw IntacctRefusal(failure: .transient(reason, outage: error.failure.outage))
        }
    }

    private func session(_ result: IntacctResult, _ asked: String) throws(IntacctRefusal) -> IntacctSession {
        do throws(Failure) {
            return try IntacctSession(result, settings: self.settings, asking: Self.asking(asked))
        } catch {
            throw IntacctRefusal(failure: error)
        }
    }

    private func send(
        _ call: IntacctCall,
        to url: String,
        toward asked: String
    ) async throws(IntacctRefusal) -> [IntacctResult] {
        let asking = "\(Self.asking(asked)) (\(call))"
        do throws(IntacctRefusal) {
            let answer = try await self.post(call, to: url, asking: asking)
            return try IntacctAnswer(call: call, settings: self.settings, asking: asking).results(answer)
        } catch {
            let secrets = [self.settings.senderPassword, self.settings.userPassword]
            throw IntacctRefusal(failure: error.failure.without(secrets), endsSession: error.endsSession)
        }
    }

    private func post(_ call: IntacctCall, to url: String, asking: String) async throws(IntacctRefusal) -> HTTPAnswer {
        do throws(Failure) {
            return try await self.exchange.post(
                try self.document(call, asking),
                to: url,
                headers: [("Content-Type", "application/xml; charset=utf-8")],
                asking: asking
            )
        } catch {
            throw IntacctRefusal(failure: error)
        }
    }

    private func document(_ call: IntacctCall, _ asking: String) throws(Failure) -> [UInt8] {
        let bytes: [UInt8]
        do throws(XMLError) {
            bytes = try call.output(self.settings).document()
        } catch {
            throw .rejected("\(asking): the request cannot be written. \(error)")
        }
        try IntacctSchema.check(bytes, asking)
        return bytes
    }
}
