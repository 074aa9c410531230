import Amendments
import Foundation
import Testing
import Yams

@Suite("The schema of amendment fixtures")
struct SchemaTests {
    @Test("is the one that is shipped")
    func isShipped() throws {
        let file = FixtureTests.root.appending(path: "schemas/amendment.schema.json")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try Data(try AmendmentSchema.text().utf8).write(to: file)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == AmendmentSchema.text())
    }

    @Test("has no key that the reader refuses: the fixtures use all of its keys")
    func keys() throws {
        let schema = try JSONSerialization.jsonObject(with: Data(AmendmentSchema.text().utf8))
        let known = Self.named(schema)
        // Keys of maps are invoices, journals, codes and the like: the operator chooses them.
        let used = try FixtureTests.files.reduce(into: Set<String>()) { keys, name in
            keys.formUnion(Self.keys(of: try Yams.load(yaml: FixtureTests.text(name))))
        }
        #expect(known.subtracting(used).sorted() == [], "no fixture shows that the reader takes them")
        #expect(known.count > 80)
    }

    private static func named(_ value: Any) -> Set<String> {
        if let list = value as? [Any] { return list.reduce(into: []) { $0.formUnion(Self.named($1)) } }
        let members = value as? [String: Any] ?? [:]
        let own = Set((members["properties"] as? [String: Any] ?? [:]).keys)
        return members.values.reduce(into: own) { $0.formUnion(Self.named($1)) }
    }

    private static func keys(of value: Any?) -> Set<String> {
        if let list = value as? [Any] { return list.reduce(into: []) { $0.formUnion(Self.keys(of: $1)) } }
        guard let members = value as? [String: Any] else { return [] }
        return members.values.reduce(into: Set(members.keys)) { $0.formUnion(Self.keys(of: $1)) }
    }
}
