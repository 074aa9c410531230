internal import AsyncHTTPClient
internal import FoundationEssentials
internal import NIOCore
internal import NIOHTTP1
internal import RevenueModel
internal import Sandbox

/// The sandbox as somebody outside the engine reaches it.
struct Remote: Sendable {
    struct Refused: Error, CustomStringConvertible { let description: String }

    let address: String

    func events(after number: Int) async throws -> [SandboxEvent] {
        let bytes = try await self.answer(HTTPClientRequest(url: "\(self.address)/events?after=\(number)"))
        return try JSONDecoder().decode([String: [SandboxEvent]].self, from: bytes)["events"] ?? []
    }

    func pay(_ invoice: String) async throws { try await self.post("/sandbox/pay", ["invoice": invoice]) }

    func inject(_ fault: Fault) async throws { try await self.post("/sandbox/faults", ["fault": fault.description]) }

    func clearFaults() async throws { try await self.post("/sandbox/faults/clear", ["operation": ""]) }

    private func post(_ path: String, _ body: [String: String]) async throws {
        var request = HTTPClientRequest(url: self.address + path)
        request.method = .POST
        request.body = .bytes(ByteBuffer(bytes: try JSONEncoder().encode(body)))
        _ = try await self.answer(request)
    }

    private func answer(_ request: HTTPClientRequest) async throws -> Data {
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
        let bytes = Data(try await response.body.collect(upTo: 1 << 28).readableBytesView)
        guard response.status.code == 200 else {
            throw Refused(description: "\(request.url): \(response.status) \(String(decoding: bytes, as: UTF8.self))")
        }
        return bytes
    }
}
