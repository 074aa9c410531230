import RevenueModel
import Testing

@Suite("In every random world cash")
struct CashPropertyTests {
    @Test("ends the same in whatever order its events come, some of them twice")
    func order() throws {
        for seed in Worlds.seeds {
            var random = WorldRandom(seed: seed)
            let events = try Self.events(&random, isSurplusAllowed: false)
            let first = try Self.play(events, seed)
            for _ in 0..<3 {
                let other = try Self.play(events.shuffled(using: &random) + events.shuffled(using: &random), seed)
                #expect(other.book.items == first.book.items, "seed \(seed)")
                let trial = try other.ledger.trialBalance(in: .euro)
                #expect(try trial == first.ledger.trialBalance(in: .euro), "seed \(seed)")
            }
        }
    }

    @Test("leaves the customer the same balance in any order, even where it was paid too much")
    func surplus() throws {
        for seed in Worlds.seeds {
            var random = WorldRandom(seed: seed)
            let events = try Self.events(&random, isSurplusAllowed: true)
            let balance = try Self.play(events, seed).book.balance(in: .euro)
            for _ in 0..<3 {
                let other = try Self.play(events.shuffled(using: &random), seed)
                #expect(try other.book.balance(in: .euro) == balance, "seed \(seed)")
            }
        }
    }

    /// All events; the books agree with the sub-ledger after each one.
    private static func play(_ events: [CashEvent], _ seed: UInt64) throws -> CashDesk {
        var desk = CashDesk()
        for event in events {
            try desk.take(event.id, event.change)
            let findings = try desk.findings(in: .euro)
            #expect(findings.isEmpty, "seed \(seed), \(event.id): \(findings)")
        }
        #expect(desk.book.parked.isEmpty && desk.book.refused.isEmpty, "seed \(seed)")
        for item in desk.book.items.values {
            let parts = try item.credited.adding(item.applied).adding(item.writtenOff)
            #expect(try item.open() == item.gross.subtracting(parts), "seed \(seed)")
        }
        return desk
    }

    private static func events(_ random: inout WorldRandom, isSurplusAllowed: Bool) throws -> [CashEvent] {
        var events: [CashEvent] = []
        for number in 1...random.number(1...4) {
            let document = "INV-\(number)"
            let gross = random.euros(1000...99_999)
            events.append(CashEvent(id: "issue \(document)", CashDesk.issued(document, gross)))
            let most = gross.minorUnits / (isSurplusAllowed ? 2 : 5)
            for part in 1...random.number(1...4) {
                let amount = random.euros(1...max(1, most))
                events += try Self.part("\(document).\(part)", of: document, amount, kind: random.number(0...6))
            }
        }
        return events
    }

    private static func part(
        _ id: String,
        of document: String,
        _ amount: Money,
        kind: Int
    ) throws -> [CashEvent] {
        let receipt = CashDesk.receipt(id, amount, for: [RemittanceLine(document: document, amount: amount)])
        let fee = Money(minorUnits: 15, .euro)
        let received = CashEvent(id: "in \(id)", .received(receipt))
        let announced = CashEvent(id: "announced \(id)", .announced(receipt))
        let confirmed = CashEvent(id: "confirmed \(id)", .confirmed(receipt: id))
        let returned = CashEvent(id: "back \(id)", .returned(receipt: id, fee: fee))
        let chargedBack = CashEvent(
            id: "cb \(id)",
            .chargedBack(receipt: id, booked: amount, withdrawn: amount, fee: fee)
        )
        let note = CreditNote(number: "CR-\(id)", document: document, consideration: Consideration(deferred: amount))
        switch kind {
        case 0: return [CashEvent(id: "credit \(id)", .credited(note))]
        case 1: return [announced, confirmed]
        case 2: return [announced, CashEvent(id: "failed \(id)", .failed(receipt: id))]
        case 3: return [announced, confirmed, returned]
        case 4: return [received, chargedBack, CashEvent(id: "lost \(id)", .chargebackLost(receipt: id))]
        case 5:
            return [received, chargedBack, CashEvent(id: "won \(id)", .chargebackWon(receipt: id, reinstated: amount))]
        default: return [received]
        }
    }

    @Test("in a foreign currency relieves the whole document, to the last cent of the books")
    func foreign() throws {
        let dollar = try #require(Currency("USD"))
        for seed in Worlds.seeds {
            var random = WorldRandom(seed: seed)
            let gross = Money(minorUnits: random.number(100...99_999), dollar)
            let rate = BookRate(books: .euro, rate: try Ratio(random.number(500...1500), over: 1000))
            let item = OpenItem(
                document: "INV-1",
                customer: "C-1",
                legalEntity: "EU",
                dueOn: CashDesk.day,
                gross: gross,
                rate: rate
            )
            var desk = CashDesk()
            try desk.take("issue", .issued(item, Consideration(earned: rate.value(gross))))
            var number = 0
            while try desk.open("INV-1").isPositive {
                number += 1
                let most = try desk.open("INV-1").minorUnits + 10
                var receipt = CashDesk.receipt("PAY-\(number)", Money(minorUnits: random.number(1...most), dollar))
                receipt.rate = BookRate(books: .euro, rate: try Ratio(random.number(500...1500), over: 1000))
                try desk.take("in \(number)", .received(receipt))
                let findings = try desk.findings(in: .euro)
                #expect(findings.isEmpty, "seed \(seed): \(findings)")
            }
            #expect(try desk.ledger.holding(.receivable, in: .euro).isZero, "seed \(seed)")
        }
    }
}
