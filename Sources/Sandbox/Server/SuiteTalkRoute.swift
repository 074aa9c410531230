import Hummingbird
import NIOCore
import RevenueModel
import SOAP
import SuiteTalk
import XML

/// The ERP: SuiteTalk 2025_2, SOAP 1.1 over HTTP.
struct SuiteTalkRoute: Sendable {
    let store: SandboxStore
    let clock: @Sendable () -> LocalDate

    func add(to router: Router<SandboxContext>) {
        router.post("\(SuiteTalkNames.path)") { request, context in try await self.answer(request, context) }
        DescriptionRoutes().add(to: router)
    }

    private func answer(_ request: Request, _ context: SandboxContext) async throws -> Response {
        let bytes = Array(try await request.body.collect(upTo: 8 << 20).readableBytesView)
        guard let (entry, headers) = Self.read(bytes, request) else {
            return try Self.fault("unexpectedErrorFault", "UNEXPECTED_ERROR", "The request is no SOAP 1.1 message.")
        }
        do throws(XMLSchemaError) {
            try SuiteTalkSchema.validate(bytes, charset: Self.charset(request))
        } catch {
            return try Self.fault("unexpectedErrorFault", "UNEXPECTED_ERROR", "The request breaks the schema. \(error)")
        }
        guard let passport = TokenPassport(headers: headers), try await self.store.admit(nonce: passport.nonce) else {
            return try Self.fault(
                "invalidCredentialsFault",
                "INVALID_LOGIN_CREDENTIALS",
                "You have entered an invalid login."
            )
        }
        guard let wanted = SuiteTalkRequest(entry) else {
            return try Self.fault("unexpectedErrorFault", "UNEXPECTED_ERROR", "Operation \(entry.name) is not served.")
        }
        guard Self.action(request) == wanted.name else {
            return try Self.fault("unexpectedErrorFault", "UNEXPECTED_ERROR", "SOAPAction is not “\(wanted.name)”.")
        }
        let exchange = FaultyExchange(store: self.store, operation: wanted.operation, context: context)
        let refused = { (refusal: Refusal) in
            let refusal = Refusal(ERPCode.userError, refusal.message)
            return try Self.result(wanted.name, .failure(refusal), number: passport.nonce)
        }
        return try await exchange.respond(refused: refused, busy: Self.blocked) {
            try await self.perform(wanted, number: passport.nonce)
        }
    }

    private func perform(_ request: SuiteTalkRequest, number: String) async throws -> Response {
        let today = self.clock()
        do {
            let output = try await self.store.decide { world throws(Refusal) in
                try request.decide(world, today: today)
            }
            return try Self.result(request.name, .success(output), number: number)
        } catch let refusal as Refusal {
            return try Self.result(request.name, .failure(refusal), number: number)
        }
    }
}

extension SuiteTalkRoute {
    private static func read(_ bytes: [UInt8], _ request: Request) -> (entry: XMLElement, headers: [XMLElement])? {
        guard case .body(let entry, let headers)? = try? readSOAP(bytes, charset: Self.charset(request)) else {
            return nil
        }
        return (entry, headers)
    }

    private static func charset(_ request: Request) -> String? {
        request.headers[.contentType].flatMap { MediaType($0).charset }
    }

    /// Too many requests at once: nothing was done.
    private static func blocked() throws -> Response {
        try Self.fault(
            "exceededConcurrentRequestLimitFault",
            "WS_REQUEST_BLOCKED",
            "The maximum number of concurrent requests has been exceeded."
        )
    }

    private static func action(_ request: Request) -> String? {
        request.header("SOAPAction").map { $0.filter { $0 != "\"" } }
    }

    private static func result(
        _ operation: String,
        _ result: Result<[XMLOutput], Refusal>,
        number: String
    ) throws -> Response {
        Self.xml(try SuiteTalkAnswer.result(operation, result, number: number), status: .ok)
    }

    private static func fault(_ name: String, _ code: String, _ message: String) throws -> Response {
        Self.xml(try SuiteTalkAnswer.fault(name, Refusal(code, message)), status: .internalServerError)
    }

    static func xml(_ bytes: [UInt8], status: HTTPResponse.Status) -> Response {
        Response(
            status: status,
            headers: [.contentType: "text/xml; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }
}
