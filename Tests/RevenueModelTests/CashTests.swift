import RevenueModel
import Testing

@Suite("Money that arrives")
struct CashTests {
    private static func euros(_ cents: Int) -> Money { Money(minorUnits: cents, .euro) }

    private static func desk(_ amounts: [Int], policy: CashPolicy = CashPolicy()) throws -> CashDesk {
        var desk = CashDesk(policy: policy)
        for (place, amount) in amounts.enumerated() {
            try desk.issue("INV-\(place + 1)", Self.euros(amount), due: CashDesk.day.adding(days: -place))
        }
        return desk
    }

    @Test(
        "is matched by the exact amount, the only combination, a tolerated shortage, the oldest debt, or not",
        arguments: [
            ([100, 250, 370], 250, CashPlan.Basis.exactAmount, [100, 0, 370]),
            ([100, 250, 370], 470, .uniqueCombination, [0, 250, 0]),
            ([100, 250, 370], 247, .withinTolerance, [100, 0, 370]),
            ([100, 250, 370], 400, .oldestFirst, [100, 220, 0]),
            ([100, 100], 100, .oldestFirst, [100, 0]),
            ([], 400, .none, []),
        ]
    )
    func matching(amounts: [Int], paid: Int, basis: CashPlan.Basis, open: [Int]) throws {
        var desk = try Self.desk(amounts, policy: CashPolicy(tolerance: [.euro: Self.euros(5)]))
        try desk.take(.received(CashDesk.receipt("PAY-1", Self.euros(paid))))
        #expect(desk.book.receipts["PAY-1"]?.basis == basis)
        #expect(try amounts.indices.map { try desk.open("INV-\($0 + 1)").minorUnits } == open)
        #expect(try desk.findings(in: .euro).isEmpty)
    }

    @Test("short of an advised document beyond the tolerance leaves a deduction, unless it is an instalment")
    func deductions() throws {
        let item = OpenItem(
            document: "INV-1",
            customer: "C-1",
            legalEntity: "EU",
            dueOn: CashDesk.day,
            gross: Self.euros(100)
        )
        for (isInstalment, deduction) in [(false, 40), (true, 0)] {
            let line = RemittanceLine(document: "INV-1", amount: Self.euros(60), isInstalment: isInstalment)
            let plan = try CashMatcher().plan(
                for: CashDesk.receipt("PAY-1", Self.euros(60), for: [line]),
                items: [item]
            )
            #expect(plan.allocations.map(\.deduction.minorUnits) == [deduction])
        }
    }

    @Test("and is taken back opens its documents again, with a fee of its own")
    func returned() throws {
        var desk = try Self.desk([100])
        try desk.take(.received(CashDesk.receipt("PAY-1", Self.euros(130))))
        try desk.take(.returned(receipt: "PAY-1", fee: Self.euros(15)))
        #expect(try desk.open("INV-1").minorUnits == 100)
        #expect(desk.book.items["INV-1"]?.dueOn == CashDesk.day)
        #expect(try desk.ledger.holding(.receivable, in: .euro).minorUnits == 100)
        #expect(try desk.ledger.holding(.bank, in: .euro).minorUnits == -15)
        #expect(try desk.findings(in: .euro).isEmpty)
        #expect(throws: CashError.receiptIs(.returned, receipt: "PAY-1")) {
            try desk.take(.returned(receipt: "PAY-1", fee: Self.euros(15)))
        }
    }

    @Test("by hand does not go to a document that a case holds, nor to another customer")
    func held() throws {
        var desk = try Self.desk([100], policy: CashPolicy(unmatched: .keepUnapplied))
        try desk.take(.disputed(document: "INV-1", case: "CS-9", Self.euros(100)))
        try desk.take(.received(CashDesk.receipt("PAY-1", Self.euros(100))))
        #expect(throws: CashError.held(document: "INV-1", cases: ["CS-9"])) {
            try desk.take(.applied(receipt: "PAY-1", to: .document("INV-1"), Self.euros(100)))
        }
        #expect(try desk.unapplied("PAY-1").minorUnits == 100)
        try desk.take("late", .disputeSettled(document: "INV-1", case: "CS-9"))
        try desk.take("hand", .applied(receipt: "PAY-1", to: .document("INV-1"), Self.euros(100)))
        #expect(try desk.open("INV-1").isZero)
    }

    @Test("told of before its announcement failed is kept with the reason, for a person")
    func refused() throws {
        var desk = try Self.desk([100])
        let receipt = CashDesk.receipt("PAY-1", Self.euros(100))
        try desk.take("back", .returned(receipt: "PAY-1", fee: Self.euros(0)))
        #expect(desk.book.parked.map(\.id) == ["back"])
        try desk.take("announced", .announced(receipt))
        try desk.take("failed", .failed(receipt: "PAY-1"))
        #expect(desk.book.parked.isEmpty && desk.book.refused.map(\.event.id) == ["back"])
        #expect(desk.book.refused.first?.reason.contains("PAY-1 is failed") == true)
        #expect(try desk.open("INV-1").minorUnits == 100)
    }

    @Test("under an id that was seen with another content is refused, and nothing changes")
    func forged() throws {
        var desk = try Self.desk([100])
        try desk.take("evt-1", .received(CashDesk.receipt("PAY-1", Self.euros(40))))
        let before = desk.book
        #expect(throws: CashError.idTaken("evt-1")) {
            try desk.take("evt-1", .received(CashDesk.receipt("PAY-1", Self.euros(41))))
        }
        #expect(desk.book == before)
    }

    @Test("clears the dunning; when it does not hold, the earlier stage goes on")
    func dunning() {
        let policy = DunningPolicy(thresholds: [.euro: Self.euros(50)], daysBetween: 3, mostAttempts: 3)
        var dunning = Dunning()
        let day = CashDesk.day
        #expect(
            dunning.decide(overdue: Self.euros(80), on: day, policy: policy) == .request(Self.euros(80), attempt: 1)
        )
        let early = dunning.decide(overdue: Self.euros(80), on: day.adding(days: 1), policy: policy)
        #expect(early == .tooEarly(next: day.adding(days: 3)))
        #expect(dunning.decide(overdue: Self.euros(0), on: day.adding(days: 4), policy: policy) == .nothingOverdue)
        dunning.resume()
        let next = dunning.decide(overdue: Self.euros(60), on: day.adding(days: 5), policy: policy)
        #expect(next == .request(Self.euros(60), attempt: 2))
        let dollars = Money(minorUnits: 900, Currency("USD") ?? .euro)
        #expect(dunning.decide(overdue: dollars, on: day, policy: policy) == .belowThreshold)
    }
}
