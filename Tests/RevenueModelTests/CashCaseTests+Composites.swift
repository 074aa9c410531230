import RevenueModel
import Testing

extension CashCaseTests {
    private static func issued(_ example: ReferenceCase) throws -> CashDesk {
        var desk = CashDesk()
        try desk.issue("INV-1", example.money(example.has("price") ? "price" : "invoices"))
        return desk
    }

    static func duplicate(_ example: ReferenceCase) throws -> Numbers {
        var desk = try Self.issued(example)
        let lines = try example.moneys("lines").map { RemittanceLine(document: "INV-1", amount: $0) }
        let receipt = CashDesk.receipt("PAY-1", try example.money("receipts"), for: lines)
        #expect(throws: CashError.duplicateAllocation(receipt: "PAY-1", document: "INV-1")) {
            try desk.take(.received(receipt))
        }
        let isKnown = desk.book.receipts["PAY-1"] != nil
        return ["result": [isKnown ? "taken" : "rejected"], "open": [try desk.open("INV-1").decimal]]
    }

    static func writtenOff(_ example: ReferenceCase) throws -> Numbers {
        var desk = try Self.issued(example)
        let unit = try example.unit()
        try desk.take(.writtenOff(document: "INV-1", relief: .zero(unit)))
        let badDebt = try desk.ledger.holding(.badDebt, in: unit)
        return ["open": [try desk.open("INV-1").decimal], "bad-debt": [badDebt.decimal]]
    }

    static func dunned(_ example: ReferenceCase) throws -> Numbers {
        let policy = DunningPolicy(
            thresholds: [try example.unit(): try example.money("threshold")],
            daysBetween: try example.integer("between"),
            mostAttempts: try example.integer("attempts")
        )
        var dunning = Dunning()
        let requests = try zip(example.dates("on"), example.moneys("overdue")).map { day, overdue in
            switch dunning.decide(overdue: overdue, on: day, policy: policy) {
            case .request(let amount, let attempt): "\(amount.decimal) \(attempt)"
            case .nothingOverdue, .belowThreshold, .tooEarly, .exhausted: "-"
            }
        }
        return ["requests": requests]
    }

    /// The movement from one state of a customer's lines to another.
    private static func bridge(_ before: [RecurringLine], _ after: [RecurringLine]) throws -> RecurringBridge {
        let unit = try #require(before.first).unitPrice.currency
        let bridge = try RecurringBridge(
            from: RecurringRevenue(before, in: unit),
            to: RecurringRevenue(after, in: unit)
        )
        #expect(try Reconciliation.recurringRevenue(bridge).isEmpty)
        return bridge
    }

    private static func line(_ price: Money, _ quantity: String = "1", months: Int = 1) throws -> RecurringLine {
        RecurringLine(customer: "C-1", quantity: try Decimal(quantity), unitPrice: price, months: months)
    }

    static func movements(_ example: ReferenceCase) throws -> Numbers {
        let (prices, seat) = (try example.moneys("prices"), try example.money("seat"))
        let quantities = try example.texts("quantities")
        let bridges = [
            try Self.bridge([Self.line(prices[0])], [Self.line(prices[1])]),
            try Self.bridge([Self.line(seat, quantities[0])], [Self.line(seat, quantities[1])]),
        ]
        let movements = bridges.flatMap(\.movements)
        return ["deltas": movements.map(\.amount).decimals, "kinds": movements.map(\.kind.rawValue)]
    }

    static func upgraded(_ example: ReferenceCase) throws -> Numbers {
        var desk = try Self.issued(example)
        let (unit, day, service) = (try example.unit(), try example.date("on"), try example.interval("service"))
        let (price, newPrice) = (try example.money("price"), try example.money("new-price"))
        try desk.take(.received(CashDesk.receipt("PAY-1", example.money("paid"))))
        let before = try RevenueCaseTests.arrangement(price, service)
        let delta = try Money.sum(example.moneys("delta-lines"), in: unit)
        let rest = try #require(service.split(at: day).after)
        let modification = Modification(
            day: day,
            remaining: [RevenueCaseTests.ratable("access", newPrice, rest)],
            priceChange: delta
        )
        let after = try before.modified(by: modification, decision: RevenueCaseTests.decide("upgrade")).changed
        try desk.take("AMD-7:1", CashDesk.issued("AMD-7:1", delta))
        let journal = try #require(desk.ledger.journal("AMD-7:1", of: "EU"))
        let july = AccountingPeriod(containing: day)
        let bridge = try Self.bridge([Self.line(price, months: 12)], [Self.line(newPrice, months: 12)])
        let mrr = [bridge.opening, bridge.closing, try bridge.total(of: .expansion)]
        return [
            "receivable": [try desk.ledger.holding(.receivable, in: unit).decimal],
            "delta": journal.entry.lines.map(\.written),
            "recognised": [try after.earned(before: day).decimal],
            "deferred": [try before.unearned(from: day), try after.unearned(from: day)].decimals,
            "july": [try after.schedule(of: "access").amount(in: july).decimal], "mrr": mrr.decimals,
            "kind": bridge.movements.map(\.kind.rawValue),
        ]
    }

    static func cancelled(_ example: ReferenceCase) throws -> Numbers {
        var desk = try Self.issued(example)
        let (unit, day, price) = (try example.unit(), try example.date("on"), try example.money("price"))
        try desk.take(.received(CashDesk.receipt("PAY-1", example.money("paid"))))
        let before = try RevenueCaseTests.arrangement(price, example.interval("service"))
        let after = try before.cancelled(on: day, decision: RevenueCaseTests.decide("cancel"))
        let earned = try after.earned(before: day)
        let recognised = BusinessEvent.recognised(earned, deferred: earned)
        try desk.ledger.post(recognised, number: "REV-1", on: CashDesk.day)
        let unused = try before.unearned(from: day)
        let credit = try Consideration(
            crediting: unused,
            tax: .zero(unit),
            deferredLeft: desk.ledger.holding(.deferredRevenue, in: unit)
        )
        let note = CreditNote(number: "AMD-7:1", document: "INV-1", consideration: credit, refundsRest: true)
        try desk.take("AMD-7:1", .credited(note))
        #expect(try desk.findings(in: unit).isEmpty)
        let journal = try #require(desk.ledger.journal("AMD-7:1", of: "EU"))
        let paid = try #require(desk.book.items["INV-1"]).applied
        return [
            "credit": [try credit.gross().decimal], "journal": journal.entry.lines.map(\.written),
            "refund": [try #require(desk.book.refundsPayable["AMD-7:1"]).decimal],
            "paid-less-used": [try paid.subtracting(earned).decimal],
            "receivable": [try desk.ledger.holding(.receivable, in: unit).decimal],
            "deferred": [try desk.ledger.holding(.deferredRevenue, in: unit).decimal],
            "revenue": [try desk.ledger.holding(.revenue, in: unit).decimal],
        ]
    }

    static func disputed(_ example: ReferenceCase) throws -> Numbers {
        let disputed = try example.money("disputed")
        var held = try Self.issued(example)
        try held.take(.disputed(document: "INV-1", case: "CS-1", disputed))
        try held.take(.received(CashDesk.receipt("PAY-1", example.money("paid"))))
        var forCustomer = held
        try forCustomer.take(.disputeSettled(document: "INV-1", case: "CS-1"))
        let credit = Consideration(deferred: disputed)
        try forCustomer.take(.credited(CreditNote(number: "CR-1", document: "INV-1", consideration: credit)))
        let credited = try #require(forCustomer.book.items["INV-1"]).credited
        var forVendor = held
        try forVendor.take(.disputeSettled(document: "INV-1", case: "CS-1"))
        return [
            "held": [try held.open("INV-1"), try Self.collectible(held), try Self.overdue(held)].decimals,
            "for-customer": [credited, try forCustomer.open("INV-1")].decimals,
            "for-vendor": [try forVendor.open("INV-1"), try Self.overdue(forVendor)].decimals,
        ]
    }

    private static func collectible(_ desk: CashDesk) throws -> Money {
        try #require(desk.book.items["INV-1"]).collectible()
    }

    private static func overdue(_ desk: CashDesk) throws -> Money {
        let item = try #require(desk.book.items["INV-1"])
        return try desk.book.overdue(on: item.dueOn.adding(days: 1), in: item.gross.currency, of: item.customer)
    }

    static func repeated(_ example: ReferenceCase) throws -> Numbers {
        let amount = try example.money("invoices")
        let line = RemittanceLine(document: "INV-1", amount: amount)
        let receipt = CashDesk.receipt("PAY-1", amount, for: [line])
        var desk = CashDesk()
        try desk.take("evt-1", .received(receipt))
        let parked = desk.book.parked.count
        try desk.issue("INV-1", amount)
        for _ in 1..<(try example.integer("times")) { try desk.take("evt-1", .received(receipt)) }
        #expect(try desk.findings(in: amount.currency).isEmpty)
        return [
            "receipts": ["\(desk.book.receipts.count)"], "open": [try desk.open("INV-1").decimal],
            "parked": ["\(parked)"],
        ]
    }

    static func slices(_ example: ReferenceCase) throws -> Numbers {
        let weights = Array(repeating: 1, count: try example.integer("slices"))
        var slices: Numbers = [:]
        for name in try example.texts("policies") {
            let residual = try #require(Residual(rawValue: name))
            slices[name] = try example.money("amount").split(by: weights, residual: residual).decimals
        }
        return slices
    }
}
