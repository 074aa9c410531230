import Foundation
import RevenueModel
import SagaModel
import Testing
import Workflows

struct QuoteToCashTests {
    @Test(arguments: ["outline.txt", "mmd", "dot"])
    func `the picture is the one that was agreed`(_ form: String) throws {
        try Picture.check(QuoteToCash(), form)
    }

    @Test func `the README shows the picture as it is`() throws {
        let root = URL(filePath: #filePath).appending(path: "../../..").standardized
        let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        #expect(readme.contains("```mermaid\n\(QuoteToCash().definition.graph.mermaid())```\n"))
    }

    @Test func `the definition keeps every rule, and its rehearsals come to every step`() {
        #expect(QuoteToCash().check() == [])
    }

    @Test func `every step asks the system that its name promises`() throws {
        let facts = OrderFacts(order: try .sample())
        let asked = QuoteToCash().definition.steps.map { "\($0.name) \($0.request(facts).system.rawValue)" }
        #expect(
            asked == [
                "account crm", "catalog billing", "terms-and-tax erp", "sales-order erp", "subscription billing",
                "entitlement support", "draft-invoice billing", "receivable erp", "issue-invoice billing",
                "opportunity crm", "support-note support", "onboarding success", "overdue-invoice sagas",
            ]
        )
    }

    @Test func `another invoice's payment does not settle it`() throws {
        var run = try Run()
        run.answerAll()
        #expect(run.machine.status == .waiting)
        run.pay("INV-9")
        #expect(run.machine.status == .waiting)
        run.pay("INV-1")
        run.answerAll()
        #expect(run.machine.status == .done)
        #expect(run.machine.state == "paid")
        #expect(run.machine.facts?.payment?.invoice == "INV-1")
    }

    @Test func `a refused receivable takes back draft, entitlement, subscription and order`() throws {
        var run = try Run()
        run.answerAll(refusing: "receivable")
        #expect(run.machine.status == .compensated)
        #expect(
            run.undone == [
                .billing(.voidDraft(order: "Q-1")), .support(.revokeEntitlement(order: "Q-1")),
                .billing(.cancelSubscription(order: "Q-1")), .erp(.cancelSalesOrder(order: "Q-1")),
            ]
        )
    }

    @Test func `the wait is as long as the payment terms`() throws {
        var run = try Run()
        run.answerAll()
        let until = run.machine.blockers.first { $0.cause == .signal }?.until
        #expect(until == Moment(milliseconds: 14 * 86_400_000))
    }

    @Test func `the stored form of a whole saga is the one that older files hold`() throws {
        var run = try Run()
        run.answerAll()
        run.pay("INV-1")
        run.answerAll()
        try Self.compare(run.events, with: "quote-to-cash.events.jsonl")
    }

    @Test func `the stored form of a saga that went over to another definition still leads to its end`() throws {
        var run = try Run(following: "then")
        run.feed(.placed(Obstacle(id: "CASE-9", kind: .hold, subject: "INV-1", owner: "finance", reason: "price")))
        run.answerAll()
        run.feed(.clockSet(ClockChange(by: .seconds(-90), isMeasured: true)))
        run.feed(.migrated(from: "then", to: "now", by: "ana"))
        run.feed(.removed(obstacle: "CASE-9", by: "ben"))
        run.pay("INV-1")
        run.answerAll()
        let lines = try Self.compare(run.events, with: "quote-to-cash.migrated.events.jsonl")

        var machine = SagaMachine(id: "quote-to-cash/Q-1", definition: QuoteToCash().definition)
        for line in lines {
            let event = try JSONDecoder().decode(SagaEvent<OrderFacts, RevenueReply>.self, from: Data(line.utf8))
            guard case .advanced = machine.handle(event, at: Moment(milliseconds: 0)) else {
                Issue.record("not heeded any more: \(line)")
                continue
            }
        }
        #expect(machine.terms?.fingerprint == "now")
        #expect(machine.status == .done)
    }

    /// - Returns: The lines of the golden file.
    @discardableResult
    private static func compare(
        _ events: [SagaEvent<OrderFacts, RevenueReply>],
        with golden: String
    ) throws -> [Substring] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let lines = try events.map { String(decoding: try encoder.encode($0), as: UTF8.self) + "\n" }.joined()
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: golden)
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try Data(lines.utf8).write(to: file)
        }
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text == lines)
        return text.split(separator: "\n")
    }

    @Test func `the stored form of its events comes back as it was`() throws {
        var run = try Run()
        run.answerAll()
        run.pay("INV-1")
        run.answerAll()
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        for event in run.events {
            let data = try encoder.encode(event)
            let back = try JSONDecoder().decode(SagaEvent<OrderFacts, RevenueReply>.self, from: data)
            #expect(back == event)
            #expect(!String(decoding: data, as: UTF8.self).contains("\"_0\""), "labels on every value")
        }
    }
}

/// A quote-to-cash whose systems answer at once.
private struct Run {
    var machine = SagaMachine(id: "quote-to-cash/Q-1", definition: QuoteToCash().definition)
    var events: [SagaEvent<OrderFacts, RevenueReply>] = []
    var undone: [RevenueRequest] = []
    private var out: [(RevenueRequest, IdempotencyKey, Int)] = []
    private let order: Order

    init(following fingerprint: String = "") throws {
        self.order = try .sample()
        let capability = Capability(keyLifetime: .days(1), canLookUp: true, longestFlight: .seconds(2))
        var terms = Terms(capability: capability)
        terms.fingerprint = fingerprint
        self.feed(.started(OrderFacts(order: self.order), terms))
    }

    mutating func feed(_ event: SagaEvent<OrderFacts, RevenueReply>) {
        self.events.append(event)
        guard case .advanced(let commands) = self.machine.handle(event, at: Moment(milliseconds: 0)) else { return }
        for case .send(let request, let key, let number) in commands { self.out.append((request, key, number)) }
    }

    mutating func answerAll(refusing step: StepName? = nil) {
        while !self.out.isEmpty {
            let (request, key, number) = self.out.removeFirst()
            if key.rawValue.hasSuffix("/undo") { self.undone.append(request) }
            let isRefused = step.map { key.rawValue.hasSuffix("/\($0)") } ?? false
            let answer: Answer<RevenueReply> = isRefused ? .failed(.rejected("closed")) : .done(self.reply(request))
            self.feed(.answered(key, number: number, answer))
        }
    }

    mutating func pay(_ invoice: String) {
        let payment = Payment(
            id: "PAY-\(invoice)",
            invoice: invoice,
            account: "ACME",
            amount: self.order.lines[0].unitPrice,
            receivedOn: self.order.orderedOn
        )
        let body = RevenueReply(reference: invoice, payment: payment)
        self.feed(.heard(Signal(id: "skald/\(invoice)", name: "receivable-settled", body: body)))
    }

    private func reply(_ request: RevenueRequest) -> RevenueReply {
        guard case .billing(.draftInvoice(let order)) = request else { return RevenueReply(reference: "doc") }
        var invoice = Invoice(unnumbered: order)
        invoice.number = "INV-1"
        invoice.dueOn = invoice.issuedOn.adding(days: 14)
        return RevenueReply(reference: "draft-1", invoice: invoice)
    }
}

extension Order {
    fileprivate static func sample() throws -> Self {
        let text = """
            {"id": "Q-1", "account": {"id": "ACME", "name": "Acme"}, "legalEntity": "de", "currency": "EUR",
             "taxCode": "DE-19", "terms": "net-14", "orderedOn": "2026-11-21", "lines": [
               {"number": 1, "item": "SEAT", "description": "Seats", "quantity": "10",
                "unitPrice": {"amount": "120.00", "currency": "EUR"}, "obligation": "access",
                "from": "2026-12-01", "until": "2027-12-01"}]}
            """
        return try JSONDecoder().decode(Order.self, from: Data(text.utf8))
    }
}
