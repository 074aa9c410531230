import Hummingbird
import NIOCore

/// Answers a request, unless a fault was ordered for it.
struct FaultyExchange: Sendable {
    let store: SandboxStore
    let operation: String
    let context: SandboxContext

    /// Thrown when the connection was cut on purpose.
    struct Cut: Error {}

    /// Does the work and answers; the fault decides what of both happens.
    ///
    /// `refused` makes the answer of a system that says no, `busy` that of one that says “later”; `perform` does
    /// the work, commits it and makes the answer.
    func respond(
        refused: (Refusal) throws -> Response,
        busy: () throws -> Response = { Response(status: .tooManyRequests, headers: [.retryAfter: "1"]) },
        perform: () async throws -> Response
    ) async throws -> Response {
        guard let fault = try await self.store.strike(self.operation) else { return try await perform() }
        switch fault {
        case .refuse: return try refused(Refusal("REFUSED", "The sandbox was told to refuse \(self.operation)."))
        case .busy: return try busy()
        case .slow(let milliseconds):
            try await Task.sleep(for: .milliseconds(milliseconds))
            return try await perform()
        case .unavailable:
            return Response(status: .serviceUnavailable, headers: [.retryAfter: "1"])
        case .later(let seconds):
            return Response(status: .serviceUnavailable, headers: [.retryAfter: "\(seconds)"])
        case .dropBefore: throw try await self.cut()
        case .dropAfter:
            _ = try await perform()
            throw try await self.cut()
        case .garbage:
            let type = try await perform().headers[.contentType] ?? "application/json"
            let bytes = ByteBuffer(bytes: [0x7B, 0x3C, 0xFF, 0xFE, 0x00, 0x3E, 0x22])
            return Response(status: .ok, headers: [.contentType: type], body: .init(byteBuffer: bytes))
        }
    }

    /// Closes the connection below HTTP, so that the client gets no byte of an answer.
    private func cut() async throws -> Cut {
        try await self.context.channel.close(mode: .all)
        return Cut()
    }
}
