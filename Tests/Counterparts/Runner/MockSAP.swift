import Foundation

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// mock-sap 0.22.0 in a process of its own, on a port that the system chose.
package struct MockSAP: Sendable {
    package static let user = "SKALD"
    package static let password = "s3cret-trial"

    package let url: String

    /// Runs `body` with a fresh system, and ends it whatever happens.
    package static func run<Result>(
        _ options: [String] = [],
        _ body: (MockSAP) async throws -> Result
    ) async throws -> Result {
        let arguments = ["--auth", "\(Self.user):\(Self.password)"] + options
        return try await Counterpart.run("mock_sap.py", arguments) { try await body(MockSAP(url: $0)) }
    }
}

extension MockSAP {
    /// The next call of a function module answers with this message; an error or abort does nothing.
    package func answer(_ function: String, type: String, id: String, number: String, count: Int = 1) async throws {
        let rule: [String: Any] = [
            "function": function, "type": type, "id": id, "number": number, "message": "arranged", "count": count,
        ]
        try await self.post("/_mock/bapi-behaviour", rule)
    }

    /// The next request on a path goes wrong on the way: `busy`, `lock`, `error` and the like.
    package func trouble(_ scenario: String, on path: String, count: Int = 1) async throws {
        try await self.post("/_mock/faults", ["match": path, "scenario": scenario, "count": count])
    }

    /// The next answer to a request on a path is lost, with the work done.
    package func loseAnswer(on path: String, count: Int = 1) async throws {
        try await self.post("/_test/drop", ["match": path, "count": count])
    }

    /// The next IDoc that comes in is accepted, and ends in this status.
    package func endIDocs(in status: String) async throws {
        try await self.post("/_mock/idoc-posting", ["status": status, "message": "arranged", "count": 1])
    }

    /// Moves an IDoc to another status, as a person would.
    package func move(idoc number: String, to status: String) async throws {
        try await self.send("PUT", "/sap/bc/idoc/\(number)/status", ["status": status])
    }

    /// The numbers of the IDocs that came in, the latest first.
    package func idocs() async throws -> [String] {
        let answer = try await self.get("/sap/bc/idoc?mestyp=FINSTA")
        return (answer["results"] as? [[String: Any]] ?? []).compactMap { $0["docnum"] as? String }
    }

    /// What a list of the system says, by the system itself and not through the adapter.
    package func rows(_ list: String) async throws -> [[String: Any]] {
        let answer = try await self.get("/sap/opu/odata/sap/\(list)&$format=json")
        return (answer["d"] as? [String: Any])?["results"] as? [[String: Any]] ?? []
    }

    /// Rows of text: type, reference, debit and whether it clears others; reference, item and amount of sales orders.
    ///
    /// With a reference only what is under that, and what reverses it.
    package func books(about reference: String? = nil) async throws -> (entries: [[String]], items: [[String]]) {
        let books = try await self.get("/_test/books" + (reference.map { "?reference=\($0)" } ?? ""))
        return (books["entries"] as? [[String]] ?? [], books["items"] as? [[String]] ?? [])
    }

    /// How often a function module was called.
    package func calls(_ function: String) async throws -> Int {
        let log = try await self.get("/_mock/rfc-log?limit=1000")
        return (log["results"] as? [[String: Any]] ?? []).count { $0["function_name"] as? String == function }
    }

    private func get(_ path: String) async throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: try await self.send("GET", path)) as? [String: Any] ?? [:]
    }

    private func post(_ path: String, _ body: [String: Any]) async throws {
        try await self.send("POST", path, body)
    }

    @discardableResult
    private func send(_ method: String, _ path: String, _ body: [String: Any]? = nil) async throws -> Data {
        let escaped = path.replacing(" ", with: "%20").replacing("'", with: "%27").replacing("$", with: "%24")
        guard let url = URL(string: self.url + escaped) else {
            throw Counterpart.Trouble(what: "\(path) is no address.")
        }
        var request = URLRequest(url: url)
        request.timeoutInterval = 600
        request.httpMethod = method
        let credentials = Data("\(Self.user):\(Self.password)".utf8).base64EncodedString()
        request.setValue("Basic \(credentials)", forHTTPHeaderField: "Authorization")
        request.httpBody = try body.map { try JSONSerialization.data(withJSONObject: $0) }
        let (data, response) = try await URLSession.shared.data(for: request)
        guard let status = (response as? HTTPURLResponse)?.statusCode, (200..<300).contains(status) else {
            throw Counterpart.Trouble(what: "\(method) \(path): \(String(decoding: data, as: UTF8.self))")
        }
        return data
    }
}
