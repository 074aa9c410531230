import Foundation
import Hummingbird
import NIOCore
import RevenueModel

/// The JSON dialect of CRM, billing, support and customer success.
struct JSONRoutes: Sendable {
    let store: SandboxStore

    func add(to router: Router<SandboxContext>) {
        for system in SystemName.outside where system != .erp && system != .bank {
            router.post("/\(system.rawValue)/requests") { request, context in
                try await self.carryOut(request, system, context)
            }
            router.get("/\(system.rawValue)/requests/**") { request, context in
                try await self.lookUp(request, system, context)
            }
        }
    }

    private func carryOut(
        _ request: Request,
        _ system: SystemName,
        _ context: SandboxContext
    ) async throws -> Response {
        let body = try await request.body.collect(upTo: Self.largestBody)
        guard let key = request.header("Idempotency-Key"), !key.isEmpty else {
            return try .json(Refusal("no-key", "The header Idempotency-Key is missing."), status: .badRequest)
        }
        guard let wanted = Self.read(Data(body.readableBytesView), system) else {
            return try .json(Refusal("unreadable", "This is not a request to \(system.rawValue)."), status: .badRequest)
        }
        let exchange = FaultyExchange(store: self.store, operation: wanted.operation, context: context)
        return try await exchange.respond(refused: { try .json($0, status: .unprocessableContent) }) {
            try await self.answer(wanted, key: key)
        }
    }

    private func answer(_ request: RevenueRequest, key: String) async throws -> Response {
        do {
            let reply = try await self.store.decide { world throws(Refusal) in
                let decision = try world.decide(request, key: key)
                return (decision.facts, decision.reply)
            }
            return try .json(reply)
        } catch let refusal as Refusal {
            let status: HTTPResponse.Status = refusal.code == "key-reused" ? .conflict : .unprocessableContent
            return try .json(refusal, status: status)
        }
    }

    /// Says whether a request was carried out: the question of a client that lost the answer.
    private func lookUp(
        _ request: Request,
        _ system: SystemName,
        _ context: SandboxContext
    ) async throws -> Response {
        let path = request.uri.path.dropFirst("/\(system.rawValue)/requests/".utf8.count)
        let key = String(path).removingPercentEncoding ?? String(path)
        let exchange = FaultyExchange(store: self.store, operation: "\(system.rawValue).lookUp", context: context)
        return try await exchange.respond(refused: { try .json($0, status: .unprocessableContent) }) {
            let answer = try await self.store.decide { world in ([], world.answer(to: key, from: system)) }
            guard let answer else {
                return try .json(Refusal("absent", "No request was carried out under “\(key)”."), status: .notFound)
            }
            return try .json(answer.reply)
        }
    }

    private static let largestBody = 1 << 20

    private static func read(_ body: Data, _ system: SystemName) -> RevenueRequest? {
        let decoder = JSONDecoder()
        return switch system {
        case .crm: (try? decoder.decode(RevenueRequest.CRM.self, from: body)).map(RevenueRequest.crm)
        case .billing: (try? decoder.decode(RevenueRequest.Billing.self, from: body)).map(RevenueRequest.billing)
        case .support: (try? decoder.decode(RevenueRequest.Support.self, from: body)).map(RevenueRequest.support)
        case .success: (try? decoder.decode(RevenueRequest.Success.self, from: body)).map(RevenueRequest.success)
        case .erp, .bank, .sagas: nil
        }
    }
}

extension Response {
    /// An answer in JSON, its keys sorted so that the same answer is the same bytes.
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = ByteBuffer(bytes: try encoder.encode(value))
        return Response(
            status: status,
            headers: [.contentType: "application/json"],
            body: .init(byteBuffer: bytes)
        )
    }
}
