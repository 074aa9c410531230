import RevenueModel
import Testing

@Suite("In every random world the ledger")
struct LedgerPropertyTests {
    @Test("balances for whatever happens, and a reversal takes it back to nothing")
    func balance() throws {
        for seed in Worlds.seeds {
            var random = WorldRandom(seed: seed)
            var ledger = Ledger()
            for place in 0..<20 { try ledger.post(Self.event(&random), number: "J-\(place)") }
            let sum = try ledger.trialBalance(in: .euro).values.reduce(0) { $0 + $1.minorUnits }
            #expect(sum == 0, "seed \(seed)")
            #expect(try Reconciliation.journals(ledger.journals.map(\.entry)).isEmpty, "seed \(seed)")
            let before = ledger
            for journal in ledger.journals {
                try ledger.post(journal.reversed(dating: journal.dating, reason: "undo"))
            }
            #expect(try ledger.trialBalance(in: .euro).isEmpty, "seed \(seed)")
            #expect(try Reconciliation.compensation(before: Ledger(), after: ledger).isEmpty, "seed \(seed)")
            #expect(try Reconciliation.compensation(before: before, after: Ledger()).isEmpty == before.journals.isEmpty)
        }
    }

    private static func event(_ random: inout WorldRandom) throws -> BusinessEvent {
        let (one, other) = (random.euros(-5000...5000), random.euros(-5000...5000))
        let settlement = Settlement(relieved: one, paid: other, writtenOff: random.euros(-100...100))
        let consideration = random.consideration()
        let events: [BusinessEvent] = [
            .invoiced(consideration), .charged(consideration, fee: one), .settledFromCredit(consideration),
            .credited(consideration, to: try CreditDestination(of: consideration.gross(), open: one)),
            .creditApplied(one), .received(one, into: .bank), .applied(settlement), .unapplied(settlement),
            .moved(one, to: .taxOffice), .returned(one, from: .clearing, fee: other),
            .refunded(.payable, booked: one, paid: other, from: .bank), .recognised(one, deferred: other),
            .writtenOff(one, relief: other), .chargedBack(booked: one, withdrawn: other, fee: one),
            .chargebackWon(booked: one, reinstated: other), .chargebackLost(booked: one),
        ]
        return events[random.number(0...events.count - 1)]
    }

    @Test("never posts into a closed period, nor before the day that was meant")
    func closing() {
        for seed in Worlds.seeds {
            var random = WorldRandom(seed: seed)
            var calendar = ClosingCalendar()
            let (effective, booked) = (random.day(), random.day())
            var period = AccountingPeriod(containing: min(effective, booked))
            for _ in 0..<random.number(0...90) {
                if random.number(0...5) > 0 { calendar.close(period, of: "EU") }
                period = period.next
            }
            guard case .post(let date) = calendar.date(effective: effective, booked: booked, of: "EU") else {
                Issue.record("seed \(seed): no date")
                continue
            }
            #expect(!calendar.isClosed(date.period, of: "EU") && date.day >= effective, "seed \(seed)")
            let isMoved = calendar.isClosed(AccountingPeriod(containing: effective), of: "EU")
            #expect((date.basis == .effectiveDate) != isMoved && (date.originalPeriod != nil) == isMoved, "\(seed)")
        }
    }
}
