import Foundation
import Hummingbird
import NIOCore
import RevenueModel

/// What is asked of the sandbox itself, not of a system in it: events, counts, money, faults, the end of a month.
///
/// A command reaches a running sandbox through these, because the state file has one writer.
struct OperatorRoutes: Sendable {
    let store: SandboxStore
    let clock: @Sendable () -> LocalDate

    func add(to router: Router<SandboxContext>) {
        router.get("/events") { request, _ in
            let after = request.uri.queryParameters["after"].flatMap { Int($0) } ?? 0
            return try Response.json(["events": await self.store.events(after: after)])
        }
        router.get("/sandbox/counts") { _, _ in try Response.json(await self.store.counts()) }
        router.post("/sandbox/pay") { request, _ in
            try await self.answer(request, "invoice") { invoice in
                try .json(try await self.store.pay(invoice: invoice, on: self.clock()))
            }
        }
        router.post("/sandbox/faults") { request, _ in
            try await self.answer(request, "fault") { text in
                let fault = try Fault(text)
                try await self.store.inject(fault)
                return try .json(["fault": fault.description])
            }
        }
        router.post("/sandbox/faults/clear") { request, _ in
            try await self.answer(request, "operation") { operation in
                let faults = try await self.store.clearFaults(of: operation.isEmpty ? nil : operation)
                return try .json(["faults": faults.map(\.description)])
            }
        }
        router.post("/sandbox/close") { request, _ in
            try await self.answer(request, "period") { period in
                try await self.store.closePeriod(period)
                return try .json(await self.store.counts())
            }
        }
    }

    /// Reads the one field that the body has, and answers a refusal as one.
    private func answer(
        _ request: Request,
        _ field: String,
        _ body: (String) async throws -> Response
    ) async throws -> Response {
        let bytes = try await request.body.collect(upTo: 1 << 16)
        let fields = try? JSONDecoder().decode([String: String].self, from: Data(bytes.readableBytesView))
        guard let value = fields?[field] else {
            return try .json(Refusal("unreadable", "The field “\(field)” is missing."), status: .badRequest)
        }
        do { return try await body(value) } catch let refusal as Refusal {
            return try .json(refusal, status: .unprocessableContent)
        }
    }
}
