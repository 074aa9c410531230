import Foundation
import Hummingbird
import NIOCore
import RevenueModel

/// The bank's door: payment files as XML, answers as JSON.
struct BankRoute: Sendable {
    private struct Taken: Encodable {
        let message: String
        let payments: [String]
    }

    private struct Known: Encodable {
        let endToEnd: String
        let status: String
    }

    let store: SandboxStore
    let clock: @Sendable () -> LocalDate

    func add(to router: Router<SandboxContext>) {
        router.post("/bank/payments") { request, context in try await self.pay(request, context) }
        router.get("/bank/payments/:payment") { request, context in try await self.tell(request, context) }
    }

    private func pay(_ request: Request, _ context: SandboxContext) async throws -> Response {
        guard Self.isAdmitted(request) else { return try Self.stranger() }
        let body = try await request.body.collect(upTo: 1 << 20)
        let file: PaymentFile
        do { file = try PaymentFile(Array(body.readableBytesView)) } catch {
            return try .json(error, status: .badRequest)
        }
        let exchange = FaultyExchange(store: self.store, operation: "bank.payRefund", context: context)
        return try await exchange.respond(refused: { try .json($0, status: .unprocessableContent) }) {
            do {
                let day = self.clock()
                try await self.store.decide { world throws(Refusal) in (try world.pay(file, on: day), ()) }
                return try .json(
                    Taken(message: file.message, payments: file.payments.map(\.endToEnd)),
                    status: .accepted
                )
            } catch let refusal as Refusal {
                return try .json(refusal, status: .unprocessableContent)
            }
        }
    }

    private func tell(_ request: Request, _ context: SandboxContext) async throws -> Response {
        guard Self.isAdmitted(request) else { return try Self.stranger() }
        let path = request.uri.path.dropFirst("/bank/payments/".utf8.count)
        let name = String(path).removingPercentEncoding ?? String(path)
        let exchange = FaultyExchange(store: self.store, operation: "bank.lookUp", context: context)
        return try await exchange.respond(refused: { try .json($0, status: .unprocessableContent) }) {
            let found = try await self.store.decide { world in
                ([], world.documents[DocumentID(.bank, .refund, name)])
            }
            guard let found else {
                return try .json(Refusal("absent", "There is no payment “\(name)”."), status: .notFound)
            }
            return try .json(Known(endToEnd: name, status: found.status.rawValue))
        }
    }

    private static func isAdmitted(_ request: Request) -> Bool {
        request.headers[.authorization] == "Bearer \(SandboxBank.token)"
    }

    private static func stranger() throws -> Response {
        try .json(Refusal("unauthorized", "The token is not known here."), status: .unauthorized)
    }
}
