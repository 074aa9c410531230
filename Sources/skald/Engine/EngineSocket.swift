internal import FoundationEssentials
internal import Hummingbird
internal import Logging
internal import NIOCore

/// Where the engine that holds a file listens for other commands: a socket beside the file, for its owner only.
struct EngineSocket {
    private let task: Task<Void, any Error>
    private let path: String

    static func path(of db: String) -> String { "\(db).sock" }

    /// Listens until it is closed.
    ///
    /// Whoever holds the file's lock owns the socket, so one left behind is replaced.
    static func open(_ db: String, for engine: OwnEngine) async throws -> Self {
        let path = Self.path(of: db)
        try? FileManager.default.removeItem(atPath: path)
        let (ready, continuation) = AsyncStream<Void>.makeStream()
        var logger = Logger(label: "skald.engine")
        logger.logLevel = .critical
        let application = Application(
            router: Self.router(engine),
            configuration: .init(address: .unixDomainSocket(path: path), serverName: nil),
            onServerRunning: { _ in continuation.yield() },
            logger: logger
        )
        let task = Task {
            defer { continuation.finish() }
            try await application.run()
        }
        for await _ in ready {
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            return Self(task: task, path: path)
        }
        try await task.value
        throw CancellationError()
    }

    func close() async {
        self.task.cancel()
        _ = await self.task.result
        try? FileManager.default.removeItem(atPath: self.path)
    }

    private static func router(_ engine: OwnEngine) -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self)
        router.post("/") { request, _ in
            let body = try await request.body.collect(upTo: 1 << 24)
            let message = try JSONDecoder().decode(EngineMessage.self, from: Data(body.readableBytesView))
            let answer = try JSONEncoder().encode(await engine.answer(message))
            return ByteBuffer(bytes: answer)
        }
        return router
    }
}
