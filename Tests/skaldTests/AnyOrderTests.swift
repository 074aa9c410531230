import Foundation
import Testing

/// Orders, cases and money of one customer, told in every order that seems bad and in some by chance.
@Suite("The whole, from the command line")
struct AnyOrderTests {
    @Test("ends in the same books, whatever order its events come in, and nobody is forgotten", arguments: Self.orders)
    func anyOrder(_ order: Order) throws {
        let year = try CustomerYear()
        try year.tell(order.events)
        try year.answerWhoeverAsks()

        let ledger = try year.skald.sandbox().counts.trialBalance.mapValues { $0["EUR"] ?? "" }
        #expect(ledger == Self.ledger, "\(order)")
        let books = try year.books()
        #expect(books.openBalances == ["INV-1001": "EUR 0.00", "INV-1002": "EUR 0.00", "INV-1003": "EUR 58548.00"])
        #expect(books.openCredits == [:] && books.holds == [:])

        let ends = try year.sagas().reduce(into: [:]) { $0[$1.id] = "\($1.status) \($1.state ?? "-")" }
        for (saga, end) in Self.ends { #expect(ends[saga] == end, "\(order)") }
        let others = ends.filter { Self.ends[$0.key] == nil }
        #expect(others.keys.allSatisfy { $0.hasPrefix("dunning/") }, "\(others)")
        #expect(try year.deadLetters() == 0, "\(order)")
        let verified = try year.skald.run("verify")
        #expect(verified.status == 0, "\(order): \(verified.output)")
    }

    /// Counted by hand: three invoices of 59,500; credits of 595 and 952; 58,905 and 59,498 came, and 2 were given up;
    /// 20,000 came and went with a fee of 8; 777.77 came and went; 59,498 and a fee of 15 were lost to a chargeback.
    private static let ledger = [
        "cash": "118395.00", "clearing": "-59513.00", "dispute-losses": "59513.00", "disputes-receivable": "0.00",
        "receivable": "58548.00", "unapplied-cash": "0.00", "small-differences": "2.00", "payment-fees": "8.00",
        "deferred-revenue": "-148700.00", "tax-payable": "-28253.00",
    ]

    private static let ends = [
        "quote-to-cash/Q-1": "done paid", "quote-to-cash/Q-2": "done paid",
        "quote-to-cash/Q-3": "waiting awaiting-payment",
        "case-to-credit/CS-1": "done closed", "case-to-credit/CS-3": "done closed",
        "payment-to-receivables/PAY-1": "done settled", "payment-to-receivables/PAY-2": "done settled",
        "payment-to-receivables/PAY-3": "done settled", "payment-to-receivables/PAY-5": "done settled",
        "payment-to-receivables/DU-2": "done settled", "payment-to-receivables/RET-3": "done settled",
        "payment-to-receivables/REF-5": "done settled",
    ]

    struct Order: CustomStringConvertible {
        let description: String
        let events: [CustomerYear.Event]

        init(_ description: String, _ events: [CustomerYear.Event]) {
            self.description = description
            self.events = events
        }

        /// The event comes first, the others as ever.
        init(first: [CustomerYear.Event], _ description: String) {
            self.init(description, first + CustomerYear.Event.allCases.filter { !first.contains($0) })
        }
    }

    private static let orders: [Order] =
        [
            Order("as it should be", CustomerYear.Event.allCases),
            Order("backwards", CustomerYear.Event.allCases.reversed()),
            Order(first: [.return3, .payment3], "a return before its payment, both before the posting"),
            Order(first: [.payment3, .return3], "money comes and goes while its invoice is a draft"),
            Order(first: [.decision2, .chargeback2, .payment2], "a decision before the chargeback before the payment"),
            Order(first: [.resolved1, .payment1, .opened1], "a decision before its case, and money between"),
            Order(first: [.opened3, .payment3, .release, .resolved3], "money under a case that began on a draft"),
        ] + Self.byChance

    /// `SKALD_ORDERS=40` tries so many.
    private static var byChance: [Order] {
        let count = ProcessInfo.processInfo.environment["SKALD_ORDERS"].flatMap { Int($0) } ?? 2
        return (0..<count).map { seed in
            var random = Steps(state: UInt64(seed) &+ 1)
            return Order("by chance \(seed)", CustomerYear.Event.allCases.shuffled(using: &random))
        }
    }

    /// The same numbers for the same seed, everywhere.
    private struct Steps: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            self.state = self.state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return self.state ^ (self.state >> 29)
        }
    }
}
