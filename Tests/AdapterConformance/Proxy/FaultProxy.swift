internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import Synchronization

/// Stands between an adapter and any remote, counts the exchanges, and spoils the one that it was told to.
package struct FaultProxy: Sendable {
    package let url: String
    private let plan: Plan

    /// Runs `body` in front of the remote.
    package static func run<Result: Sendable>(
        inFrontOf remote: String,
        _ body: (FaultProxy) async throws -> Result
    ) async throws -> Result {
        let configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let plan = Plan()
        let relay = Relay(remote: remote, client: client, plan: plan)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(ProxyHandler(relay))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let proxy = Self(url: "http://127.0.0.1:\(channel.localAddress?.port ?? 0)", plan: plan)
        do {
            let result = try await body(proxy)
            try await Self.close(channel, client)
            return result
        } catch {
            try await Self.close(channel, client)
            throw error
        }
    }

    private static func close(_ channel: any Channel, _ client: HTTPClient) async throws {
        try await channel.close()
        try await client.shutdown()
    }

    /// Spoils the exchange of this number, counted from now, beginning with 1.
    func order(_ trouble: Trouble, at number: Int) {
        self.plan.state.withLock { $0 = .init(trouble: trouble, at: number) }
    }

    /// Lets everything pass, and counts anew.
    func calm() { self.plan.state.withLock { $0 = .init() } }

    /// Exchanges since the latest order.
    var exchanges: Int { self.plan.state.withLock(\.seen) }
    /// Whether the trouble that was ordered has come about.
    var hasStruck: Bool { self.plan.state.withLock { $0.trouble != nil && $0.seen >= $0.at } }
}

/// What is to go wrong, and how many exchanges there were.
final class Plan: Sendable {
    struct State {
        var trouble: Trouble?
        var at = 0
        var seen = 0
    }

    let state = Mutex(State())

    /// Counts an exchange, and says what goes wrong with it.
    func next() -> Trouble? {
        self.state.withLock { state in
            state.seen += 1
            return state.seen == state.at ? state.trouble : nil
        }
    }
}
