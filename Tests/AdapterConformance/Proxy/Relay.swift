import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// A whole request on its way to the remote.
struct RelayedRequest: Sendable {
    let head: HTTPRequestHead
    let body: ByteBuffer
}

/// What goes back to the adapter.
enum RelayedAnswer: Sendable {
    case cut
    case whole(HTTPResponseStatus, HTTPHeaders, ByteBuffer)
    /// Announces all of the body and sends the first half.
    case half(HTTPResponseStatus, HTTPHeaders, ByteBuffer)
}

/// Carries one exchange to the remote and back, or spoils it.
struct Relay: Sendable {
    let remote: String
    let client: HTTPClient
    let plan: Plan

    func answer(_ request: RelayedRequest) async throws -> RelayedAnswer {
        guard let trouble = self.plan.next() else { return try await self.forward(request) }
        guard trouble.arrives else { return Self.spoiled(trouble.answer, nil) }
        return Self.spoiled(trouble.answer, try await self.forward(request))
    }

    private func forward(_ request: RelayedRequest) async throws -> RelayedAnswer {
        var forwarded = HTTPClientRequest(url: self.remote + request.head.uri)
        forwarded.method = request.head.method
        forwarded.headers = request.head.headers
        for name in ["Host", "Content-Length", "Transfer-Encoding", "Connection"] {
            forwarded.headers.remove(name: name)
        }
        // A remote that tells its own address must tell this one.
        forwarded.headers.replaceOrAdd(name: "X-Forwarded-Host", value: request.head.headers.first(name: "Host") ?? "")
        if request.body.readableBytes > 0 { forwarded.body = .bytes(request.body) }
        let response = try await self.client.execute(forwarded, timeout: .seconds(180))
        let body = try await response.body.collect(upTo: 64 << 20)
        var headers = response.headers
        for name in ["Content-Length", "Transfer-Encoding", "Connection"] { headers.remove(name: name) }
        return .whole(response.status, headers, body)
    }

    private static func spoiled(_ answer: Trouble.Answer, _ real: RelayedAnswer?) -> RelayedAnswer {
        switch (answer, real) {
        case (.noise, _): .whole(.ok, [:], ByteBuffer(bytes: [0x7B, 0x3C, 0xFF, 0xFE, 0x00, 0x3E, 0x22]))
        case (.empty, _): .whole(.ok, [:], ByteBuffer())
        case (.page(let status), _):
            .whole(
                HTTPResponseStatus(statusCode: status),
                ["Content-Type": "text/html"],
                ByteBuffer(string: "<!DOCTYPE html><html><body>Please log in or try again.</body></html>")
            )
        case (.later(let status), _):
            .whole(
                HTTPResponseStatus(statusCode: status),
                ["Content-Type": "text/plain", "Retry-After": "\(Trouble.laterAfter)"],
                ByteBuffer(string: "Too much at once.")
            )
        // Half of nothing would be the whole answer.
        case (.half, .whole(let status, let headers, let body)) where body.readableBytes > 1:
            .half(status, headers, body)
        case (.truncated, .whole(let status, let headers, let body)) where body.readableBytes > 1:
            .whole(status, headers, Self.firstHalf(of: body))
        case (.cut, _), (.half, _), (.truncated, _): .cut
        }
    }

    static func firstHalf(of body: ByteBuffer) -> ByteBuffer {
        body.getSlice(at: body.readerIndex, length: body.readableBytes / 2) ?? ByteBuffer()
    }
}

/// The HTTP side of the proxy: one request at a time on a connection.
final class ProxyHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let relay: Relay
    private var head: HTTPRequestHead?
    private var body = ByteBuffer()

    init(_ relay: Relay) { self.relay = relay }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch self.unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            self.body = ByteBuffer()
        case .body(var buffer): self.body.writeBuffer(&buffer)
        case .end: self.relay(context)
        }
    }

    private func relay(_ context: ChannelHandlerContext) {
        guard let head else { return context.close(promise: nil) }
        let (relay, request) = (self.relay, RelayedRequest(head: head, body: self.body))
        let promise = context.eventLoop.makePromise(of: RelayedAnswer.self)
        promise.completeWithTask { try await relay.answer(request) }
        promise.futureResult.assumeIsolated().whenComplete { result in
            switch result {
            case .success(.whole(let status, let headers, let body)):
                self.write(status, headers, length: body.readableBytes, body, context)
            case .success(.half(let status, let headers, let body)):
                self.write(status, headers, length: body.readableBytes, nil, context)
                let half = HTTPServerResponsePart.body(.byteBuffer(Relay.firstHalf(of: body)))
                context.writeAndFlush(self.wrapOutboundOut(half)).assumeIsolated()
                    .whenComplete { _ in context.close(promise: nil) }
            case .success(.cut), .failure: context.close(promise: nil)
            }
        }
    }

    private func write(
        _ status: HTTPResponseStatus,
        _ headers: HTTPHeaders,
        length: Int,
        _ body: ByteBuffer?,
        _ context: ChannelHandlerContext
    ) {
        var headers = headers
        if status.mayHaveResponseBody { headers.add(name: "Content-Length", value: "\(length)") }
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        context.write(self.wrapOutboundOut(.head(head)), promise: nil)
        guard let body else { return }
        if body.readableBytes > 0 { context.write(self.wrapOutboundOut(.body(.byteBuffer(body))), promise: nil) }
        context.writeAndFlush(self.wrapOutboundOut(.end(nil)), promise: nil)
    }
}
