import Foundation
import Testing

/// From the preview of an amendment to the same amounts in the sandbox's books, through the real program.
@Suite("An amendment, from the command line")
struct AmendmentTests {
    private let skald: CommandLineUnderTest
    private let fixture = Self.fixture("acme-growth")

    private static func fixture(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../fixtures/amendments/\(name).yaml")
            .standardizedFileURL.path
    }

    init() throws { self.skald = try CommandLineUnderTest() }

    private struct Preview: Decodable {
        struct Journal: Decodable { let number: String, lines: [Entry] }
        struct Entry: Decodable { let account: String, debit: String?, credit: String? }
        let journals: [Journal]
        let inputHash: String

        /// By document: account and amount, debit positive.
        var entries: [String: [String: String]] {
            let shown = self.journals.map { journal in
                let sides = journal.lines.map { ($0.account, $0.debit ?? "-\($0.credit ?? "")") }
                return (journal.number, Dictionary(sides) { first, _ in first })
            }
            return Dictionary(shown) { first, _ in first }
        }
    }

    private struct Listing: Decodable {
        struct Saga: Decodable { let id: String, status: String, state: String? }
        let sagas: [Saga]
    }

    /// The order is invoiced, as the fixture supposes, and the preview is at hand.
    private func preview(_ fixture: String? = nil) throws -> Preview {
        try self.skald.start()
        return try self.skald.run("simulate", "amendment", fixture ?? self.fixture, "-o", "json").json(Preview.self)
    }

    private func amendments() throws -> [Listing.Saga] {
        try self.skald.run("list", "-o", "json").json(Listing.self).sagas.filter { $0.id.hasPrefix("amendment/") }
    }

    /// What stands in the sandbox's books, by document: account and amount, debit positive.
    private func books() throws -> [String: [String: String]] {
        let text = try String(contentsOfFile: self.skald.db + ".sandbox", encoding: .utf8)
        var books: [String: [String: String]] = [:]
        for line in text.split(separator: "\n") {
            let facts = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [[String: Any]] ?? []
            for case let posted as [String: Any] in facts.compactMap({ ($0["posted"] as? [String: Any])?["_0"] }) {
                let number = try #require(posted["document"] as? String)
                #expect(books[number] == nil, "\(number) is posted once")
                for side in try #require(posted["lines"] as? [[String: Any]]) {
                    let amount = try #require((side["amount"] as? [String: Any])?["amount"] as? String)
                    let account = try #require(side["account"] as? String)
                    #expect(books[number]?[account] == nil)
                    books[number, default: [:]][account] = amount
                }
            }
        }
        return books
    }

    @Test("posts what was previewed, to the minor unit, and nothing else")
    func previewIsExecution() throws {
        let preview = try self.preview()
        let before = try self.books()
        let started = try self.skald.run(
            "start",
            "amendment",
            self.fixture,
            "--expect",
            preview.inputHash,
            "-o",
            "json"
        )
        #expect(started.status == 0, "\(started.messages)")
        let sagas = try started.json(Listing.self).sagas
        #expect(sagas.map(\.id) == ["amendment/AMD-7", "amendment/AMD-8", "amendment/AMD-9"])
        #expect(sagas.allSatisfy { $0.status == "done" && $0.state == "settled" })
        let posted = try self.books().filter { before[$0.key] == nil }
        #expect(posted == preview.entries)
        #expect(posted.count == 5)
        let counts = try self.skald.sandbox().counts
        #expect(counts.openBalances["AMD-7:1"] == "EUR 11688.09")
        #expect(counts.openBalances["AMD-9:1"] == "EUR 5997.60")
        #expect(counts.openBalances["INV-1001"] == "EUR 59500.00")
        #expect(counts.isBalanced)
        #expect(try self.skald.run("verify").status == 0)
    }

    @Test("settles several invoices by one credit in two tax codes, as it was previewed")
    func severalInvoices() throws {
        let file = Self.fixture("acme-cancel")
        self.skald.environment["SKALD_USER"] = "ana"
        let preview = try self.preview(file)
        let before = try self.books()
        #expect(try self.skald.run("start", "amendment", file, "--expect", preview.inputHash).status == 3)
        self.skald.environment["SKALD_USER"] = "ben"
        let subject = "contract Q-1042, amendment AMD-8, credit EUR 71341.92, refund EUR 0.00"
        let approved = try self.skald.run("approval", "approve", "AMD-8", "large-credit", "--subject", subject)
        #expect(approved.status == 0, "\(approved.messages)")
        #expect(try self.books().filter { before[$0.key] == nil } == preview.entries)
        let counts = try self.skald.sandbox().counts
        #expect(counts.openBalances["AMD-7:1"] == "EUR 0.00")
        #expect(counts.openBalances["INV-1001"] == "EUR 5762.98")
        #expect(counts.isBalanced)
        #expect(try self.skald.run("verify").status == 0)
    }

    @Test("owes the customer what is to be paid back, in the ERP as in the preview")
    func refund() throws {
        let file = Self.fixture("acme-refund")
        let preview = try self.preview(file)
        try self.skald.run("sandbox", "pay", "INV-1001")
        try self.skald.run("run")
        let before = try self.books()
        let started = try self.skald.run("start", "amendment", file, "--expect", preview.inputHash)
        #expect(started.status == 0, "\(started.messages)")
        let posted = try self.books().filter { before[$0.key] == nil }
        #expect(posted["AMD-7:refund"] == ["receivable": "2909.80", "refund-payable": "-2909.80"])
        let credit = try #require(posted["AMD-7:1"])
        #expect(credit["receivable"] == "-2909.80" && credit["deferred-revenue"] == "2445.21")
        #expect(preview.entries["AMD-7:1"]?["refund-payable"] == "-2909.80")
        #expect(try self.skald.sandbox().counts.trialBalance["refund-payable"] == ["EUR": "-2909.80"])
        #expect(try self.skald.run("verify").status == 0)
    }

    @Test("twice is one saga, and changes nothing")
    func twiceIsOneSaga() throws {
        let preview = try self.preview()
        try self.skald.run("start", "amendment", self.fixture)
        let (books, sagas) = (try self.books(), try self.amendments().map(\.id))
        let again = try self.skald.run("start", "amendment", self.fixture, "--expect", preview.inputHash)
        #expect(again.status == 0)
        #expect(again.messages.contains("amendment/AMD-8 was started already with this content"))
        #expect(try self.books() == books)
        #expect(try self.amendments().map(\.id) == sagas)
    }

    @Test("that is not what was previewed starts nothing, and says what has drifted")
    func drift() throws {
        let preview = try self.preview()
        let seen = try self.skald.write(
            self.skald.run("simulate", "amendment", self.fixture, "-o", "json").output,
            to: "preview.json"
        )
        let text = try String(contentsOfFile: self.fixture, encoding: .utf8)
        let changed = try self.skald.write(text.replacing("to: 50", with: "to: 51"), to: "changed.yaml")
        let byHash = try self.skald.run("start", "amendment", changed, "--expect", preview.inputHash)
        #expect(byHash.status == 6)
        #expect(byHash.messages.contains(preview.inputHash))
        let byPreview = try self.skald.run("start", "amendment", changed, "--expect", seen)
        #expect(byPreview.status == 6)
        #expect(byPreview.messages.contains("contract.after[1].quantity was 50 and is 51"))
        #expect(byPreview.messages.contains("nothing was started or sent"))
        #expect(try self.amendments().isEmpty)
        let same = try self.skald.run("start", "amendment", self.fixture, "--expect", seen, "--no-run")
        #expect(same.status == 0)
        let other = try self.skald.run("start", "amendment", changed)
        #expect(other.status == 6)
        #expect(other.messages.contains("amendment.changes[0].setQuantity.to was 50 and is 51"))
    }

    @Test("that the ERP refuses is taken back, and those after it see that the contract is not what they suppose")
    func refused() throws {
        _ = try self.preview()
        let before = try self.books()
        try self.skald.run("sandbox", "fault", "erp.upsert.invoice=refuse*1")
        let started = try self.skald.run("start", "amendment", self.fixture, "-o", "json")
        #expect(started.status == 3)
        #expect(try started.json(Listing.self).sagas.map(\.status) == ["compensated", "compensated", "compensated"])
        #expect(try self.skald.run("explain", "AMD-8").output.contains("has had 0 amendments, not 1"))
        #expect(try self.books() == before)
        let sandbox = try self.skald.sandbox()
        #expect(sandbox.live("billing", "amendment") == 0)
        #expect(sandbox.live("billing", "delta") == 0)
    }

    @Test("that was taken back begins again on request, under names of its own; what stands is left alone")
    func again() throws {
        let preview = try self.preview()
        let before = try self.books()
        #expect(try self.skald.run("start", "amendment", self.fixture, "--again").status == 5)
        try self.skald.fault("erp.upsert.creditMemo=refuse*1")
        let first = try self.skald.run("start", "amendment", self.fixture, "-o", "json")
        #expect(try first.json(Listing.self).sagas.map(\.status) == ["done", "compensated", "compensated"])
        let arguments = ["start", "amendment", self.fixture, "--again", "--expect", preview.inputHash, "-o", "json"]
        let second = try self.skald.outcome(of: self.skald.process(arguments))
        #expect(second.status == 0, "\(second.messages)")
        let sagas = try second.json(Listing.self).sagas
        #expect(sagas.map(\.id) == ["amendment/AMD-7", "amendment/AMD-8.g2", "amendment/AMD-9.g2"])
        #expect(sagas.allSatisfy { $0.status == "done" })
        let named = preview.entries.map { number, sides in
            (number.replacing(/^AMD-[89]/) { "\($0.output)-G2" }, sides)
        }
        #expect(try self.books().filter { before[$0.key] == nil } == Dictionary(named) { first, _ in first })
        #expect(try self.skald.run("show", "AMD-8").output.hasPrefix("amendment/AMD-8.g2"))
        #expect(try self.skald.run("start", "amendment", self.fixture).status == 0)
        let third = try self.skald.run("start", "amendment", self.fixture, "--again")
        #expect(third.status == 4 && third.messages.contains("amendment/AMD-8.g2 is done"))
        #expect(try self.amendments().count == 5)
        #expect(try self.skald.run("verify").status == 0)
    }

    @Test("whose documents an ERP cannot be asked for is not started, and neither is one whose day has not come")
    func unready() throws {
        let folder = URL(filePath: self.fixture).deletingLastPathComponent()
        let untaxed = try self.skald.run("start", "amendment", folder.appending(path: "expand-seats.yaml").path)
        #expect(untaxed.status == 4)
        #expect(untaxed.messages.contains("no tax code"))
        let early = try self.skald.run("start", "amendment", folder.appending(path: "future-dated.yaml").path)
        #expect(early.status == 4)
        #expect(early.messages.contains("nothing of"))
        #expect(!FileManager.default.fileExists(atPath: self.skald.db))
        #expect(try self.skald.run("start", "amendment").status == 64)
    }

    @Test("leaves the order's own name to the order")
    func names() throws {
        _ = try self.preview()
        try self.skald.run("start", "amendment", self.fixture, "--no-run")
        let shown = try self.skald.run("show", "Q-1042")
        #expect(shown.status == 0)
        #expect(shown.output.hasPrefix("quote-to-cash/Q-1042"))
        #expect(shown.messages.contains("it is also known to amendment/AMD-7"))
    }
}
