package import SagaModel
internal import SuiteTalk
internal import XML

/// How many requests may be under way at once, and for whom that counts.
package struct ConcurrencyLimit: Equatable, Sendable {
    package enum Scope: Equatable, Sendable {
        /// All of the account's integrations share it, over SOAP, REST and RESTlets.
        case account
        /// It is set aside for this integration.
        case integration
        /// The vendor's own word for an integration of its own, or a word that is not known here.
        case other(String)
    }

    package let requests: Int
    package let scope: Scope

    package init(requests: Int, scope: Scope) {
        self.requests = requests
        self.scope = scope
    }
}

extension NetSuiteAdapter {
    /// The limit as the service states it, for who bounds the requests in flight.
    ///
    /// The service tells it to administrators only; with another role this is refused, and the account's page
    /// “Integration Governance” has the number.
    package func concurrencyLimit() async throws(Failure) -> ConcurrencyLimit {
        let name = "getIntegrationGovernanceInfo"
        let asking = "NetSuite was asked how many requests may be under way (\(name))"
        let body = XMLOutput.element(QName(SuiteTalkNames.messages, name))
        return try await self.client.ask(name, body, asking) { answer throws(Failure) in
            let answerName = QName(SuiteTalkNames.messages, "\(name)Response")
            let entry = try answer.suiteTalkEntry(expecting: answerName, asking)
            guard let result = entry.child(QName(SuiteTalkNames.core, "\(name)Result")),
                let status = result.child(QName(SuiteTalkNames.core, "status"))
            else { throw .transient("\(asking): the answer has no result.") }
            guard status.attribute("isSuccess").flatMap(xmlBoolean) == true else {
                throw NetSuiteComplaint(status: status).failure(asking)
            }
            guard let limit = ConcurrencyLimit(result) else { throw .transient("\(asking): it named no number.") }
            return limit
        }
    }
}

extension ConcurrencyLimit {
    fileprivate init?(_ result: XMLElement) {
        let text = result.child(QName(SuiteTalkNames.core, "integrationConcurrencyLimit"))?.text.xmlTrimmed
        guard let requests = text.flatMap({ Int($0) }), requests > 0 else { return nil }
        self.requests = requests
        switch result.child(QName(SuiteTalkNames.core, "limitType"))?.text.xmlTrimmed ?? "" {
        case "_account": self.scope = .account
        case "_integrationSpecific": self.scope = .integration
        case let other: self.scope = .other(other)
        }
    }
}
