internal import AsyncHTTPClient
internal import FoundationEssentials
internal import NIOCore
internal import NIOHTTP1
internal import RevenueModel
internal import Sandbox

/// The sandbox of a file with sagas: served by this process, or by another that holds its state.
struct SandboxLink: Sendable {
    let address: String
    private let server: SandboxServer?

    /// Somebody else's, or nobody's: only its address counts.
    init(address: String, server: SandboxServer? = nil) {
        self.address = address
        self.server = server
    }

    static func state(of db: String) -> String { "\(db).sandbox" }

    /// Serves the sandbox, unless somebody does.
    static func open(_ db: String, port: Int = 0, faults: [Fault] = []) async throws -> Self {
        do {
            return try await Self.serve(db, port: port, faults: faults)
        } catch StateFileError.locked {
            guard let link = try await Self.elsewhere(db) else { throw Self.mute(db) }
            return link
        }
    }

    /// Whoever serves it now, if somebody does.
    static func beside(_ db: String) async -> Self? {
        guard let bytes = FileManager.default.contents(atPath: Self.addressFile(db)) else { return nil }
        let link = Self(address: String(decoding: bytes, as: UTF8.self), server: nil)
        return (try? await link.counts()) == nil ? nil : link
    }

    /// Serves it here; another process that does so already is an error.
    static func serve(_ db: String, port: Int, faults: [Fault]) async throws -> Self {
        let server = try await SandboxServer.start(
            state: Self.state(of: db),
            port: port,
            faults: faults,
            clock: { LocalDate.today }
        )
        let address = "http://127.0.0.1:\(server.port)"
        try Data(address.utf8).write(to: URL(filePath: Self.addressFile(db)), options: .atomic)
        return Self(address: address, server: server)
    }

    func wait() async throws { try await self.server?.wait() }

    func close() async { await self.server?.stop() }

    private static func addressFile(_ db: String) -> String { "\(Self.state(of: db)).address" }

    /// Whoever serves may have begun only now, so its address is waited for a little.
    private static func elsewhere(_ db: String) async throws -> Self? {
        for _ in 0..<20 {
            if let link = await Self.beside(db) { return link }
            try await Task.sleep(for: .milliseconds(100))
        }
        return nil
    }

    private static func mute(_ db: String) -> OperatorError {
        OperatorError(
            .unavailable,
            "the sandbox does not answer",
            why: "another process holds \(Self.state(of: db)), and nobody answers at its address",
            next: "skald sandbox serve --db \(db)"
        )
    }
}

extension SandboxLink {
    /// Everything that the systems said without being asked.
    func events() async throws -> [SandboxEvent] {
        if let server { return await server.store.events(after: 0) }
        return try await self.get("/events?after=0", as: [String: [SandboxEvent]].self)["events"] ?? []
    }

    func counts() async throws -> SandboxCounts {
        if let server { return await server.store.counts() }
        return try await self.get("/sandbox/counts", as: SandboxCounts.self)
    }

    func pay(invoice: String) async throws -> Payment {
        if let server { return try await server.store.pay(invoice: invoice, on: .today) }
        return try await self.post("/sandbox/pay", ["invoice": invoice], as: Payment.self)
    }

    func inject(_ fault: Fault) async throws {
        if let server { return try await server.store.inject(fault) }
        _ = try await self.post("/sandbox/faults", ["fault": fault.description], as: [String: String].self)
    }

    /// Takes back the trouble of one operation, or all of it; answers with what lay in wait.
    func clearFaults(of operation: String?) async throws -> [String] {
        if let server { return try await server.store.clearFaults(of: operation).map(\.description) }
        let body = ["operation": operation ?? ""]
        return try await self.post("/sandbox/faults/clear", body, as: [String: [String]].self)["faults"] ?? []
    }

    private func get<Answer: Decodable>(_ path: String, as type: Answer.Type) async throws -> Answer {
        try await self.answer(to: HTTPClientRequest(url: self.address + path), as: type)
    }

    private func post<Answer: Decodable>(
        _ path: String,
        _ body: [String: String],
        as type: Answer.Type
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: self.address + path)
        request.method = .POST
        request.body = .bytes(ByteBuffer(bytes: try JSONEncoder().encode(body)))
        return try await self.answer(to: request, as: type)
    }

    private func answer<Answer: Decodable>(
        to request: HTTPClientRequest,
        as type: Answer.Type
    ) async throws -> Answer {
        let response: HTTPClientResponse
        let bytes: Data
        do {
            response = try await HTTPClient.impatient.execute(request, timeout: .seconds(5))
            bytes = Data(try await response.body.collect(upTo: 1 << 26).readableBytesView)
        } catch {
            throw OperatorError(
                .unavailable,
                "the sandbox does not answer",
                why: "\(self.address): \(error)",
                next: "skald doctor"
            )
        }
        guard response.status.code == 200 else { throw try JSONDecoder().decode(Refusal.self, from: bytes) }
        return try JSONDecoder().decode(type, from: bytes)
    }
}

extension LocalDate {
    static var today: Self { Self(daysSinceEpoch: Int((Date().timeIntervalSince1970 / 86_400).rounded(.down))) }
}
