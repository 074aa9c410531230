import Foundation
import RevenueModel
import SagaModel
import Testing
import Workflows

struct PaymentToReceivablesTests {
    @Test(arguments: ["outline.txt", "mmd", "dot"])
    func `the pictures are the ones that were agreed`(_ form: String) throws {
        try Picture.check(PaymentToReceivables(), form)
        try Picture.check(OverdueReceivable(), form)
    }

    @Test func `the definitions keep every rule, and their rehearsals come to every step`() {
        #expect(PaymentToReceivables().check() == [])
        #expect(OverdueReceivable().check() == [])
    }

    @Test func `every story ends`() {
        for story in PaymentToReceivables().rehearsals {
            #expect(story.play(PaymentToReceivables().definition).end == .done, "\(story.name)")
        }
        for story in OverdueReceivable().rehearsals {
            #expect(story.play(OverdueReceivable().definition).end == .done, "\(story.name)")
        }
    }

    @Test func `money that names its invoice is booked, applied, and told`() {
        let scenes = Self.scenes("one invoice, paid exactly")
        #expect(
            scenes.map(\.step) == [
                "payer", "cash-note", "entry", "open-items", "still-open", "application", "settlement",
                "what-is-left", "settled-invoice", "end-of-dunning", "customer-note",
            ]
        )
        guard case .erp(.postJournal(let entry)) = scenes[2].request else {
            Issue.record("the money is booked")
            return
        }
        #expect(entry.number == "PAY-1")
        #expect(entry.legalEntity == "de", "as billing says")
        #expect(entry.lines.map(\.account) == ["bank", "unapplied-cash"])
        #expect(entry.lines.map(\.side) == [.debit, .credit])
        guard case .erp(.applyCash(let application)) = scenes[5].request else {
            Issue.record("the application is a posting of its own")
            return
        }
        #expect(application.id == "PAY-1:1")
        #expect(application.source == .unappliedCash)
        #expect(application.amount.description == "EUR 119.00")
        guard case .sagas(.announce(let announcement)) = scenes[8].request else {
            Issue.record("others hear of it")
            return
        }
        #expect(announcement.id == "receivable-settled/INV-1/PAY-1")
        #expect(announcement.about == "INV-1")
    }

    @Test func `a rest within the tolerance is given up, one beyond it becomes a deduction`() {
        let scenes = Self.scenes("two invoices, one short, and a rest")
        #expect(scenes.filter { $0.step == "application" }.count == 2)
        let deductions = scenes.compactMap { scene -> InvoiceSettlement? in
            guard case .support(.openDeduction(let settlement)) = scene.request else { return nil }
            return settlement
        }
        #expect(deductions.map(\.invoice) == ["INV-2"])
        #expect(deductions.map(\.deduction.description) == ["EUR 19.00"])
        let announced = scenes.filter { $0.step == "settled-invoice" }
        #expect(announced.count == 1, "INV-2 is still open with EUR 19.00")

        let small = Self.scenes("nobody says what for, a little short")
        let writeOffs = small.compactMap { scene -> Payment? in
            guard scene.step == "write-off", case .erp(.applyCash(let payment)) = scene.request else { return nil }
            return payment
        }
        #expect(writeOffs.map(\.amount.description) == ["EUR 2.00"])
        #expect(writeOffs.map(\.source) == [.smallDifferences])
    }

    @Test func `what exceeds all invoices is booked as the rules say`() {
        let credit = Self.scenes("too much, kept as credit").first { $0.step == "credit" }
        guard case .erp(.postJournal(let entry)) = credit?.request else {
            Issue.record("the rest becomes credit")
            return
        }
        #expect(entry.lines.map(\.account) == ["unapplied-cash", "customer-credit"])
        #expect(entry.lines.map(\.amount.description) == ["EUR 3.00", "EUR 3.00"])
        let surplus = Self.scenes("too much, a little").first { $0.step == "surplus" }
        guard case .erp(.postJournal(let income)) = surplus?.request else {
            Issue.record("the rest becomes income")
            return
        }
        #expect(income.lines.map(\.account) == ["unapplied-cash", "small-differences"])
        #expect(income.lines.map(\.amount.description) == ["EUR 2.00", "EUR 2.00"])
    }

    @Test func `what a bank takes back opens its invoices again, each application reversed by its own number`() {
        let scenes = Self.scenes("returned by the bank")
        guard case .erp(.postJournal(let entry)) = scenes.first(where: { $0.step == "entry" })?.request else {
            Issue.record("it is booked back")
            return
        }
        #expect(entry.number == "RET-1")
        #expect(entry.memo.contains("PAY-0"))
        #expect(
            entry.lines.map { "\($0.side) \($0.account) \($0.amount)" } == [
                "debit unapplied-cash EUR 119.00", "debit payment-fees EUR 5.00", "credit bank EUR 124.00",
            ]
        )
        let reversals = scenes.compactMap { scene -> String? in
            guard case .erp(.reversePayment(let reversal)) = scene.request else { return nil }
            return reversal.document
        }
        #expect(reversals == ["PAY-0:1", "PAY-0:1W", "PAY-0:2"])
        let reopened = scenes.compactMap { scene -> String? in
            guard case .sagas(.announce(let announcement)) = scene.request else { return nil }
            return announcement.id
        }
        #expect(
            reopened == [
                "payment-recalled/PAY-0/RET-1", "receivable-reopened/INV-1/RET-1", "receivable-reopened/INV-2/RET-1",
            ]
        )
    }

    @Test func `a chargeback leaves the invoice paid until it is decided`() {
        for (story, accounts) in [
            ("charged back, and won", ["clearing", "disputes-receivable"]),
            ("charged back, and lost", ["dispute-losses", "disputes-receivable"]),
        ] {
            let scenes = Self.scenes(story)
            #expect(!scenes.contains { $0.step == "application-reversal" })
            guard case .erp(.postJournal(let entry)) = scenes.first(where: { $0.step == "verdict" })?.request else {
                Issue.record("\(story): the end is booked")
                return
            }
            #expect(entry.lines.map(\.account) == accounts)
        }
    }

    @Test func `a customer is asked as often as the rules say, and then somebody collects`() {
        let scenes = Self.dunning("nobody pays")
        #expect(scenes.map(\.step) == ["open-amount", "amount-left", "collections-note"], "asked three times before")
        let again = Self.dunning("open again after a reminder")
        let reminders = again.compactMap { scene -> Int? in
            guard case .billing(.remind(let reminder)) = scene.request else { return nil }
            return reminder.attempt
        }
        #expect(reminders == [2], "the stage before goes on")
    }

    @Test func `an invoice without its disputed part is asked for, and not what is below the threshold`() {
        var run = Run(OverdueReceivable(), DunningFacts(invoice: "INV-1"))
        let disputed = OpenItem.sample("INV-1", 119_00, disputes: ["CS-1": Money(minorUnits: 100_00, .euro)])
        run.answer { _ in RevenueReply(openItems: [disputed]) }
        guard case .billing(.remind(let reminder)) = run.sent.last else {
            Issue.record("it is asked for")
            return
        }
        #expect(reminder.amount.description == "EUR 19.00")

        let rules = DunningRules(thresholds: [Money(minorUnits: 20_00, .euro)])
        var small = Run(OverdueReceivable(), DunningFacts(invoice: "INV-1", rules: rules))
        small.answer { _ in RevenueReply(openItems: [disputed]) }
        #expect(small.machine.status == .waiting)
        #expect(small.machine.state == "not-asked")
    }

    /// Of INV-9, which billing has never heard of.
    private static var paymentOfUnknownInvoice: Run<PaymentToReceivables> {
        let advice = [RemittanceLine(document: "INV-9", amount: Money(minorUnits: 119_00, .euro))]
        let movement = CashMovement(
            .received,
            id: "PAY-1",
            account: "ACME",
            legalEntity: "de",
            amount: Money(minorUnits: 119_00, .euro),
            movedOn: LocalDate(daysSinceEpoch: 20_000),
            advice: advice
        )
        return Run(PaymentToReceivables(), PaymentFacts(movement: movement))
    }

    @Test func `a payment that waits to be matched is not applied any more when the bank has taken it back`() {
        var run = Self.paymentOfUnknownInvoice
        run.answer { _ in RevenueReply(openItems: []) }
        run.hear("payment-recalled", RevenueReply(reference: "PAY-2"))
        #expect(run.machine.state == "unmatched", "another payment's return")
        run.hear("payment-recalled", RevenueReply(reference: "PAY-1"))
        #expect(run.machine.status == .done)
        #expect(run.machine.facts?.isRecalled == true)
        let told = Self.scenes("returned by the bank").compactMap { scene -> String? in
            guard case .sagas(.announce(let announcement)) = scene.request else { return nil }
            return announcement.id
        }
        #expect(told.first == "payment-recalled/PAY-0/RET-1")
    }

    @Test func `a first reminder that billing refuses needs a person, and the dunning goes on`() {
        var run = Run(OverdueReceivable(), DunningFacts(invoice: "INV-1"))
        run.answer(refusing: "first-reminder") { _ in RevenueReply(openItems: [.sample("INV-1", 119_00)]) }
        #expect(run.machine.status == .parked)
        #expect(run.machine.blockers.contains { $0.cause == .person && $0.subject == "first-reminder" })
    }

    @Test func `a payment whose invoice billing does not know is booked, and waits to be matched`() {
        var run = Self.paymentOfUnknownInvoice
        run.answer { _ in RevenueReply(openItems: []) }
        #expect(run.machine.status == .waiting)
        #expect(run.machine.state == "unmatched")
        #expect(run.sent.contains { $0.isPosting }, "the money is in the books")
        run.hear("payment-identified", RevenueReply(reference: "PAY-1", movement: .unnamed))
        run.answer { _ in RevenueReply(openItems: [.sample("INV-1", 119_00)]) }
        #expect(run.machine.status == .done)
        #expect(run.machine.facts?.plan?.allocations.map(\.document) == ["INV-1"])
    }

    @Test func `an advice that cannot be followed is shown to a person, and nothing is applied`() {
        let line = RemittanceLine(document: "INV-1", amount: Money(minorUnits: 60_00, .euro))
        let movement = CashMovement(
            .received,
            id: "PAY-1",
            account: "ACME",
            legalEntity: "de",
            amount: Money(minorUnits: 119_00, .euro),
            movedOn: LocalDate(daysSinceEpoch: 20_000),
            advice: [line, line]
        )
        var run = Run(PaymentToReceivables(), PaymentFacts(movement: movement))
        run.answer { _ in RevenueReply(openItems: [.sample("INV-1", 119_00)]) }
        #expect(run.machine.state == "objected")
        #expect(run.machine.facts?.objection?.contains("INV-1 twice") == true)
        #expect(run.sent.filter(\.isPosting).count == 1)
    }

    @Test func `money whose recall is heard before it has matched is not applied either`() {
        var run = Run(PaymentToReceivables(), PaymentFacts(movement: .naming("INV-9")))
        run.hear("payment-recalled", RevenueReply(reference: "PAY-1"))
        run.answer { _ in RevenueReply(openItems: [.sample("INV-9", 119_00)]) }
        #expect(run.machine.status == .done)
        #expect(run.machine.facts?.isRecalled == true)
        #expect(run.sent.filter(\.isPosting).count == 1, "it came, and was not applied")
    }

    @Test(arguments: [(119_00, 119_00), (60_00, 60_00), (0, nil)])
    func `money pays no more than is open when it is applied`(_ open: Int, _ applied: Int?) {
        var run = Run(PaymentToReceivables(), PaymentFacts(movement: .naming("INV-9")))
        run.answer { request in
            guard case .billing(.openItems(let query)) = request else { return RevenueReply() }
            return RevenueReply(openItems: [.sample("INV-9", query.account == nil ? open : 119_00)])
        }
        let payments = run.sent.compactMap { request -> Int? in
            if case .erp(.applyCash(let payment)) = request { payment.amount.minorUnits } else { nil }
        }
        #expect(payments == (applied.map { [$0] } ?? []))
        #expect(run.machine.status == .done)
        let isTold = run.sent.contains { if case .sagas(.announce) = $0 { true } else { false } }
        #expect(isTold == (applied != nil), "what it pays, it settles")
    }

    @Test func `what was settled by others meanwhile is told by whoever comes last`() {
        var run = Run(PaymentToReceivables(), PaymentFacts(movement: .naming("INV-9")))
        var isPaid = false
        run.answer { request in
            if case .erp(.applyCash) = request { isPaid = true }
            // Open is more than it pays, and a credit comes while it is applied.
            return RevenueReply(openItems: [.sample("INV-9", isPaid ? 0 : 200_00)])
        }
        let told = run.sent.compactMap { request -> String? in
            if case .sagas(.announce(let announcement)) = request { announcement.name } else { nil }
        }
        #expect(told == ["receivable-settled", "dunning-ended"])
    }

    @Test func `what a bank takes back waits until billing has heard of the payment`() {
        let movement = CashMovement(
            .returned,
            id: "RET-1",
            account: "ACME",
            legalEntity: "de",
            amount: Money(minorUnits: 119_00, .euro),
            movedOn: LocalDate(daysSinceEpoch: 20_000),
            original: "PAY-1"
        )
        var run = Run(PaymentToReceivables(), PaymentFacts(movement: movement))
        run.answer { _ in RevenueReply() }
        #expect(run.machine.state == "unidentified")
        #expect(!run.sent.contains { $0.isPosting })
    }

    private static func scenes(_ name: String) -> [Rehearsal<PaymentFacts, RevenueRequest>.Scene] {
        let story = PaymentToReceivables().rehearsals.first { $0.name == name }
        return story?.play(PaymentToReceivables().definition).scenes ?? []
    }

    private static func dunning(_ name: String) -> [Rehearsal<DunningFacts, RevenueRequest>.Scene] {
        let story = OverdueReceivable().rehearsals.first { $0.name == name }
        return story?.play(OverdueReceivable().definition).scenes ?? []
    }
}

/// A saga whose systems answer when they are told to.
private struct Run<Flow: Workflow> where Flow.Request == RevenueRequest {
    var machine: SagaMachine<Flow.Facts, RevenueRequest>
    private(set) var sent: [RevenueRequest] = []
    private var out: [(RevenueRequest, IdempotencyKey, Int)] = []

    init(_ flow: Flow, _ facts: Flow.Facts) {
        self.machine = SagaMachine(id: "run", definition: flow.definition)
        let capability = Capability(keyLifetime: .days(1), canLookUp: true, longestFlight: .seconds(2))
        self.feed(.started(facts, Terms(capability: capability)))
    }

    mutating func answer(refusing step: StepName? = nil, _ reply: (RevenueRequest) -> RevenueReply) {
        while !self.out.isEmpty {
            let (request, key, number) = self.out.removeFirst()
            let run = self.machine.runs.first { $0.forward.key == key }
            let isRefused = step != nil && run?.step == step
            self.feed(.answered(key, number: number, isRefused ? .failed(.rejected("no")) : .done(reply(request))))
        }
    }

    mutating func hear(_ name: SignalName, _ body: RevenueReply) {
        self.feed(.heard(Signal(id: "test/\(name)/\(body.reference ?? "")", name: name, body: body)))
    }

    private mutating func feed(_ event: SagaEvent<Flow.Facts, RevenueReply>) {
        guard case .advanced(let commands) = self.machine.handle(event, at: Moment(milliseconds: 0)) else { return }
        for case .send(let request, let key, let number) in commands {
            self.sent.append(request)
            self.out.append((request, key, number))
        }
    }
}

extension OpenItem {
    fileprivate static func sample(_ document: String, _ cents: Int, disputes: [String: Money] = [:]) -> Self {
        OpenItem(
            document: document,
            customer: "ACME",
            legalEntity: "de",
            dueOn: LocalDate(daysSinceEpoch: 20_000),
            gross: Money(minorUnits: cents, .euro),
            disputes: disputes
        )
    }
}

extension CashMovement {
    /// Money of a known customer for one document.
    fileprivate static func naming(_ document: String) -> Self {
        CashMovement(
            .received,
            id: "PAY-1",
            account: "ACME",
            legalEntity: "de",
            amount: Money(minorUnits: 119_00, .euro),
            movedOn: LocalDate(daysSinceEpoch: 20_000),
            advice: [RemittanceLine(document: document, amount: Money(minorUnits: 119_00, .euro))]
        )
    }

    /// A person takes the advice back.
    fileprivate static let unnamed = CashMovement(
        .received,
        id: "PAY-1",
        amount: .zero(.euro),
        movedOn: LocalDate(daysSinceEpoch: 20_000)
    )
}
