internal import AsyncHTTPClient
internal import SOAP
internal import SagaModel
internal import SuiteTalk
internal import XML

/// Sends one message and reads its answer.
struct NetSuiteClient: Sendable {
    let settings: NetSuiteSettings
    let exchange: HTTPExchange
    let clock: @Sendable () -> Int
    let nonce: @Sendable () -> String

    /// Sends the operation once; `asked` says for people what it is for, as a phrase that follows “to”.
    func perform(_ operation: NetSuiteOperation, toward asked: String) async throws(Failure) -> NetSuiteOutcome {
        let asking = "NetSuite was asked to \(asked) (\(operation))"
        return try await self.ask(operation.name, operation.body, asking) { answer throws(Failure) in
            try NetSuiteAnswer(operation: operation, asking: asking).outcome(answer)
        }
    }

    /// Sends the entry of a body, and has its answer read; no failure quotes a secret.
    ///
    /// `action` is the entry's name, which `SOAPAction` repeats.
    func ask<Outcome: Sendable>(
        _ action: String,
        _ body: XMLOutput,
        _ asking: String,
        read: (HTTPAnswer) throws(Failure) -> Outcome
    ) async throws(Failure) -> Outcome {
        do throws(Failure) {
            return try read(try await self.answer(to: body, action, asking))
        } catch {
            throw error.without([self.settings.consumerSecret, self.settings.tokenSecret])
        }
    }

    private func answer(
        to body: XMLOutput,
        _ action: String,
        _ asking: String
    ) async throws(Failure) -> HTTPAnswer {
        try await self.exchange.post(
            try self.document(body, asking),
            to: self.settings.url,
            headers: [("Content-Type", "text/xml; charset=utf-8"), ("SOAPAction", "\"\(action)\"")],
            asking: asking
        )
    }

    /// The message, which no longer leaves once our schema says that the service would not understand it.
    private func document(_ body: XMLOutput, _ asking: String) throws(Failure) -> [UInt8] {
        let passport = TokenPassport(settings: self.settings, nonce: self.nonce(), timestamp: self.clock())
        let document: [UInt8]
        do throws(XMLError) {
            document = try SOAPEnvelope(header: [passport.output], body: body)
                .document(prefixes: SuiteTalkNames.prefixes)
        } catch {
            throw .rejected("\(asking): nothing was sent, because the request cannot be written. \(error)")
        }
        do throws(XMLSchemaError) {
            try SuiteTalkSchema.validate(document)
        } catch {
            throw .rejected("\(asking): nothing was sent, because the request breaks the schema. \(error)")
        }
        return document
    }
}
