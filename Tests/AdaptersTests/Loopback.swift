import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A server on this computer that answers by script, and remembers what it was asked.
final class Loopback: Sendable {
    struct Request: Sendable {
        var method = ""
        var path = ""
        var headers: [String: String] = [:]
        var body = ""
    }

    enum Answer: Sendable {
        case text(Int, String)
        /// By a gateway before the service: a page that is no answer.
        case turnedAway(Int, retryAfter: String?)
        /// To another path of this server, by `GET`.
        case redirection
        /// Closes the connection without a word.
        case cut
        case silence
    }

    private struct State {
        var script: [Answer]
        var requests: [Request] = []
    }

    private let state: Mutex<State>
    private let channel: any Channel

    private init(state: consuming Mutex<State>, channel: any Channel) {
        self.state = state
        self.channel = channel
    }

    var requests: [Request] { self.state.withLock(\.requests) }
    var url: String { "http://127.0.0.1:\(self.channel.localAddress?.port ?? 0)" }

    /// Runs `body` against a server that gives these answers in this order.
    static func answering<Result>(
        _ script: [Answer],
        _ body: (Loopback) async throws -> Result
    ) async throws -> Result {
        let holder = Holder()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Handler { holder.answer($0) })
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = Loopback(state: Mutex(State(script: script)), channel: channel)
        holder.server.withLock { $0 = server }
        defer { channel.close(promise: nil) }
        return try await body(server)
    }

    /// More answers, for who must know this server's address to write them.
    func add(_ answers: [Answer]) { self.state.withLock { $0.script += answers } }

    private func answer(_ request: Request) -> Answer {
        self.state.withLock { state in
            state.requests.append(request)
            return state.script.isEmpty ? .cut : state.script.removeFirst()
        }
    }

    private final class Holder: Sendable {
        let server = Mutex<Loopback?>(nil)

        func answer(_ request: Request) -> Answer { self.server.withLock { $0 }?.answer(request) ?? .cut }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let answer: (Request) -> Answer
        private var request = Request()

        init(_ answer: @escaping (Request) -> Answer) { self.answer = answer }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch self.unwrapInboundIn(data) {
            case .head(let head):
                self.request = Request(method: head.method.rawValue, path: head.uri)
                for (name, value) in head.headers { self.request.headers[name.lowercased()] = value }
            case .body(let buffer):
                self.request.body += String(buffer: buffer)
            case .end:
                self.reply(self.answer(self.request), context)
            }
        }

        private func reply(_ answer: Answer, _ context: ChannelHandlerContext) {
            switch answer {
            case .cut: context.close(promise: nil)
            case .silence: break
            case .redirection: self.write(302, [("Location", "/elsewhere")], "", context)
            case .turnedAway(let status, let wait):
                self.write(status, wait.map { [("Retry-After", $0)] } ?? [], "<html/>", context)
            case .text(let status, let body): self.write(status, [], body, context)
            }
        }

        private func write(
            _ status: Int,
            _ more: [(String, String)],
            _ body: String,
            _ context: ChannelHandlerContext
        ) {
            let headers = HTTPHeaders([("Content-Length", "\(body.utf8.count)")] + more)
            let head = HTTPResponseHead(
                version: .http1_1,
                status: HTTPResponseStatus(statusCode: status),
                headers: headers
            )
            context.write(self.wrapOutboundOut(.head(head)), promise: nil)
            context.write(self.wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: body)))), promise: nil)
            context.writeAndFlush(self.wrapOutboundOut(.end(nil)), promise: nil)
        }
    }
}
