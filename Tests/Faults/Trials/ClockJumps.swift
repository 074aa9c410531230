/// The clock jumps between one life and the next: nothing is lost, and nothing happens twice.
struct ClockJumps {
    let jumps: Int
    let seed: UInt64
    var plant: Plant?

    private static let day = 86_400

    func run() async throws -> Tally {
        var tally = Tally("clock jumps by up to 40 days, either way, between kills")
        tally.isQuiet = self.plant != nil
        var dice = Dice(seed: self.seed)
        let stage = try Stage("clock")
        defer { stage.remove() }
        for number in 1...self.jumps {
            var life = Life(try stage.next(), orders: ["C\(number)"])
            var ledger = Ledger()
            var jumps: [Int] = []
            for _ in 0..<3 {
                life.dieAt = Int.random(in: 1...40, using: &dice)
                life.clock = Int.random(in: -40 * Self.day...40 * Self.day, using: &dice)
                jumps.append(life.clock)
                try stage.live(life, &ledger)
                try self.plant?.tamper(life.db, &ledger)
            }
            // The last jump is forward past every deadline that was set before: what waited goes on.
            life.clock = 41 * Self.day
            tally.count(try stage.end(life, &ledger), "seed \(self.seed), jumps of \(jumps) s")
        }
        return tally
    }
}
