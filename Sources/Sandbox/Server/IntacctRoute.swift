import Hummingbird
import NIOCore
import RevenueModel
import XML

/// The ERP in another dialect: the Sage Intacct XML gateway, on the same books.
struct IntacctRoute: Sendable {
    static let path = "/ia/xml/xmlgw.phtml"

    let store: SandboxStore
    let clock: @Sendable () -> LocalDate
    private let sessions = IntacctGatewaySessions()

    init(store: SandboxStore, clock: @escaping @Sendable () -> LocalDate) {
        self.store = store
        self.clock = clock
    }

    func add(to router: Router<SandboxContext>) {
        router.post("\(Self.path)") { request, context in try await self.answer(request, context) }
    }

    private func answer(_ request: Request, _ context: SandboxContext) async throws -> Response {
        let bytes = try await request.body.collect(upTo: 8 << 20)
        let response = IntacctResponse(today: self.clock())
        let message: IntacctMessage
        do throws(IntacctError) {
            message = try Self.read(Array(bytes.readableBytesView))
        } catch {
            return Self.xml(try response.refused(error, nil))
        }
        if let error = try await self.refusal(of: message) { return Self.xml(try response.refused(error, message)) }
        guard await self.isAdmitted(message) else {
            let error = IntacctError("XL03000006", "Sign-in information is incorrect")
            return Self.xml(try response.signInFailed(error, message))
        }
        let operation = message.functions.last?.operation ?? "erp.nothing"
        let exchange = FaultyExchange(store: self.store, operation: operation, context: context)
        let refused = { (refusal: Refusal) in
            let outcomes = message.functions.map {
                IntacctOutcome(function: $0, status: .failure([IntacctError(refusal)]))
            }
            return Self.xml(try response.carriedOut(outcomes, message))
        }
        return try await exchange.respond(refused: refused) {
            Self.xml(try response.carriedOut(try await self.carryOut(message, request), message))
        }
    }

    private func carryOut(_ message: IntacctMessage, _ request: Request) async throws -> [IntacctOutcome] {
        if let function = message.functions.first, function.name == "getAPISession" {
            let host = request.header("X-Forwarded-Host") ?? request.head.authority ?? "localhost"
            let endpoint = "http://\(host)\(Self.path)"
            let reply = IntacctResponse.session(await self.sessions.begin(), endpoint: endpoint)
            return [IntacctOutcome(function: function, status: .success(reply))]
        }
        let operation = IntacctOperation(message: message, today: self.clock())
        return try await self.store.decide { world in operation.decide(world) }
    }
}

extension IntacctRoute {
    private static func read(_ bytes: [UInt8]) throws(IntacctError) -> IntacctMessage {
        let root: XMLElement
        do throws(XMLError) {
            root = try XMLReader(refusesInstructions: true).read(bytes)
        } catch {
            throw .notValid("\(error)")
        }
        return try IntacctMessage(root)
    }

    /// Checked before anything is looked at: who sends, and whether this was sent before.
    private func refusal(of message: IntacctMessage) async throws -> IntacctError? {
        let credentials = IntacctCredentials()
        guard message.senderID == credentials.senderID, message.password == credentials.senderPassword else {
            return IntacctError("XL03000006", "Incorrect Intacct XML Partner ID or password.")
        }
        // The number is ours: by which one the gateway refuses a repetition is documented nowhere.
        guard message.isUnique, try await !self.store.admit(nonce: "intacct-control:\(message.controlID)") else {
            return nil
        }
        return IntacctError("XL03000999", "The control id \(message.controlID) was used before.")
    }

    private func isAdmitted(_ message: IntacctMessage) async -> Bool {
        let credentials = IntacctCredentials()
        switch message.authentication {
        case .session(let id): return await self.sessions.contains(id)
        case .login(let user, let company, let password):
            return user == credentials.user && company == credentials.company && password == credentials.userPassword
        }
    }

    private static func xml(_ bytes: [UInt8]) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "text/xml; charset=UTF-8"],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }
}
