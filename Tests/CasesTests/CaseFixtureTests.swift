import Cases
import Documents
import Foundation
import RevenueModel
import Testing

@Suite("A case that is simulated from a file")
struct CaseFixtureTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static let files =
        (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: "fixtures/cases").path))?
        .filter { $0.hasSuffix(".yaml") }.sorted() ?? []

    static func text(_ name: String) throws -> String {
        try String(contentsOf: Self.root.appending(path: "fixtures/cases/\(name)"), encoding: .utf8)
    }

    @Test func `there are fixtures for every end of a case`() throws {
        #expect(Self.files.count >= 16)
        let outcomes = try Self.files.map { try CaseFixture.parse(Self.text($0), file: $0).simulation.run().outcome }
        // Nothing is under way in a simulation, so that no hold comes late.
        let answers = CaseAnswer.Kind.allCases.filter { $0 != .late }.map(\.rawValue)
        let ends = answers + ["awaiting-resolution", "awaiting-posting"]
        #expect(Set(outcomes) == Set(ends))
    }

    @Test(arguments: Self.files)
    func `gives what was worked out by hand, and every reconciliation holds`(_ name: String) throws {
        let fixture = try CaseFixture.parse(Self.text(name), file: name)
        let story = try fixture.simulation.run()
        let expectation = try #require(fixture.expectation, "a fixture without a promise proves nothing")
        #expect(try expectation.broken(by: story) == [])
        #expect(story.books?.findings ?? [] == [])
    }

    @Test(arguments: Self.files)
    func `gives the same answer and the same hash again`(_ name: String) throws {
        let fixture = try CaseFixture.parse(Self.text(name), file: name)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let reports = try (0..<2).map { _ in try encoder.encode(CaseReport(fixture, fixture.simulation.run())) }
        #expect(reports[0] == reports[1])
    }

    @Test func `a hold that is released leaves the ledger as it was`() throws {
        let story = try CaseFixture.parse(Self.text("upheld.yaml"), file: "upheld.yaml").simulation.run()
        let books = try #require(story.books)
        #expect(books.journals.isEmpty)
        #expect(try Reconciliation.compensation(before: books.before, after: books.ledger) == [])
    }

    @Test func `a promise that is not kept is told`() throws {
        let text = try Self.text("partial-credit.yaml").replacing("open: 13090.00", with: "open: 13090.01")
        let fixture = try CaseFixture.parse(text, file: "f.yaml")
        let broken = try fixture.expectation?.broken(by: fixture.simulation.run())
        #expect(broken == ["open should be EUR 13090.01 and is EUR 13090.00"])
    }
}
