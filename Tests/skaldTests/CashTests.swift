import Foundation
import Testing

@Suite("Money that comes in, from the command line")
struct CashTests {
    private let skald: CommandLineUnderTest

    init() throws {
        self.skald = try CommandLineUnderTest()
        try self.skald.run("start", "quote-to-cash", "--order", CommandLineUnderTest.fixture("acme-seats"))
    }

    private func amount(_ euros: String) -> String { #"{"amount":"\#(euros)","currency":"EUR"}"# }

    private func moved(_ event: String, _ kind: String, _ id: String, _ euros: String, _ more: String) -> String {
        #"{"source":"treasury","id":"\#(id)","type":"\#(event)","movement":{"kind":"\#(kind)","id":"\#(id)","#
            + #""amount":\#(self.amount(euros)),"movedOn":"2026-11-24","place":"bank","advice":[]\#(more)}}"#
    }

    private var part: String {
        self.moved("payment-settled", "received", "PAY-1", "20000.00", #","mentions":["INV-1001"]"#)
    }
    private var rest: String {
        self.moved("payment-settled", "received", "PAY-2", "39500.00", #","mentions":["for","INV-1001"]"#)
    }
    private var returned: String {
        self.moved(
            "payment-returned",
            "returned",
            "RET-2",
            "39500.00",
            #","original":"PAY-2","fee":\#(self.amount("8.00"))"#
        )
    }
    private var chargedBack: String {
        self.moved(
            "payment-charged-back",
            "charged-back",
            "DU-1",
            "20000.00",
            #","original":"PAY-1","fee":\#(self.amount("15.00"))"#
        )
    }
    private let won =
        #"{"source":"treasury","id":"DU-1/won","type":"chargeback-decided","about":"DU-1","reference":"DU-1","verdict":"won"}"#

    private func ingest(_ events: [String]) throws -> CommandLineUnderTest.Outcome {
        let file = try self.skald.write(events.joined(separator: "\n"), to: "events.jsonl")
        return try self.skald.run("event", "ingest", file)
    }

    private func saga(_ id: String) throws -> SagaSeen {
        try self.skald.run("show", id, "-o", "json").json(SagaSeen.self)
    }

    @Test("in two parts settles the invoice with the second, and each part is a saga")
    func parts() throws {
        _ = try self.ingest([self.part])
        #expect(try self.saga("quote-to-cash/Q-1042").status == "waiting")
        #expect(try self.skald.sandbox().counts.openBalances["INV-1001"] == "EUR 39500.00")
        _ = try self.ingest([self.rest])
        #expect(try self.saga("quote-to-cash/Q-1042").status == "done")
        #expect(try self.saga("payment-to-receivables/PAY-2").status == "done")
        let counts = try self.skald.sandbox().counts
        #expect(counts.openBalances["INV-1001"] == "EUR 0.00")
        #expect(counts.trialBalance["unapplied-cash"]?["EUR"] == "0.00")
        #expect(counts.trialBalance["cash"]?["EUR"] == "59500.00")
        #expect(try self.skald.run("verify").status == 0)
    }

    @Test(
        "and is returned, charged back and won leaves the same books, whatever order the events come in",
        arguments: [[0, 1, 2, 3, 4], [1, 0, 3, 2, 4], [1, 2, 0, 3, 4]]
    )
    func anyOrder(_ order: [Int]) throws {
        let events = [self.part, self.rest, self.returned, self.chargedBack, self.won]
        _ = try self.ingest(order.map { events[$0] })
        let sandbox = try self.skald.sandbox()
        #expect(sandbox.counts.isBalanced)
        #expect(sandbox.counts.openBalances["INV-1001"] == "EUR 39500.00")
        let ledger = sandbox.counts.trialBalance.mapValues { $0["EUR"] ?? "" }
        #expect(ledger["cash"] == "19992.00", "20000 and 39500 came, 39500 and a fee of 8 went")
        #expect(ledger["receivable"] == "39500.00")
        #expect(ledger["payment-fees"] == "8.00")
        #expect(ledger["dispute-losses"] == "15.00")
        #expect(ledger["clearing"] == "-15.00")
        #expect(ledger["unapplied-cash"] == "0.00" && ledger["disputes-receivable"] == "0.00")
        #expect(try self.saga("dunning/INV-1001.RET-2").status == "waiting", "the invoice is open again")
        let verified = try self.skald.run("verify")
        #expect(verified.status == 0, "\(verified.output)")
    }

    private func stripe(_ type: String, _ object: String) -> String {
        #"{"id":"evt_\#(type)","object":"event","type":"\#(type)","data":{"object":{\#(object)}}}"#
    }

    @Test("by Stripe is disputed and won, refunded and fails as Stripe says it, each event once")
    func stripe() throws {
        let intent = #""id":"pi_1","currency":"eur","created":1795219200,"metadata":{"invoice":"INV-1001"}"#
        let paid = self.stripe("payment_intent.succeeded", intent + #","amount_received":5950000"#)
        let dispute =
            #""id":"du_1","amount":5950000,"currency":"eur","created":1795219200,"payment_intent":"pi_1","#
            + #""reason":"fraudulent","balance_transactions":[{"fee":1500}]"#
        let refund = #""id":"re_1","amount":1000,"currency":"eur","created":1795219200,"payment_intent":"pi_1""#
        let events = [
            paid, self.stripe("charge.dispute.created", dispute + #","status":"needs_response""#),
            self.stripe("charge.dispute.closed", dispute + #","status":"won""#),
            self.stripe("refund.created", refund + #","status":"pending""#),
            self.stripe("refund.updated", refund + #","status":"succeeded""#),
            self.stripe("charge.refunded", #""id":"ch_1","payment_intent":"pi_1""#),
            self.stripe("payment_intent.payment_failed", intent),
        ]
        #expect(try self.ingest(events).output.components(separatedBy: "recorded and not used").count == 3)
        let again = try self.ingest(events)
        #expect(again.status == 0 && again.output.components(separatedBy: "heard before").count == 8, "\(again.output)")
        let ledger = try self.skald.sandbox().counts.trialBalance.mapValues { $0["EUR"] ?? "" }
        #expect(ledger["clearing"] == "59475.00", "59500 came, a fee of 15 and a refund of 10 went")
        #expect(ledger["disputes-receivable"] == "0.00" && ledger["dispute-losses"] == "15.00")
        #expect(try self.saga("payment-to-receivables/du_1").status == "done")
        #expect(try self.saga("payment-to-receivables/re_1").status == "done")
        #expect(try self.saga("dunning/INV-1001").status == "done", "it is paid, and nobody is asked")
        #expect(try self.skald.run("verify").status == 0)
    }

    @Test("twice is booked once, and with other content it is shown to a person")
    func twice() throws {
        _ = try self.ingest([self.part])
        #expect(try self.ingest([self.part]).output.contains("heard before"))
        let other = self.part.replacing("20000.00", with: "20000.01").replacing(
            #""id":"PAY-1","type""#,
            with: #""id":"x","type""#
        )
        let outcome = try self.ingest([other])
        #expect(outcome.status == 3)
        #expect(outcome.output.contains("was started already, with other content"), "\(outcome.output)")
        #expect(try self.skald.sandbox().counts.openBalances["INV-1001"] == "EUR 39500.00")
    }

    @Test("that moves nothing, or takes back nobody knows what, is a dead letter with its place")
    func broken() throws {
        let nothing = self.part.replacing("20000.00", with: "0.00")
        let nameless = self.returned.replacing(#","original":"PAY-2""#, with: "")
        let outcome = try self.ingest([nothing, nameless])
        #expect(outcome.status == 3)
        #expect(outcome.messages.contains("movement.amount: EUR 0.00 moves nothing"), "\(outcome.messages)")
        #expect(outcome.messages.contains("movement.original: is missing"), "\(outcome.messages)")
    }

    @Test("is simulated without anything being opened, and a promise that is not kept is a finding")
    func simulated() throws {
        let folder = URL(filePath: CommandLineUnderTest.fixture("acme-seats")).deletingLastPathComponent()
        let fixture = folder.appending(path: "../payments/remittance-many.yaml").standardized
        let table = try self.skald.run("simulate", "payment", fixture.path)
        #expect(table.status == 0, "\(table.messages)")
        #expect(table.output.contains("to be settled on INV-3: EUR 57.00"))
        #expect(table.output.contains("→ support  deduction  EUR 57.00 of INV-3"))
        let text = try String(contentsOf: fixture, encoding: .utf8).replacing("bank: 300.00", with: "bank: 299.00")
        let broken = try self.skald.run(
            "simulate",
            "payment",
            try self.skald.write(text, to: "broken.yaml"),
            "-o",
            "json"
        )
        #expect(broken.status == 3)
        #expect(broken.output.contains("ledger bank: 299.00 is expected, 300.00 comes"))
    }
}
