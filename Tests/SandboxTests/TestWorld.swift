import Foundation
import FoundationNetworking
import RevenueModel
import SOAP
import Sandbox
import Testing
import XML

/// A sandbox on a free port with a state file of its own, and a client that speaks to it.
struct TestWorld {
    let server: SandboxServer
    let path: String

    /// Runs the body against a fresh sandbox and cleans up behind it.
    static func run(faults: [String] = [], _ body: (TestWorld) async throws -> Void) async throws {
        let path = NSTemporaryDirectory() + "sandbox-\(UUID().uuidString).jsonl"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let world = try await Self.open(path, faults: faults)
        do { try await body(world) } catch {
            await world.server.stop()
            throw error
        }
        await world.server.stop()
    }

    static func open(_ path: String, faults: [String] = []) async throws -> TestWorld {
        let today = try day("2026-11-21")
        let server = try await SandboxServer.start(state: path, faults: faults.map { try Fault($0) }, clock: { today })
        return TestWorld(server: server, path: path)
    }

    struct Answer {
        let status: Int
        let body: Data
        let headers: [AnyHashable: Any]

        var code: String? { (try? JSONDecoder().decode(Refusal.self, from: self.body))?.code }

        func read<Value: Decodable>(_ type: Value.Type) throws -> Value {
            try JSONDecoder().decode(type, from: self.body)
        }
    }

    func send(
        _ method: String,
        _ path: String,
        _ body: Data? = nil,
        headers: [String: String] = [:]
    ) async throws -> Answer {
        var request = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(self.server.port)\(path)")))
        request.timeoutInterval = 600
        request.httpMethod = method
        request.httpBody = body
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        let session = URLSession(configuration: .ephemeral)
        defer { session.invalidateAndCancel() }
        let (data, response) = try await session.data(for: request)
        let answer = try #require(response as? HTTPURLResponse)
        return Answer(status: answer.statusCode, body: data, headers: answer.allHeaderFields)
    }

    func ask(_ system: String, _ request: some Encodable, key: String) async throws -> Answer {
        try await self.send(
            "POST",
            "/\(system)/requests",
            try JSONEncoder().encode(request),
            headers: ["Idempotency-Key": key]
        )
    }

    func bill(_ request: RevenueRequest.Billing, key: String) async throws -> Answer {
        try await self.ask("billing", request, key: key)
    }

    func operate(_ path: String, _ fields: [String: String]) async throws -> Answer {
        try await self.send("POST", "/sandbox/\(path)", try JSONEncoder().encode(fields))
    }

    func counts() async throws -> SandboxCounts {
        try await self.send("GET", "/sandbox/counts").read(SandboxCounts.self)
    }
}

func day(_ text: String) throws -> LocalDate { try #require(LocalDate(text)) }

func euros(_ text: String) throws -> Money { try Money(decimal: text, try #require(Currency("EUR"))) }

func line(_ number: Int, _ item: String, _ quantity: String, _ price: String) throws -> OrderLine {
    OrderLine(
        number: number,
        item: item,
        description: item,
        quantity: try RevenueModel.Decimal(quantity),
        unitPrice: try euros(price),
        obligation: "platform-access",
        from: try day("2026-11-01"),
        until: try day("2027-11-01")
    )
}

func order(
    _ id: String = "Q-1",
    account: String = "ACME-001",
    lines: [OrderLine]? = nil
) throws -> Order {
    let sold = try lines ?? [line(1, "SEAT", "3", "99.99"), line(2, "ONBOARD", "1", "0.50")]
    return Order(
        id: id,
        account: Account(id: account, name: "Acme GmbH"),
        legalEntity: "northwind-de",
        currency: try #require(Currency("EUR")),
        taxCode: "DE-19",
        terms: "net-30",
        orderedOn: try day("2026-11-01"),
        lines: sold
    )
}
