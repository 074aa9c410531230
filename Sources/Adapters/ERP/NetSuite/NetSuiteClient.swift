internal import AsyncHTTPClient
internal import SOAP
internal import SagaModel
internal import XML

/// Sends one operation and reads its answer.
struct NetSuiteClient: Sendable {
    let settings: NetSuiteSettings
    let exchange: HTTPExchange
    let clock: @Sendable () -> Int
    let nonce: @Sendable () -> String

    /// Sends the operation once; `asked` says for people what it is for, as a phrase that follows “to”.
    func perform(_ operation: NetSuiteOperation, toward asked: String) async throws(Failure) -> NetSuiteOutcome {
        let asking = "NetSuite was asked to \(asked) (\(operation))"
        do throws(Failure) {
            let answer = try await self.exchange.post(
                try self.document(operation, asking),
                to: self.settings.url,
                headers: [("Content-Type", "text/xml; charset=utf-8"), ("SOAPAction", "\"\(operation.name)\"")],
                asking: asking
            )
            return try NetSuiteAnswer(operation: operation, asking: asking).outcome(answer)
        } catch {
            throw error.without([self.settings.consumerSecret, self.settings.tokenSecret])
        }
    }

    private func document(_ operation: NetSuiteOperation, _ asking: String) throws(Failure) -> [UInt8] {
        let passport = TokenPassport(settings: self.settings, nonce: self.nonce(), timestamp: self.clock())
        do throws(XMLError) {
            return try SOAPEnvelope(header: [passport.output], body: operation.body)
                .document(prefixes: NetSuiteNames.prefixes)
        } catch {
            throw .rejected("\(asking): the request cannot be written. \(error)")
        }
    }
}
