internal import Foundation
internal import Sandbox

/// Kills the engine before and after every commit and every call, and again while it recovers.
struct CrashPoints {
    /// What happens to the order, if nobody is killed.
    enum Story: String, CaseIterable {
        case paid
        /// The ERP refuses the receivable, and everything is taken back.
        case refused
        /// The answer to the receivable is lost.
        case doubtful

        fileprivate var fault: Fault? {
            switch self {
            case .paid: nil
            case .refused: Fault(operation: "erp.upsert.invoice", kind: .refuse, times: 1)
            case .doubtful: Fault(operation: "erp.upsert.invoice", kind: .dropAfter, times: 1)
            }
        }
    }

    let story: Story
    var plant: Plant?

    /// Every point once.
    func all(_ limit: Int = .max) async throws -> Tally {
        var tally = Tally("kill -9 at every commit and call, order \(self.story.rawValue)")
        tally.isQuiet = self.plant != nil
        let stage = try Stage("points")
        defer { stage.remove() }
        for point in 1...limit {
            let (wasKilled, wrong) = try await self.crash(stage, "P\(point)", [point])
            guard wasKilled else { return tally }
            tally.count(wrong, "point \(point)")
            if self.plant != nil, tally.violations > 0 { return tally }
        }
        return tally
    }

    /// Two points by chance: the second kill hits the recovery from the first.
    func pairs(_ count: Int, seed: UInt64) async throws -> Tally {
        try await Lanes.run { try await self.pairsInLane(count / Lanes.count, seed: seed &+ UInt64($0)) }
    }

    private func pairsInLane(_ count: Int, seed: UInt64) async throws -> Tally {
        var tally = Tally("kill -9 twice, the second while recovering, order \(self.story.rawValue)")
        tally.isQuiet = self.plant != nil
        var dice = Dice(seed: seed)
        let stage = try Stage("pairs")
        defer { stage.remove() }
        for number in 1...count {
            let points = [Int.random(in: 1...70, using: &dice), Int.random(in: 1...25, using: &dice)]
            tally.count(try await self.crash(stage, "D\(number)", points).wrong, "seed \(seed), points \(points)")
        }
        return tally
    }

    private func crash(
        _ stage: Stage,
        _ order: String,
        _ points: [Int]
    ) async throws -> (wasKilled: Bool, wrong: [String]) {
        var life = Life(try stage.next(), orders: [order], plant: self.plant)
        if let fault = self.story.fault { try await stage.rig.sandbox.inject(fault) }
        var ledger = Ledger()
        if self.story != .refused { ledger.settling = [order] }
        var deaths: [Death] = []
        for point in points {
            life.dieAt = point
            deaths.append(try stage.live(life, &ledger))
            try self.plant?.tamper(life.db, &ledger)
        }
        return (deaths.first?.wasKilled ?? false, try stage.end(life, &ledger))
    }
}
