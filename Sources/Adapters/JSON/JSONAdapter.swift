package import AsyncHTTPClient
internal import FoundationEssentials
package import RevenueModel
package import SagaModel

/// A system that takes our requests as JSON: CRM, billing, support or customer success.
///
/// It recognises a repetition by the header `Idempotency-Key`, and can be asked by that key what became
/// of a request.
package struct JSONAdapter: Gateway {
    private let system: SystemName
    private let url: String
    private let exchange: HTTPExchange
    private let longestFlight: Span

    package init(
        system: SystemName,
        url: String,
        client: HTTPClient,
        timeout: Span = .seconds(10),
        longestFlight: Span = .seconds(2)
    ) {
        self.system = system
        self.url = "\(url.hasSuffix("/") ? String(url.dropLast()) : url)/\(system.rawValue)/requests"
        self.exchange = HTTPExchange(client: client, timeout: timeout)
        self.longestFlight = longestFlight
    }

    package func capability(of request: RevenueRequest) -> Capability {
        Capability(keyLifetime: .days(365), recognition: .key, canLookUp: true, longestFlight: self.longestFlight)
    }

    package func send(_ request: RevenueRequest, key: IdempotencyKey) async throws(Failure) -> RevenueReply {
        let asking = "\(self.system.rawValue) was asked to \(request.asked)"
        let headers = [("Content-Type", "application/json"), ("Idempotency-Key", key.rawValue)]
        let body = try self.body(of: request)
        let answer = try await self.exchange.post(body, to: self.url, headers: headers, asking: asking)
        guard answer.status == 200 else { throw self.failure(answer, asking) }
        return try self.reply(answer, asking)
    }

    package func lookUp(_ request: RevenueRequest, key: IdempotencyKey) async throws(Failure) -> RevenueReply? {
        let asking = "\(self.system.rawValue) was asked what became of “\(request.asked)”"
        let answer = try await self.exchange.get("\(self.url)/\(key.rawValue.percentEncoded)", asking: asking)
        switch answer.status {
        case 200: return try self.reply(answer, asking)
        // A 404 alone may be a wrong address; only the system's own word says that it knows nothing.
        case 404 where answer.json(JSONProblem.self)?.code == "absent": return nil
        case 429, 503: throw .transient("\(asking): \(self.words(answer)).", outage: answer.outage)
        default: throw .inDoubt("\(asking): \(self.words(answer)).")
        }
    }

    private func body(of request: RevenueRequest) throws(Failure) -> [UInt8] {
        guard request.system == self.system else {
            throw .rejected("\(self.system.rawValue) cannot \(request.asked): that is for \(request.system.rawValue).")
        }
        switch request {
        case .crm(let request): return try self.json(request)
        case .billing(let request): return try self.json(request)
        case .support(let request): return try self.json(request)
        case .success(let request): return try self.json(request)
        case .erp(let request): return try self.json(request)
        case .bank(let request): return try self.json(request)
        case .sagas(let request): return try self.json(request)
        }
    }

    private func json(_ request: some Encodable) throws(Failure) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(request))
        } catch {
            throw .rejected("\(self.system.rawValue) was not asked: the request cannot be written as JSON (\(error)).")
        }
    }

    private func reply(_ answer: HTTPAnswer, _ asking: String) throws(Failure) -> RevenueReply {
        guard let reply = answer.json(JSONReply.self)?.reply else {
            throw .inDoubt("\(asking): HTTP 200, but the answer cannot be read.")
        }
        return reply
    }

    private func failure(_ answer: HTTPAnswer, _ asking: String) -> Failure {
        let reason = "\(asking): \(self.words(answer))."
        switch answer.status {
        case 409, 422: return .rejected(reason)
        case 429, 503: return .transient(reason, outage: answer.outage)
        default: return .inDoubt(reason)
        }
    }

    private func words(_ answer: HTTPAnswer) -> String {
        let problem = answer.json(JSONProblem.self).map { ", \($0)" } ?? ""
        return "HTTP \(answer.status)\(problem)"
    }
}

extension String {
    /// With everything but letters, digits and `-._~` of ASCII encoded, so that it is one part of a path.
    var percentEncoded: String {
        let digits = Array("0123456789ABCDEF")
        return self.utf8.reduce(into: "") { text, byte in
            let scalar = Unicode.Scalar(byte)
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: text.unicodeScalars.append(scalar)
            default: text += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
    }
}
