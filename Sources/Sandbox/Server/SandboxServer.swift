import Hummingbird
import Logging
import NIOCore
package import RevenueModel

/// The other systems on one loopback port, speaking real bytes over real HTTP.
package struct SandboxServer: Sendable {
    /// The port that was asked for, or the free one that was found.
    package let port: Int
    /// The state behind the server, for who runs in its process.
    package let store: SandboxStore
    private let task: Task<Void, any Error>

    /// Opens the state, which is created when missing, and serves it.
    ///
    /// Port 0 takes a free one; `faults` is trouble to begin with; the clock dates what arrives without a date.
    package static func start(
        state: String,
        port: Int = 0,
        host: String = "127.0.0.1",
        faults: [Fault] = [],
        clock: @escaping @Sendable () -> LocalDate
    ) async throws -> SandboxServer {
        let store = try SandboxStore(path: state)
        for fault in faults { try await store.inject(fault) }
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        var logger = Logger(label: "skald.sandbox")
        logger.logLevel = .critical
        let application = Application(
            router: Self.router(store, clock: clock),
            configuration: .init(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { channel in continuation.yield(channel.localAddress?.port ?? port) },
            logger: logger
        )
        let task = Task {
            defer { continuation.finish() }
            try await application.run()
        }
        for await port in ports { return SandboxServer(port: port, store: store, task: task) }
        try await task.value
        throw CancellationError()
    }

    /// Waits until the server ends.
    package func wait() async throws { try await self.task.value }

    /// Stops serving and frees the state file.
    ///
    /// Nothing is lost: what was answered is on disk.
    package func stop() async {
        self.task.cancel()
        _ = await self.task.result
        await self.store.close()
    }

    private static func router(
        _ store: SandboxStore,
        clock: @escaping @Sendable () -> LocalDate
    ) -> Router<SandboxContext> {
        let router = Router(context: SandboxContext.self)
        JSONRoutes(store: store).add(to: router)
        OperatorRoutes(store: store, clock: clock).add(to: router)
        SuiteTalkRoute(store: store, clock: clock).add(to: router)
        IntacctRoute(store: store, clock: clock).add(to: router)
        BankRoute(store: store, clock: clock).add(to: router)
        return router
    }
}

/// What a handler knows of its connection: enough to cut it.
struct SandboxContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        self.coreContext = .init(source: source)
        self.channel = source.channel
    }
}
