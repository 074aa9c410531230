import Foundation
import Testing

@Suite("skald verify")
struct VerifyTests {
    private struct Listing: Decodable {
        struct Check: Decodable {
            struct Finding: Decodable {
                let saga: String?
                let found: String
            }

            let id: String
            let law: String
            let findings: [Finding]
            let skipped: String?
        }

        let schema: String
        let checks: [Check]

        var broken: [String] { self.checks.filter { !$0.findings.isEmpty }.map(\.id) }
    }

    private let skald: CommandLineUnderTest

    init() throws { self.skald = try CommandLineUnderTest() }

    @Test("finds that all laws hold after an order, in the file and in the other systems")
    func holds() throws {
        try self.skald.run("start", "quote-to-cash", "--order", CommandLineUnderTest.fixture("acme-seats"))
        let outcome = try self.skald.run("verify", "-o", "json")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.messages)")
        let listing = try outcome.json(Listing.self)
        #expect(listing.schema == "skald.verify/1")
        let laws = [
            "database", "I6", "I10", "replay", "pinned", "I2", "I12", "turns", "I7", "I8", "I9", "I13", "I3", "I4",
            "books", "I1", "I5", "asked",
        ]
        #expect(listing.checks.map(\.id) == laws)
        #expect(listing.checks.allSatisfy { $0.skipped == nil })
        let offline = try self.skald.run("verify", "--offline", "-o", "json").json(Listing.self)
        #expect(offline.checks.filter { $0.skipped != nil }.map(\.id) == ["books", "I1", "I5", "asked"])
    }

    @Test("lets nothing leave from a restored copy until a sweep has asked; then nothing is sent twice")
    func sweeps() throws {
        try self.skald.run("start", "quote-to-cash", "--order", CommandLineUnderTest.fixture("acme-seats"), "--no-run")
        let copy = try self.copy()
        #expect(try self.skald.run("run").status == 0)
        let books = try self.skald.run("sandbox", "show", "-o", "json").output
        try self.restore(copy)
        for command in [["run"], ["verify"], ["verify", "--offline"]] {
            let outcome = try self.skald.outcome(of: try self.skald.process(command))
            #expect(outcome.status == 9, "\(command): \(outcome.output)\(outcome.messages)")
        }
        #expect(try self.skald.run("run").messages.contains("→ skald verify --sweep"))
        #expect(try self.skald.run("sandbox", "show", "-o", "json").output == books)
        let sweep = try self.skald.run("verify", "--sweep", "-o", "json")
        #expect(sweep.status == 3, "\(sweep.messages)")
        #expect(try sweep.json(Listing.self).broken == ["I10", "I1"])
        #expect(try self.skald.run("run").status == 0)
        #expect(try self.skald.run("sandbox", "show", "-o", "json").output == books)
        let after = try self.skald.run("verify", "-o", "json")
        #expect(after.status == 0, "\(after.output)")
    }

    @Test("takes a head in another place, and says when it is missing there")
    func elsewhere() throws {
        let head = self.skald.folder.appending(path: "elsewhere.head").path
        self.skald.environment["SKALD_HEAD"] = head
        try self.skald.run("start", "quote-to-cash", "--order", CommandLineUnderTest.fixture("acme-seats"))
        #expect(FileManager.default.fileExists(atPath: head))
        #expect(!FileManager.default.fileExists(atPath: "\(self.skald.db).head"))
        #expect(try self.skald.run("verify", "--offline").status == 0)
        try FileManager.default.removeItem(atPath: head)
        let outcome = try self.skald.run("run")
        #expect(outcome.status == 9)
        #expect(outcome.messages.contains("the head \(head) is missing"))
    }

    private func copy() throws -> [String: Data] {
        try ["", "-wal"].reduce(into: [:]) { copy, part in
            let file = URL(filePath: self.skald.db + part)
            if FileManager.default.fileExists(atPath: file.path) { copy[part] = try Data(contentsOf: file) }
        }
    }

    private func restore(_ copy: [String: Data]) throws {
        for part in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: self.skald.db + part) }
        for (part, bytes) in copy { try bytes.write(to: URL(filePath: self.skald.db + part)) }
    }
}
