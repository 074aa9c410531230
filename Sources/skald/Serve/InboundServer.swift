internal import Adapters
internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import SQLiteRuntime

/// Hears events over HTTP.
///
/// An event is on disk before its sender gets 200; whatever cannot be kept is answered so that the sender repeats it.
struct InboundServer {
    /// The port that was asked for, or the free one that was found.
    let port: Int
    private let task: Task<Void, any Error>

    /// More than any event has, and little enough to be held in memory.
    private static let mostBytes = 1 << 20

    static func open(_ host: String, _ port: Int, _ inbound: Inbound, _ sagas: any SagaVerbs) async throws -> Self {
        let (ports, continuation) = AsyncStream<Int>.makeStream()
        var logger = Logger(label: "skald.serve")
        logger.logLevel = .critical
        let application = Application(
            router: Self.router(inbound, sagas),
            configuration: .init(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { channel in continuation.yield(channel.localAddress?.port ?? port) },
            logger: logger
        )
        let task = Task {
            defer { continuation.finish() }
            try await application.run()
        }
        for await port in ports { return Self(port: port, task: task) }
        try await task.value
        throw CancellationError()
    }

    func close() async {
        self.task.cancel()
        _ = await self.task.result
    }

    private static func router(_ inbound: Inbound, _ sagas: any SagaVerbs) -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self)
        router.get("/health") { _, _ in "alive\n" }
        router.post("/events") { request, _ in
            try await Self.answer(request, sagas) { _ in inbound.objection(toBearer: request.headers[.authorization]) }
        }
        router.post("/hooks/stripe") { request, _ in
            try await Self.answer(request, sagas) { bytes in
                inbound.objection(
                    toSignature: HTTPField.Name("Stripe-Signature").flatMap { request.headers[$0] },
                    of: bytes
                )
            }
        }
        router.post("/hooks/salesforce") { request, _ in
            try await Self.acknowledge(request, inbound.salesforce, sagas)
        }
        return router
    }

    private static func answer(
        _ request: Request,
        _ sagas: any SagaVerbs,
        _ objection: ([UInt8]) -> String?
    ) async throws -> Response {
        let body = try await request.body.collect(upTo: Self.mostBytes)
        if let why = objection(Array(body.readableBytesView)) {
            Terminal.note("skald: a delivery was refused: \(why)")
            return Self.response(.unauthorized, why)
        }
        do {
            var words: [String] = []
            for piece in EventFile.pieces(Array(body.readableBytesView)) {
                let heard = try await sagas.hear(Data(piece.bytes), by: nil)
                words.append(heard.words)
            }
            return Self.response(
                words.isEmpty ? .badRequest : .ok,
                words.isEmpty ? "no event" : words.joined(separator: "\n")
            )
        } catch {
            Terminal.note("skald: an event could not be kept: \(error)")
            return Self.response(.serviceUnavailable, "it could not be kept; send it again later")
        }
    }

    /// One answer for all notifications of a message: where one cannot be kept, all come again.
    private static func acknowledge(
        _ request: Request,
        _ salesforce: Inbound.Salesforce?,
        _ sagas: any SagaVerbs
    ) async throws -> Response {
        let body = try await request.body.collect(upTo: Self.mostBytes)
        guard let salesforce else {
            return Self.refusal(.unauthorized, "nothing is known of Salesforce here; set inbound.salesforce")
        }
        let token = request.uri.queryParameters["token"].map { "Bearer \($0)" }
        guard salesforce.token.isCarried(by: token) else {
            return Self.refusal(.unauthorized, "the token in the address is missing or another one")
        }
        let message: OutboundMessage
        do {
            message = try OutboundMessage(Array(body.readableBytesView))
        } catch {
            return Self.refusal(.badRequest, "\(error)")
        }
        guard message.isFrom(salesforce.organization) else {
            return Self.refusal(.unauthorized, "it is of organisation \(message.organization), which is not ours")
        }
        do {
            for notification in message.notifications {
                let event = SalesforceCase(notification, salesforce.fields, legalEntity: salesforce.legalEntity)
                _ = try await sagas.hear(Data(try JSONText.line(event).utf8), by: nil)
            }
        } catch {
            Terminal.note("skald: an event could not be kept: \(error)")
            return Self.acknowledgement(.serviceUnavailable, false)
        }
        return Self.acknowledgement(.ok, true)
    }

    private static func refusal(_ status: HTTPResponse.Status, _ why: String) -> Response {
        Terminal.note("skald: a delivery was refused: \(why)")
        return Self.response(status, why)
    }

    private static func acknowledgement(_ status: HTTPResponse.Status, _ isKept: Bool) -> Response {
        Response(
            status: status,
            headers: [.contentType: "text/xml; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: OutboundMessage.acknowledgement(isKept)))
        )
    }

    private static func response(_ status: HTTPResponse.Status, _ text: String) -> Response {
        Response(
            status: status,
            headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text + "\n"))
        )
    }
}

extension Inbound {
    fileprivate func objection(toBearer header: String?) -> String? {
        guard let token else { return "nobody may hand in events here; set inbound.token in skald.yaml" }
        return token.isCarried(by: header) ? nil : "the bearer token is missing or another one"
    }

    fileprivate func objection(toSignature header: String?, of bytes: [UInt8]) -> String? {
        guard let stripe else { return "nothing is known of Stripe here; set inbound.stripe in skald.yaml" }
        do throws(SignedWebhook.Refusal) {
            try stripe.check(bytes, header: header, now: Int(Date().timeIntervalSince1970))
            return nil
        } catch {
            return "\(error)"
        }
    }
}
