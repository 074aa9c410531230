import Amendments
import Documents
import Foundation
import RevenueModel
import Testing

@Suite("Amendment fixtures")
struct FixtureTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let folder = Self.root.appending(path: "fixtures/amendments")

    static let files: [String] = {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: Self.folder.path)) ?? []
        return all.filter { $0.hasSuffix(".yaml") }.sorted()
    }()

    static func text(_ name: String) throws -> String {
        try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
    }

    @Test("keep what they promise, and every reconciliation holds", arguments: Self.files)
    func keepPromises(_ name: String) throws {
        let fixture = try Fixture.read(Self.folder.appending(path: name).path)
        let expectation = try #require(fixture.expectation, "it promises nothing")
        #expect(expectation != Expectation())
        do {
            let stack = try fixture.simulation.run()
            #expect(try expectation.broken(by: stack) == [])
            #expect(stack.findings == [])
        } catch BillingError.refused(let problems) {
            #expect(problems.map(\.code) == expectation.refused)
        }
    }
}
