import SOAP
import SuiteTalk
import Testing
import XML

@testable import Adapters

/// What was sent, read back.
struct SentRecord {
    let element: XMLElement

    /// The `record` of a sent upsert.
    init(_ request: Loopback.Request) throws {
        self.element = try #require(try SentRecord.entry(request).child(QName(SuiteTalkNames.messages, "record")))
    }

    /// The one entry of the body.
    static func entry(_ request: Loopback.Request) throws -> XMLElement {
        guard case .body(let entry, _) = try readSOAP(Array(request.body.utf8)) else { throw CancellationError() }
        return entry
    }

    var names: [String] { self.element.children.map(\.name.local) }

    func child(_ name: String) throws -> XMLElement {
        try #require(self.element.children.first { $0.name.local == name }, "no \(name)")
    }

    func text(_ name: String) throws -> String { try self.child(name).text }

    /// Script id → value, of the record or of one of its lines.
    static func custom(_ element: XMLElement) -> [String: String] {
        let fields = element.children.first { $0.name.local == "customFieldList" }?.children ?? []
        return fields.reduce(into: [:]) { $0[$1.attribute("scriptId") ?? ""] = $1.children.first?.text }
    }
}

extension Loopback.Request {
    var operation: String? { self.headers["soapaction"]?.filter { $0 != "\"" } }
}
