internal import AsyncHTTPClient
internal import FoundationEssentials
internal import NIOCore
internal import NIOHTTP1
internal import SQLiteRuntime
internal import SagaModel
internal import Workflows

/// The engine in another process, spoken to through the socket beside the file.
struct EngineBeside: SagaVerbs {
    private let db: String

    /// Nobody when no engine listens there.
    init?(_ db: String) {
        guard FileManager.default.fileExists(atPath: EngineSocket.path(of: db)) else { return nil }
        self.db = db
    }

    func start<Flow>(_ launch: Launch<Flow>, _ terms: Terms) async throws -> Started {
        let facts = try JSONEncoder().encode(launch.facts)
        let message = EngineMessage.start(launch.flow.name, id: launch.id, facts: facts, terms: terms)
        guard case .started(let started) = try await self.ask(message) else { throw Self.misunderstood }
        return started
    }

    func act(_ act: Act, on id: SagaID, by who: String, seen: Int?) async throws -> Heeded {
        try await self.heed(.act(act, on: id, by: who, seen: seen))
    }

    func place(_ obstacle: Obstacle, by who: String) async throws -> PlacedWidely {
        guard case .placed(let placed) = try await self.ask(.place(obstacle, by: who)) else { throw Self.misunderstood }
        return placed
    }

    func remove(_ obstacle: String, by who: String, because why: String) async throws -> RemovedWidely {
        let message = EngineMessage.remove(obstacle: obstacle, by: who, why: why)
        guard case .removed(let removed) = try await self.ask(message) else { throw Self.misunderstood }
        return removed
    }

    func hear(all events: [Data], by who: String) async throws {
        for bytes in events { _ = try await self.hear(bytes, by: who) }
    }

    func hear(_ bytes: Data, by who: String?) async throws -> Heard {
        try await self.hearing(.hear(bytes: bytes, by: who))
    }

    func replay(_ event: EventName, _ correction: Correction) async throws -> Heard {
        try await self.hearing(.replay(event: event, correction: correction))
    }

    func discard(_ event: EventName, by who: String, why: String) async throws -> Heeded {
        try await self.heed(.discard(event: event, by: who, why: why))
    }

    /// Whether it answers at all, and soon.
    func isAlive() async -> Bool {
        guard case .alive = try? await self.ask(.ping, timeout: .seconds(5)) else { return false }
        return true
    }

    /// The other engine moves its sagas by itself: this waits until none is on its way, or patience ends.
    func move(patience: Span) async throws -> RunSummary {
        let reader = try SagaReader(path: self.db)
        let moving: Set<SagaStatus> = [.running, .retrying, .compensating]
        for _ in 0..<max(1, patience.milliseconds / 100) {
            try await Task.sleep(for: .milliseconds(100))
            if try reader.list(moving).isEmpty { break }
        }
        return RunSummary()
    }

    private func hearing(_ message: EngineMessage) async throws -> Heard {
        guard case .heard(let heard) = try await self.ask(message) else { throw Self.misunderstood }
        return heard
    }

    private func heed(_ message: EngineMessage) async throws -> Heeded {
        guard case .heeded(let heeded) = try await self.ask(message) else { throw Self.misunderstood }
        return heeded
    }

    private func ask(_ message: EngineMessage, timeout: TimeAmount = .seconds(30)) async throws -> EngineAnswer {
        let response: HTTPClientResponse
        do {
            response = try await HTTPClient.impatient.execute(try self.request(message), timeout: timeout)
        } catch {
            throw Self.unreachable("\(error)")
        }
        let bytes = Data(try await response.body.collect(upTo: 1 << 20).readableBytesView)
        guard response.status == .ok else { throw Self.unreachable("it answered \(response.status.code)") }
        let answer = try JSONDecoder().decode(EngineAnswer.self, from: bytes)
        if case .refused(let error) = answer { throw error }
        if case .failed(let why) = answer { throw Self.unreachable(why) }
        return answer
    }

    private func request(_ message: EngineMessage) throws -> HTTPClientRequest {
        let path = URL(filePath: EngineSocket.path(of: self.db)).path
        let host = path.utf8.map { byte in
            byte.isUnreserved
                ? String(UnicodeScalar(byte)) : "%" + String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }
        var request = HTTPClientRequest(url: "http+unix://\(host.joined())/")
        request.method = .POST
        request.body = .bytes(ByteBuffer(bytes: try JSONEncoder().encode(message)))
        return request
    }

    private static func unreachable(_ why: String) -> OperatorError {
        OperatorError(
            .failure,
            "the running engine did not do it",
            why: why,
            money: "whether it was written down is not known; the same command again does nothing twice",
            next: "skald list"
        )
    }

    private static var misunderstood: OperatorError { self.unreachable("it answered another question") }
}

extension UInt8 {
    /// May stand in the host of an address as it is.
    fileprivate var isUnreserved: Bool {
        switch self {
        case 48...57, 65...90, 97...122, 45, 46, 95, 126: true
        case _: false
        }
    }
}
