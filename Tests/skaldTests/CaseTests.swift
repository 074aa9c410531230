import Foundation
import Testing

@Suite("A customer's case, from the command line")
struct CaseTests {
    private let skald: CommandLineUnderTest

    init() throws {
        self.skald = try CommandLineUnderTest()
        try self.skald.run("start", "quote-to-cash", "--order", CommandLineUnderTest.fixture("acme-seats"))
    }

    @Test("holds the invoice everywhere until it is decided for us, and moves no money")
    func upheld() throws {
        let before = try self.skald.sandbox().counts.openBalances
        #expect(try self.hear(Self.opened()).output.contains("taken by case-to-credit/CS-9"))
        #expect(try self.shown().state == "awaiting-resolution")
        #expect(try self.books().counts.holds == ["INV-1001": "CS-9"])
        #expect(try self.skald.run("hold", "list").output.contains("CS-9"))
        try self.hear(Self.resolved("vendor"))
        #expect(try self.shown().status == "done")
        #expect(try self.books().counts.holds == [:])
        #expect(try self.skald.sandbox().counts.openBalances == before)
        #expect(try self.skald.sandbox().live("erp", "creditMemo") == 0)
        try self.verify()
    }

    @Test("decided for the customer ends in one credit memo, with tax, and nothing is held any more")
    func credited() throws {
        try self.hear(Self.opened())
        try self.hear(Self.resolved("customer", "500.00"))
        #expect(try self.shown().status == "done")
        let books = try self.books()
        #expect(books.counts.openBalances["INV-1001"] == "EUR 58905.00")
        #expect(books.counts.holds == [:])
        #expect(try self.skald.sandbox().live("erp", "creditMemo") == 1)
        #expect(try self.skald.sandbox().live("billing", "creditMemo") == 1)
        #expect(try self.skald.sandbox().counts.isBalanced)
        try self.verify()
    }

    @Test("for more than the ceiling waits until somebody else approves it")
    func approval() throws {
        try self.hear(Self.opened())
        try self.hear(Self.resolved("customer", "5000.00"))
        #expect(try self.shown().status == "gated")
        #expect(try self.skald.sandbox().live("erp", "creditMemo") == 0)
        let approved = try self.skald.run("approval", "approve", "CS-9", "large-credit", "--subject", Self.subject)
        #expect(approved.status == 0, "\(approved.output)\(approved.messages)")
        #expect(try self.shown().status == "done")
        #expect(try self.books().counts.openBalances["INV-1001"] == "EUR 53550.00")
        try self.verify()
    }

    @Test("above what is open leaves the rest with the customer")
    func excess() throws {
        try self.skald.run("sandbox", "pay", "INV-1001")
        try self.skald.run("run")
        try self.hear(Self.opened())
        try self.hear(Self.resolved("customer", "500.00"))
        #expect(try self.shown().status == "done")
        #expect(try self.books().counts.openCredits == ["CR-CS-9": "EUR 595.00"])
        try self.verify()
    }

    @Test("is one saga, however often it is told")
    func repeated() throws {
        try self.hear(Self.opened())
        #expect(try self.hear(Self.opened()).output.contains("heard before"))
        #expect(try self.hear(Self.opened(id: "e9")).output.contains("was started already"))
        #expect(try self.skald.run("list", "-o", "json").json(SagasSeen.self).sagas.count == 2)
    }

    @Test("about no invoice is answered, and nothing is held")
    func unlinked() throws {
        try self.hear(Self.opened().replacing(#""invoice":"INV-1001","#, with: ""))
        #expect(try self.shown().status == "done")
        #expect(try self.books().counts.holds == [:])
    }

    @Test(
        "that cannot be understood becomes a dead letter which says where",
        arguments: [
            (#""id":"CS-9","#, #""id":"CS/9","#, "supportCase.id"),
            (#""scope":"document""#, #""scope":"line""#, "supportCase.line"),
            (#""openedOn":"2026-11-20""#, #""openedOn":"yesterday""#, "supportCase.openedOn"),
        ]
    )
    func unreadable(good: String, bad: String, place: String) throws {
        let outcome = try self.hear(Self.opened().replacing(good, with: bad))
        #expect(outcome.status == 3)
        #expect(outcome.messages.contains(place), "\(outcome.messages)")
    }

    @Test("of another case on the same invoice keeps it held until both are through")
    func nested() throws {
        try self.hear(Self.opened())
        try self.hear(Self.opened(id: "e5", case: "CS-10"))
        try self.hear(Self.resolved("vendor"))
        #expect(try self.books().counts.holds == ["INV-1001": "CS-10"])
        try self.hear(Self.resolved("vendor", id: "e6", case: "CS-10"))
        #expect(try self.books().counts.holds == [:])
        try self.verify()
    }

    @Test("about a draft keeps the order from posting; once released it posts, once")
    func stopsPosting() throws {
        let skald = try CommandLineUnderTest()
        try skald.run("hold", "place", "Q-1042", "--kind", "dispute", "--reason", "price", "--id", "H-1")
        try skald.run("start", "quote-to-cash", "--order", CommandLineUnderTest.fixture("acme-seats"))
        try Self.hear(Self.opened(), skald)
        try skald.run("hold", "release", "H-1", "--reason", "settled")
        #expect(try skald.sandbox().live("erp", "invoice") == 0, "the case still holds it")
        try Self.hear(Self.resolved("vendor"), skald)
        #expect(try skald.sandbox().live("erp", "invoice") == 1)
        let saga = try skald.run("show", "Q-1042", "-o", "json").json(SagaSeen.self)
        #expect(saga.state == "awaiting-payment")
        #expect(saga.step("receivable")?.attempts == 1)
        let verified = try skald.run("verify")
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test("about a draft that ends in a credit lets it be posted, sees that by itself, and credits it")
    func draftCredited() throws {
        let skald = try CommandLineUnderTest()
        try skald.follow("deadlines: {awaiting-posting: {within: 1s, owner: finance}}", of: "case-to-credit")
        try skald.run("hold", "place", "Q-1042", "--kind", "dispute", "--reason", "price", "--id", "H-1")
        try skald.start()
        try Self.hear(Self.opened(), skald)
        try skald.run("hold", "release", "H-1", "--reason", "settled")
        #expect(try skald.sandbox().live("erp", "invoice") == 0, "the case still holds it")
        try Self.hear(Self.resolved("customer", "500.00"), skald)
        try skald.wait(for: "the credit") {
            try skald.run("run")
            return try skald.run("show", "CS-9", "-o", "json").json(SagaSeen.self).status == "done"
        }
        let sandbox = try skald.sandbox()
        #expect(sandbox.live("erp", "invoice") == 1)
        #expect(sandbox.live("erp", "creditMemo") == 1)
        #expect(sandbox.counts.openBalances["INV-1001"] == "EUR 58905.00")
        #expect(try skald.saga().state == "awaiting-payment")
        let verified = try skald.run("verify")
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test("and another one about the same draft, both decided for the customer, do not wait for each other")
    func draftCreditedTwice() throws {
        let skald = try CommandLineUnderTest()
        try skald.run("hold", "place", "Q-1042", "--kind", "dispute", "--reason", "price", "--id", "H-1")
        try skald.start()
        try Self.hear(Self.opened(), skald)
        try Self.hear(Self.opened(id: "e5", case: "CS-10"), skald)
        try skald.run("hold", "release", "H-1", "--reason", "settled")
        try Self.hear(Self.resolved("customer", "500.00"), skald)
        try Self.hear(Self.resolved("customer", "300.00", id: "e6", case: "CS-10"), skald)
        #expect(try skald.sandbox().live("erp", "invoice") == 1)
        let posted = #"{"source":"billing","id":"p","type":"invoice-posted","about":"CS-9"}"#
        try Self.hear(posted, skald)
        try Self.hear(posted.replacing("CS-9", with: "CS-10").replacing(#""p""#, with: #""q""#), skald)
        #expect(try skald.sandbox().counts.openBalances["INV-1001"] == "EUR 58548.00")
        #expect(try skald.sandbox().live("erp", "creditMemo") == 2)
        let verified = try skald.run("verify")
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test(
        "keeps money from the invoice only where all of it is disputed, and one line is not all",
        arguments: [("document", "EUR 59500.00"), ("line", "EUR 19500.00")]
    )
    func moneyUnderDispute(_ scope: String, _ open: String) throws {
        let line = scope == "line" ? #","line":1"# : ""
        try self.hear(Self.opened().replacing(#""scope":"document""#, with: #""scope":"\#(scope)"\#(line)"#))
        try self.hear(
            #"{"source":"bank","id":"p1","type":"payment-settled","payment":{"id":"PAY-7","invoice":"INV-1001","#
                + #""account":"ACME-001","amount":{"amount":"40000.00","currency":"EUR"},"receivedOn":"2026-11-20"}}"#
        )
        let payment = try self.skald.run("show", "PAY-7", "-o", "json").json(SagaSeen.self)
        #expect(payment.step("entry")?.status == "done", "it is in the books either way")
        #expect(payment.status == (scope == "line" ? "done" : "gated"))
        #expect(try self.books().counts.openBalances["INV-1001"] == open)
        try self.hear(Self.resolved("vendor"))
        #expect(try self.books().counts.openBalances["INV-1001"] == "EUR 19500.00", "what waited goes on")
        try self.verify()
    }

    @Test("that ends in a credit after a part payment leaves nothing open, and the books balance")
    func afterPartPayment() throws {
        try self.hear(
            #"{"source":"bank","id":"p1","type":"payment-settled","payment":{"id":"PAY-7","invoice":"INV-1001","#
                + #""account":"ACME-001","amount":{"amount":"59000.00","currency":"EUR"},"receivedOn":"2026-11-20"}}"#
        )
        try self.hear(Self.opened())
        try self.hear(Self.resolved("customer", "500.00"))
        let books = try self.books()
        #expect(books.counts.openBalances["INV-1001"] == "EUR 0.00")
        #expect(books.counts.openCredits == ["CR-CS-9": "EUR 95.00"])
        #expect(try self.skald.sandbox().counts.isBalanced)
        try self.verify()
    }

    @Test("is simulated from a file without a trace, and refused where the credit cannot be given")
    func simulated() throws {
        let skald = try CommandLineUnderTest()
        let outcome = try skald.run("simulate", "case", Self.fixture("partial-credit"))
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("13090.00"))
        #expect(outcome.output.contains("credit-memo"))
        #expect(outcome.output.contains("✓ every reconciliation holds\n"))
        #expect(!FileManager.default.fileExists(atPath: skald.db))
        let refused = try skald.run("simulate", "case", Self.fixture("too-much"))
        #expect(refused.status == 3)
        #expect(refused.output.contains("has less left than is asked for"))
        let first = try skald.run("simulate", "case", Self.fixture("one-line"), "-o", "json")
        #expect(first.output.contains(#""schema" : "skald.case/1""#))
        #expect(try skald.run("simulate", "schema", "case").output.contains("A case to simulate"))
    }
}

extension CaseTests {
    private static func fixture(_ name: String) -> String {
        CommandLineUnderTest.fixture("../cases/\(name)")
    }

    @discardableResult
    private static func hear(_ event: String, _ skald: CommandLineUnderTest) throws -> CommandLineUnderTest.Outcome {
        try skald.run("event", "ingest", try skald.write(event, to: "event.json"))
    }

    private struct Books: Decodable {
        struct Counts: Decodable {
            let holds: [String: String]
            let openBalances: [String: String]
            let openCredits: [String: String]
        }

        let counts: Counts
    }

    private func books() throws -> Books { try self.skald.run("sandbox", "show", "-o", "json").json(Books.self) }

    private static let subject = "case CS-9, invoice INV-1001, credit EUR 5950.00"

    private func shown() throws -> SagaSeen { try self.skald.run("show", "CS-9", "-o", "json").json(SagaSeen.self) }

    private func verify() throws {
        let outcome = try self.skald.run("verify")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.messages)")
    }

    @discardableResult
    private func hear(_ event: String) throws -> CommandLineUnderTest.Outcome { try Self.hear(event, self.skald) }

    private static func opened(id: String = "e1", case name: String = "CS-9") -> String {
        #"{"source":"support","id":"\#(id)","type":"case-opened","supportCase":{"id":"\#(name)","#
            + #""account":"ACME-001","legalEntity":"northwind-de","subject":"two weeks of outage","#
            + #""openedOn":"2026-11-20","invoice":"INV-1001","scope":"document"}}"#
    }

    private static func resolved(
        _ outcome: String,
        _ amount: String? = nil,
        id: String = "e2",
        case name: String = "CS-9"
    ) -> String {
        let lines = amount.map { #"[{"line":1,"amount":{"amount":"\#($0)","currency":"EUR"}}]"# } ?? "[]"
        return #"{"source":"support","id":"\#(id)","type":"case-resolved","resolution":{"supportCase":"\#(name)","#
            + #""outcome":"\#(outcome)","decidedOn":"2026-11-21","reason":"two weeks of outage","lines":\#(lines)}}"#
    }
}
