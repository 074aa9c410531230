import Foundation
import Testing

@Suite("A simulation, from the command line")
struct SimulateTests {
    private let skald: CommandLineUnderTest

    init() throws { self.skald = try CommandLineUnderTest() }

    private static func fixture(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "fixtures/amendments/\(name).yaml").path
    }

    private struct Report: Decodable {
        struct Journal: Decodable { let number: String, postedOn: String, basis: String, lines: [Entry] }
        struct Entry: Decodable { let account: String, debit: String?, credit: String? }
        let schema: String
        let journals: [Journal]
        let inputHash: String
    }

    @Test("answers in JSON with money as text, twice the same, and leaves nothing behind")
    func answersInJSON() throws {
        let file = Self.fixture("everything-at-once")
        let first = try self.skald.run("simulate", "amendment", file, "-o", "json")
        let again = try self.skald.run("simulate", "amendment", file, "-o", "json")
        #expect(first.status == 0)
        #expect(first.output == again.output)
        let report = try first.json(Report.self)
        #expect(report.schema == "skald.amendment/1")
        #expect(report.inputHash.count == 64)
        let journal = try #require(report.journals.first { $0.number == "AMD-1:1" })
        #expect(journal.postedOn == "2026-11-21")
        #expect(journal.basis == "booking-date")
        #expect(journal.lines.contains { $0.account == "receivable" && $0.credit == "5619.67" })
        #expect(!FileManager.default.fileExists(atPath: self.skald.db))
    }

    @Test("says that nothing was sent, and that every reconciliation holds")
    func isReadable() throws {
        let outcome = try self.skald.run("simulate", "amendment", Self.fixture("stacked"))
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix("Globex GmbH · C-77 · EUR · as of 2026-07-01 · simulated, nothing sent\n"))
        #expect(outcome.output.contains("✓ every reconciliation holds\n"))
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.contains { $0.contains(/before +SEATS +2026-01-01 +2027-01-01 +10 +1200.00 +year/) })
        #expect(lines.contains { $0.contains(/after +SEATS +2026-06-16 +2027-01-01 +12 +1320.00 +year/) })
        #expect(
            lines.contains {
                $0.contains(/AMD-3:1 +credit-memo +C-77 .* -2159.02 +\d.* settles AMD-2:1, .* settles INV-1/)
            }
        )
    }

    @Test("writes a page, and takes another day")
    func writesAPage() throws {
        let page = self.skald.folder.appending(path: "page.html")
        let file = Self.fixture("future-dated")
        let outcome = try self.skald.run("simulate", "amendment", file, "--as-of", "2026-10-02", "--html", page.path)
        #expect(outcome.status == 0)
        let html = try String(contentsOf: page, encoding: .utf8)
        #expect(html.hasPrefix("<!doctype html>"))
        #expect(html.contains("AMD-1:1"))
    }

    @Test("shows where each failure ends, under another policy too, and knows its steps and kinds")
    func failures() throws {
        let file = Self.fixture("stacked")
        let each = try self.skald.run("simulate", "amendment", file, "--fail-each")
        #expect(each.status == 0)
        #expect(each.output.contains("compensated, nets to zero"))
        #expect(each.output.contains("✓ every reconciliation holds"))
        let one = try self.skald.run("simulate", "amendment", file, "--fail", "delta:rejected", "-o", "json")
        struct Failures: Decodable {
            struct Failure: Decodable { let amendment: String, step: String, end: String, isZero: Bool }
            let failures: [Failure]
        }
        let failures = try one.json(Failures.self).failures
        #expect(!failures.isEmpty && failures.allSatisfy { $0.step == "delta" && $0.end == "compensated" && $0.isZero })
        let unknown = try self.skald.run("simulate", "amendment", file, "--fail", "delta:tomorrow")
        #expect(unknown.status == 64)
        #expect(unknown.messages.contains("in-doubt-not-done"))
        let policies = self.skald.folder.path
        let missing = try self.skald.run("simulate", "amendment", file, "--policy", policies)
        #expect(missing.status == 1)
        #expect(missing.messages.contains("amendment.policy.yaml"))
    }

    private static let strace = "/usr/bin/strace"

    @Test(
        "opens no socket",
        .enabled(if: FileManager.default.isExecutableFile(atPath: Self.strace), "there is no strace here")
    )
    func opensNoSocket() throws {
        let log = self.skald.folder.appending(path: "calls.txt").path
        let arguments = ["-f", "-qq", "-e", "trace=%network,openat", "-o", log, CommandLineUnderTest.program.path]
        let simulation = ["simulate", "amendment", Self.fixture("stacked"), "--fail-each"]
        let process = try self.skald.process(arguments + simulation, of: URL(filePath: Self.strace))
        #expect(try self.skald.outcome(of: process).status == 0)
        let calls = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
        #expect(calls.contains { $0.contains("openat(") && $0.contains("stacked.yaml") }, "strace has seen nothing")
        let network = calls.filter { !$0.contains("openat(") && !$0.contains("+++ exited") && !$0.contains("--- SIG") }
        #expect(network == [])
        #expect(!calls.contains { $0.contains("skald.db") })
    }

    @Test("refuses with status 3, and names what is wrong with a fixture by its line")
    func refuses() throws {
        let refused = try self.skald.run("simulate", "amendment", Self.fixture("closed-refused"))
        #expect(refused.status == 3)
        #expect(refused.messages.contains("2026-04 is closed"))
        let unknown = try self.skald.run("simulate", "amendment", Self.fixture("unknown-charge"))
        #expect(unknown.status == 3)
        #expect(unknown.messages.contains(/unknown-charge.yaml:\d+: AMD-1: the contract has no charge/))
        let bad = self.skald.folder.appending(path: "bad.yaml")
        try Data("contract: C-1\ncurrency: Euro\n".utf8).write(to: bad)
        let outcome = try self.skald.run("simulate", "amendment", bad.path)
        #expect(outcome.status == 1)
        #expect(outcome.messages.contains("bad.yaml:2: currency: “Euro” is not a currency"))
    }
}
