import Foundation
import Testing

@Suite("Files of the bank, from the command line")
struct BankImportTests {
    private struct Seen: Decodable {
        struct Statement: Decodable {
            struct Record: Decodable { let id: String }
            let record: Record
            let result: String
        }
        struct Finding: Decodable {
            let kind: String
            let owner: String
            let remedy: String
        }
        struct Movement: Decodable { let kind: String }
        struct Events: Decodable {
            let new: Int
            let repeated: Int
        }

        let schema: String
        let dryRun: Bool
        let statements: [Statement]
        let movements: [Movement]
        let findings: [Finding]
        let events: Events
    }

    private let skald: CommandLineUnderTest

    init() throws { self.skald = try CommandLineUnderTest() }

    private func file(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../fixtures/bank/\(name)")
            .standardizedFileURL.path
    }

    private func take(_ names: String..., status: Int32 = 0, flags: [String] = []) throws -> Seen {
        let arguments = ["bank", "import", "-o", "json"] + flags + names.map(self.file)
        let outcome = try self.skald.outcome(of: try self.skald.process(arguments))
        #expect(outcome.status == status, "\(names): \(outcome.messages)")
        let seen = try outcome.json(Seen.self)
        #expect(seen.schema == "skald.bank-import/1")
        return seen
    }

    @Test("are shown without leaving anything behind")
    func dryRun() throws {
        let seen = try self.take("acme-43-return.camt053.v08.xml", flags: ["--dry-run"])
        #expect(seen.dryRun && seen.movements.map(\.kind) == ["payment-received", "payment-returned"])
        #expect(!FileManager.default.fileExists(atPath: self.skald.db))
        let table = try self.skald.run("bank", "import", "--dry-run", self.file("acme-41.camt053.v02.xml"))
        #expect(table.output.contains("EUR 59500.00") && table.output.contains("INV-1001"))
    }

    @Test("become events once, and the same file again changes nothing")
    func twice() throws {
        let first = try self.take("acme-42-batch.camt053.v04.xml", "acme-41.camt053.v02.xml")
        #expect(first.events.new == 5 && first.statements.map(\.result) == ["new", "new"])
        let again = try self.take("acme-41.camt053.v02.xml", "acme-42-batch.camt053.v04.xml")
        #expect(again.events.new == 0 && again.statements.map(\.result) == ["known", "known"])
        let notice = try self.take("acme-batch.camt054.v08.xml")
        #expect(notice.events.new == 0 && notice.events.repeated == 3, "the notice tells of the same movements")
        let totals = try self.take("acme-42-totals-only.camt053.v04.xml", status: 3)
        #expect(totals.findings.map(\.kind) == ["changed-statement"])
    }

    @Test("leave a finding for each gap, which the missing statement settles")
    func gap() throws {
        _ = try self.take("acme-41.camt053.v02.xml", "acme-42-batch.camt053.v04.xml")
        let gap = try self.take("acme-45-gap.camt053.v08.xml", status: 3)
        #expect(gap.findings.map(\.kind) == ["missing-statement", "broken-chain"])
        #expect(gap.findings.allSatisfy { $0.owner == "treasury" && !$0.remedy.isEmpty })
        #expect(gap.events.new == 1, "its own booking is sound")
        let letters = try self.skald.run("dlq", "list")
        #expect(letters.status == 3 && letters.output.contains("missing-statement/ACME-EUR-45"))
        let late = try self.take("acme-43-return.camt053.v08.xml", status: 3)
        #expect(late.findings.map(\.kind) == ["missing-statement"], "44 is still missing")
        let after = try self.skald.run("dlq", "list")
        #expect(!after.output.contains("broken-chain/ACME-EUR-45"), "the chain is whole again")
    }

    @Test("are kept out when they do not add up, and the next import still misses them")
    func held() throws {
        _ = try self.take("acme-43-return.camt053.v08.xml")
        let held = try self.take("acme-44-unbalanced.camt053.v08.xml", status: 3)
        #expect(held.statements.map(\.result) == ["held"] && held.events.new == 0)
        #expect(held.findings.map(\.kind) == ["unbalanced"])
        let next = try self.take("acme-45-gap.camt053.v08.xml", status: 3)
        #expect(next.findings.map(\.kind) == ["missing-statement"])
    }

    @Test("that cannot be read are refused with their line, and nothing of any file is taken in")
    func unreadable() throws {
        let cut = try self.skald.write(
            "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'>",
            to: "cut.xml"
        )
        let outcome = try self.skald.run("bank", "import", self.file("acme-41.camt053.v02.xml"), cut)
        #expect(outcome.status == 1 && outcome.messages.contains("cut.xml"))
        #expect(!FileManager.default.fileExists(atPath: self.skald.db))
        #expect(try self.skald.run("bank", "import").status == 64)
        #expect(try self.skald.run("bank", "import", "--namespace", "x", cut).status == 64)
        let strange = try self.skald.write("<Document xmlns='urn:bank'/>", to: "strange.xml")
        #expect(try self.skald.run("bank", "import", "--dry-run", strange).status == 3)
    }
}
