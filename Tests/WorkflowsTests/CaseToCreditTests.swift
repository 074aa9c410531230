import Foundation
import RevenueModel
import SagaModel
import Testing
import Workflows

struct CaseToCreditTests {
    @Test(arguments: ["outline.txt", "mmd", "dot"])
    func `the picture is the one that was agreed`(_ form: String) throws {
        let graph = CaseToCredit().definition.graph
        let pictures = ["outline.txt": graph.outline(), "mmd": graph.mermaid(), "dot": graph.dot()]
        let picture = try #require(pictures[form])
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "case-to-credit.\(form)")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try Data(picture.utf8).write(to: file)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == picture)
    }

    @Test func `the definition keeps every rule, and gives undos up only where a case ends without a credit`() {
        let findings = CaseToCredit().check()
        #expect(findings.filter { $0.rule != .forfeitedUndo } == [])
        #expect(
            Set(findings.map(\.place)) == ["awaiting-resolution", "escalated", "decided", "disputed-credit"],
            "before a hold was placed there is nothing to give up"
        )
    }

    @Test func `every step asks the system that its name promises`() {
        let facts = CaseFacts(supportCase: CaseRun.supportCase())
        let asked = CaseToCredit().definition.steps.map { "\($0.name) \($0.request(facts).system.rawValue)" }
        #expect(
            asked == [
                "entitlement support", "disputed-invoice billing", "hold-other-sagas sagas",
                "late-hold support", "invoice-under-hold billing", "hold-billing billing", "dispute-flag erp",
                "escalation support",
                "invoice-now billing", "let-it-post sagas", "ask-again support", "credit-memo erp",
                "revenue-adjustment erp", "refund-promise erp", "credit-in-billing billing", "what-is-left billing",
                "settled-invoice sagas", "end-of-dunning sagas", "clear-dispute-flag erp", "release-billing billing",
                "release-other-sagas sagas", "account-note crm", "answer support", "refund bank",
                "refund-booking sagas",
            ]
        )
    }

    @Test func `a case that is decided for us holds everywhere, releases everywhere and credits nothing`() {
        var run = CaseRun()
        #expect(run.done == ["entitlement", "disputed-invoice"] + CaseRun.holds)
        run.hear("case-resolved", .vendor)
        #expect(run.done.suffix(4) == ["clear-dispute-flag", "release-billing", "release-other-sagas", "answer"])
        #expect(run.machine.status == .done)
        #expect(run.sent.allSatisfy { !$0.isPosting }, "a hold moves no money")
        #expect(run.answers == [.upheld])
    }

    @Test func `a case that is decided for the customer credits first, and releases then`() {
        var run = CaseRun()
        run.hear("case-resolved", .customer, euros: 100)
        #expect(
            run.done.suffix(9) == [
                "invoice-now", "credit-memo", "credit-in-billing", "what-is-left", "clear-dispute-flag",
                "release-billing", "release-other-sagas", "account-note", "answer",
            ]
        )
        #expect(run.machine.status == .done)
        #expect(run.machine.facts?.memo?.total.description == "EUR 119.00")
        #expect(run.answers == [.credited])
    }

    @Test func `what was recognised already is taken out of revenue`() throws {
        var run = CaseRun()
        run.hear("case-resolved", .customer, euros: 1_200, on: LocalDate(daysSinceEpoch: 20_000 + 400))
        #expect(run.done.contains("revenue-adjustment"))
        let entry = try #require(run.sent.compactMap(\.journal).first)
        #expect(
            entry.lines.map { "\($0.account) \($0.side) \($0.amount)" } == [
                "revenue debit EUR 1200.00", "deferred-revenue credit EUR 1200.00",
            ]
        )
    }

    @Test func `a refused credit memo takes the holds back, the last one first`() {
        var run = CaseRun()
        run.hear("case-resolved", .customer, euros: 100, refusing: "credit-memo")
        #expect(run.machine.status == .compensated)
        #expect(run.undone == ["dispute-flag", "hold-billing", "hold-other-sagas"])
    }

    @Test(arguments: Self.arrivals)
    func `money that comes between the look and the credit makes the case look again`(_ places: [Int]) {
        var run = CaseRun()
        run.arriving = Dictionary(uniqueKeysWithValues: places.map { ($0, Money(minorUnits: 400_00, .euro)) })
        run.hear("case-resolved", .customer, euros: 1_200)
        #expect(run.machine.status == .done)
        #expect(run.posted.count == 1, "however often it was drawn up")
        #expect(run.posted.first?.total == CaseRun.total)
        let memo = run.machine.facts?.memo
        #expect(run.posted.first == memo, "what was posted is what the case knows")
        #expect(Set(run.refused.map(CaseRun.applied)).count == run.refused.count, "none is sent again as it was")
        let recorded = run.sent.compactMap { request -> CreditMemo? in
            guard case .billing(.recordCredit(let credit, _, _)) = request else { return nil }
            return credit
        }
        #expect(recorded == run.posted, "billing hears of the one that stands")
        #expect(run.answers == [.credited])
        #expect(run.undone.isEmpty)
    }

    /// Up to three arrivals among the requests that follow the resolution.
    private static let arrivals: [[Int]] = {
        let places = Array(0...7)
        let pairs = places.flatMap { first in places.filter { $0 > first }.map { [first, $0] } }
        let triples = pairs.flatMap { pair in places.filter { $0 > pair[1] }.map { pair + [$0] } }
        return [[]] + places.map { [$0] } + pairs + triples
    }()

    @Test(arguments: [[0], [3], [4]])
    func `a credit that leaves nothing open tells whoever waits for the money`(_ places: [Int]) {
        var run = CaseRun()
        run.arriving = Dictionary(uniqueKeysWithValues: places.map { ($0, Money(minorUnits: 1_309_00, .euro)) })
        run.hear("case-resolved", .customer, euros: 100)
        let told = run.sent.compactMap { request -> Announcement? in
            if case .sagas(.announce(let announcement)) = request { announcement } else { nil }
        }
        let isLast = places == [0] || places == [3]
        #expect(told.map(\.name) == (isLast ? ["receivable-settled", "dunning-ended"] : []))
        #expect(told.allSatisfy { $0.body.payment?.id == "CR-CS-1" && $0.occasion == "CR-CS-1" })
    }

    @Test func `a credit that is refused though nothing has changed is tried once more, and then turned back`() {
        var run = CaseRun()
        run.hear("case-resolved", .customer, euros: 100, refusing: "credit-memo")
        #expect(run.sent.count { if case .erp(.postCredit) = $0 { true } else { false } } == 2)
        #expect(run.machine.course == .compensated(reason: "credit-memo was refused: no"))
    }

    @Test func `money that comes before every credit ends in a person's hands, and not in a round without end`() {
        var run = CaseRun()
        run.arriving = Dictionary(uniqueKeysWithValues: (0..<40).map { ($0, Money(minorUnits: 1_00, .euro)) })
        run.hear("case-resolved", .customer, euros: 1_200)
        #expect(run.machine.status == .compensated)
        #expect(run.refused.count == 5)
        #expect(run.undone == ["dispute-flag", "hold-billing", "hold-other-sagas"])
    }

    @Test func `another case's resolution ends nothing`() {
        var run = CaseRun()
        run.hear("case-resolved", .vendor, about: "CS-2")
        #expect(run.machine.status == .waiting)
        #expect(run.machine.state == "awaiting-resolution")
    }

    @Test func `a case that nobody resolves is escalated, and then a person is asked; what comes late still counts`() {
        var run = CaseRun()
        run.wait(days: 5)
        #expect(run.answers == [.overdue])
        #expect(run.machine.state == "escalated")
        run.wait(days: 10)
        #expect(run.machine.blockers.contains { $0.cause == .person })
        run.hear("case-resolved", .customer, euros: 100)
        #expect(run.machine.status == .done)
        #expect(run.answers == [.overdue, .credited])
    }

    @Test func `a case that is withdrawn releases the invoice`() {
        var run = CaseRun()
        run.hear("case-withdrawn", .withdrawn)
        #expect(run.machine.status == .done)
        #expect(run.done.contains("release-other-sagas"))
        #expect(run.answers == [.withdrawn])
    }

    @Test func `a case without an invoice holds nothing and is answered`() {
        let run = CaseRun(CaseRun.supportCase(invoice: nil))
        #expect(run.done == ["entitlement", "disputed-invoice", "answer"])
        #expect(run.answers == [.unlinked])
    }

    @Test func `a customer without entitlement is told so, and nothing is held`() {
        let run = CaseRun(isEntitled: false)
        #expect(run.done == ["entitlement", "answer"])
        #expect(run.answers == [.unentitled])
    }

    @Test func `an invoice that is not posted yet is let go first, and credited when it stands in the books`() {
        var run = CaseRun(isIssued: false)
        #expect(!run.done.contains("dispute-flag"), "the ERP does not know it yet")
        run.hear("case-resolved", .customer, euros: 100)
        #expect(run.machine.state == "awaiting-posting")
        #expect(run.done.last == "let-it-post")
        run.isIssued = true
        run.hear("invoice-posted")
        #expect(run.machine.status == .done)
        #expect(run.done.count { $0 == "credit-memo" } == 1)
    }

    @Test(arguments: 1...6)
    func `a draft is looked at again and again, and its hold is let go once`(_ looks: Int) {
        var run = CaseRun(isIssued: false)
        run.hear("case-resolved", .customer, euros: 100)
        for _ in 1..<looks { run.wake() }
        #expect(run.machine.state == "awaiting-posting")
        run.isIssued = true
        run.wake()
        #expect(run.machine.status == .done)
        #expect(run.done.count { $0 == "let-it-post" } == 1)
        #expect(run.posted.count == 1)
    }

    @Test func `a draft that is not posted for two days needs a person, and what comes late still counts`() {
        var run = CaseRun(isIssued: false)
        run.hear("case-resolved", .customer, euros: 100)
        for _ in 1...6 { run.wake() }
        #expect(run.machine.state == "unposted")
        run.wake()
        #expect(run.machine.blockers.contains { $0.cause == .person })
        #expect(run.now <= Moment(milliseconds: 0) + .days(3))
        run.isIssued = true
        run.hear("invoice-posted")
        #expect(run.machine.status == .done)
    }

    @Test func `more than was billed is not credited: support is asked again, and the next word counts`() {
        var run = CaseRun()
        run.hear("case-resolved", .customer, euros: 9_999)
        #expect(run.machine.state == "disputed-credit")
        #expect(run.answers == [.impossible])
        run.hear("case-resolved", .customer, euros: 100, again: 2)
        #expect(run.machine.status == .done)
        #expect(run.answers == [.impossible, .credited])
    }

    @Test func `an ERP without a flag is not asked for one`() {
        var run = CaseRun(canFlag: false)
        run.hear("case-resolved", .vendor)
        #expect(run.done.allSatisfy { !$0.rawValue.hasSuffix("dispute-flag") })
        #expect(run.machine.status == .done)
    }

    @Test func `a second attempt has a hold and a credit of its own`() {
        let (first, second) = (CaseRun(), CaseRun(generation: 2))
        #expect(first.machine.facts?.hold.id == "CS-1")
        #expect(second.machine.facts?.hold.id == "CS-1-G2")
        #expect(second.machine.facts?.creditNumber == "CR-CS-1-G2")
    }

    @Test(arguments: DisputeScope.allCases)
    func `the hold says what it covers`(_ scope: DisputeScope) {
        let hold = CaseFacts(supportCase: CaseRun.supportCase(scope: scope)).hold
        #expect(hold.line == (scope == .line ? 1 : nil))
        #expect(hold.account == (scope == .account ? "ACME" : nil))
    }

    @Test func `the stored form of its events comes back as it was`() throws {
        var run = CaseRun()
        run.hear("case-resolved", .customer, euros: 100)
        let encoder = JSONEncoder()
        for event in run.events {
            let data = try encoder.encode(event)
            #expect(try JSONDecoder().decode(SagaEvent<CaseFacts, RevenueReply>.self, from: data) == event)
            #expect(!String(decoding: data, as: UTF8.self).contains("\"_0\""), "labels on every value")
        }
    }
}

extension RevenueRequest {
    fileprivate var journal: JournalEntry? { if case .erp(.postJournal(let entry)) = self { entry } else { nil } }
}
