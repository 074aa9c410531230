internal import Foundation
internal import RevenueModel
internal import Sandbox
internal import SQLiteRuntime

/// Kills the engine at any moment, over and over, with one database throughout.
struct KillLoop {
    let kills: Int
    let seed: UInt64
    var plant: Plant?

    private static let operations = [
        "crm.validateAccount", "billing.createSubscription", "billing.draftInvoice", "support.grantEntitlement",
        "erp.upsert.salesOrder", "erp.upsert.invoice", "billing.issueInvoice", "crm.closeWon",
        "erp.upsert.customerPayment",
    ]
    private static let troubles: [Fault.Kind] = [.dropAfter, .dropBefore, .garbage, .busy, .unavailable]

    func run() async throws -> Tally {
        var tally = Tally("kill -9 after 1 to 120 ms, one database throughout")
        var dice = Dice(seed: self.seed)
        let rig = try Rig("kills")
        defer { rig.remove() }
        var life = Life(try rig.freshDatabase(), plant: self.plant)
        var ledger = Ledger()
        var started = 0
        for kill in 1...self.kills {
            // About as many new orders as one life can carry, so that there is always work and never a heap of it.
            life.orders = []
            if started < kill / 4 + 2 {
                started += 1
                life.orders = ["K\(started)"]
            }
            life.eventsAfter = ledger.lastEvent
            if kill % 10 == 0 { try await self.trouble(rig, &dice) }
            // Most lives end while the engine opens; the longer ones get on with the work.
            let span = Int.random(in: kill % 4 == 0 ? 20...120 : 1...20, using: &dice)
            ledger.hear(try self.shortLife(life, rig, milliseconds: span).promises)
            let wrong = kill % 100 == 0 || kill == self.kills ? try Checker.file(life.db, ledger) : []
            tally.count(wrong, "seed \(self.seed), kill \(kill)")
        }
        try await rig.sandbox.clearFaults()
        try rig.drain(life, into: &ledger)
        var books = Books()
        let wrong = try Checker.end(life.db, ledger, &books)
        tally.count(wrong + books.differences(try SandboxStore.read(path: rig.state)), "seed \(self.seed), at the end")
        Say.note("  \(started) orders, \(ledger.events.count) payments, \(ledger.ended.count) ends promised")
        return tally
    }

    private func shortLife(_ life: Life, _ rig: Rig, milliseconds: Int) throws -> Death {
        var living = try rig.begin(life)
        living.waitUntilReady()
        usleep(UInt32(milliseconds * 1000))
        living.kill()
        return living.end()
    }

    private func trouble(_ rig: Rig, _ dice: inout Dice) async throws {
        guard let operation = Self.operations.randomElement(using: &dice),
            let kind = Self.troubles.randomElement(using: &dice)
        else { return }
        try await rig.sandbox.inject(Fault(operation: operation, kind: kind, times: 1))
    }
}
