internal import FoundationEssentials
internal import SOAP
internal import SagaModel
internal import XML

/// Sends one call, one IDoc or one question, and reads the answer.
struct SAPClient: Sendable {
    let settings: SAPSettings
    let exchange: HTTPExchange

    /// Calls a module that writes, and then has the system keep what it wrote.
    ///
    /// - Returns: The new document's number, where there is one.
    func perform(_ function: SAPFunction, toward asked: String) async throws(Failure) -> String? {
        let (number, cookies) = try await self.call(function, [], toward: asked)
        let commit = SAPFunction(.commit, reference: function.reference, [.field("Wait", "X")])
        do throws(Failure) {
            _ = try await self.call(commit, cookies, toward: asked)
        } catch {
            // Whatever became of the commit: that the call before it did nothing is no longer sure.
            throw .inDoubt(error.reason)
        }
        return number
    }

    private func call(
        _ function: SAPFunction,
        _ cookies: [String],
        toward asked: String
    ) async throws(Failure) -> (number: String?, cookies: [String]) {
        let asking = "SAP was asked to \(asked) (\(function))"
        try SAPSchema.check(function.body, asking)
        let document = try self.document(asking) { () throws(XMLError) in
            try SOAPEnvelope(body: function.body).document(prefixes: [SAPFunction.namespace: "sap"])
        }
        let headers = [("Content-Type", "text/xml; charset=utf-8"), ("SOAPAction", "\"\"")]
        // The commit concerns what was written in the same session.
        let session = cookies.isEmpty ? [] : [("Cookie", cookies.joined(separator: "; "))]
        let answer = try await self.post(document, to: self.path(of: function.name), headers + session, asking)
        let number = try self.hidingPassword { () throws(Failure) in
            try SAPAnswer(function: function, asking: asking).document(answer)
        }
        return (number, answer.cookies)
    }

    /// Hands in an IDoc.
    func submit(_ idoc: SAPStatement, toward asked: String) async throws(Failure) -> SAPReceipt {
        let asking = "SAP was asked to \(asked) (\(idoc))"
        try SAPSchema.check(idoc.output, asking)
        let document = try self.document(asking) { () throws(XMLError) in try idoc.output.document() }
        let headers = [("Content-Type", "application/xml; charset=utf-8"), ("Accept", "application/json")]
        let answer = try await self.post(document, to: self.settings.paths.idocs, headers, asking)
        return try self.hidingPassword { () throws(Failure) in try SAPReceipt(answer, asking: asking) }
    }

    /// Asks a question about the books: nothing is done by asking.
    func read<Row>(_ query: SAPQuery<Row>, toward asked: String) async throws(Failure) -> [Row] {
        let path = "\(self.settings.paths.odata)/\(query.address)"
        return try await self.read(SAPList<Row>.self, path, toward: asked).d.results
    }

    /// What the answer to a question says.
    static func found<Answer: Decodable>(
        _ type: Answer.Type,
        in answer: HTTPAnswer,
        asking: String
    ) throws(Failure) -> Answer {
        if let advice = SAPCodes.refusal(httpStatus: answer.status) {
            throw .transient("\(asking): HTTP \(answer.status). \(advice)", outage: answer.outage)
        }
        guard answer.status == 200, let found = answer.json(type) else {
            throw .inDoubt("\(asking): HTTP \(answer.status), and the answer cannot be read.")
        }
        return found
    }

    func read<Answer: Decodable>(
        _ type: Answer.Type,
        _ path: String,
        toward asked: String
    ) async throws(Failure) -> Answer {
        let asking = "SAP was asked to \(asked) (a question)"
        let headers = self.credentials + [("Accept", "application/json")]
        return try await self.hidingPassword { () async throws(Failure) in
            let answer = try await self.exchange.get(self.settings.url + path, headers: headers, asking: asking)
            return try Self.found(type, in: answer, asking: asking)
        }
    }
}

extension SAPClient {
    private func path(of function: SAPFunction.Name) -> String {
        self.settings.paths.functions
            .replacing("{function}", with: function.rawValue.lowercased())
            .replacing("{client}", with: self.settings.client)
    }

    private var credentials: [(String, String)] {
        let pair = Data("\(self.settings.user):\(self.settings.password.text)".utf8).base64EncodedString()
        return [("Authorization", "Basic \(pair)"), ("sap-client", self.settings.client)]
    }

    private func post(
        _ body: [UInt8],
        to path: String,
        _ headers: [(String, String)],
        _ asking: String
    ) async throws(Failure) -> HTTPAnswer {
        try await self.hidingPassword { () async throws(Failure) in
            let headers = self.credentials + headers
            return try await self.exchange.post(body, to: self.settings.url + path, headers: headers, asking: asking)
        }
    }

    private func document(_ asking: String, _ write: () throws(XMLError) -> [UInt8]) throws(Failure) -> [UInt8] {
        do throws(XMLError) {
            return try write()
        } catch {
            throw .rejected("\(asking): the request cannot be written. \(error)")
        }
    }

    private func hidingPassword<Value>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
        do throws(Failure) { return try body() } catch { throw error.without([self.settings.password]) }
    }

    private func hidingPassword<Value>(
        _ body: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        do throws(Failure) { return try await body() } catch { throw error.without([self.settings.password]) }
    }
}
