import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// mock-bank 0.9.0 in a process of its own, on a port that the system chose.
package struct MockBank: Sendable {
    /// A message that the bank has sent: `camt.053`, `pain.002` and so on.
    package struct Message: Sendable {
        package let type: String
        package let body: [UInt8]
    }

    package let url: String

    /// Runs `body` with a fresh bank, and ends it whatever happens.
    package static func run<Result>(_ body: (MockBank) async throws -> Result) async throws -> Result {
        try await Counterpart.run("mock_bank.py") { try await body(MockBank(url: $0)) }
    }
}

extension MockBank {
    /// Money of somebody else arrives; it is booked when the clock gets there.
    package func credit(_ fields: [String: Any]) async throws {
        try await self.send("POST", "/_mock/credits", try JSONSerialization.data(withJSONObject: fields))
    }

    package func advance(days: Int) async throws { try await self.send("POST", "/_mock/advance?days=\(days)") }

    /// Changes what an account does: whether it refuses, returns, leaves out a statement.
    package func change(account: String, _ fields: [String: Any]) async throws {
        try await self.send("PATCH", "/_mock/accounts/\(account)", try JSONSerialization.data(withJSONObject: fields))
    }

    package func accounts() async throws -> [[String: Any]] {
        let answer = try JSONSerialization.jsonObject(with: try await self.send("GET", "/_mock/accounts"))
        if let list = answer as? [[String: Any]] { return list }
        return (answer as? [String: Any])?.values.compactMap { $0 as? [[String: Any]] }.first ?? []
    }

    /// Hands in a payment file; the answer says what became of each payment.
    package func pay(_ file: [UInt8]) async throws -> [String: Any] {
        let answer = try await self.send("POST", "/payments", Data(file), type: "application/xml")
        return try JSONSerialization.jsonObject(with: answer) as? [String: Any] ?? [:]
    }

    /// What the bank has paid, by its end-to-end id; those that it rejected are left out.
    package func payments() async throws -> [String] {
        let list = try JSONSerialization.jsonObject(with: try await self.send("GET", "/_mock/payments"))
        return (list as? [[String: Any]] ?? []).filter { $0["status"] as? String != "rejected" }.map {
            let amount = $0["amount"] as? Int ?? 0
            return
                "\($0["end_to_end_id"] ?? "-") \($0["currency"] ?? "-") \(amount / 100).\(amount % 100 < 10 ? "0" : "")\(amount % 100)"
        }.sorted()
    }

    /// What the bank has sent since it was last asked.
    package func mail() async throws -> [Message] {
        let answer = try JSONSerialization.jsonObject(with: try await self.send("GET", "/_mock/mailbox"))
        let list = answer as? [[String: Any]] ?? (answer as? [String: Any])?["messages"] as? [[String: Any]] ?? []
        return list.compactMap { message in
            guard let type = message["type"] as? String, let body = message["body"] as? String else { return nil }
            return Message(type: type, body: Array(body.utf8))
        }
    }

    @discardableResult
    private func send(
        _ method: String,
        _ path: String,
        _ body: Data? = nil,
        type: String = "application/json"
    ) async throws -> Data {
        guard let url = URL(string: self.url + path) else { throw Counterpart.Trouble(what: "\(path) is no address.") }
        var request = URLRequest(url: url)
        request.timeoutInterval = 600
        request.httpMethod = method
        request.setValue(type, forHTTPHeaderField: "Content-Type")
        request.httpBody = body
        let (data, response) = try await URLSession.shared.data(for: request)
        guard let status = (response as? HTTPURLResponse)?.statusCode, (200..<300).contains(status) else {
            throw Counterpart.Trouble(what: "\(method) \(path): \(String(decoding: data, as: UTF8.self))")
        }
        return data
    }
}
