import Cases
import Foundation
import Testing
import Yams

@Suite("The schema of case fixtures")
struct CaseSchemaTests {
    @Test("is the one that is shipped")
    func isShipped() throws {
        let file = CaseFixtureTests.root.appending(path: "schemas/case.schema.json")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try Data(try CaseSchema.text().utf8).write(to: file)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == CaseSchema.text())
    }

    @Test("has no key that the reader refuses: the fixtures use all of its keys")
    func keys() throws {
        let known = Self.named(try JSONSerialization.jsonObject(with: Data(CaseSchema.text().utf8)))
        let used = try CaseFixtureTests.files.reduce(into: Set<String>()) { keys, name in
            keys.formUnion(Self.keys(of: try Yams.load(yaml: CaseFixtureTests.text(name))))
        }
        #expect(known.subtracting(used).sorted() == [], "no fixture shows that the reader takes them")
        #expect(known.count > 40)
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
