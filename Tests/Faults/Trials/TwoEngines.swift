/// Two engines race for one file: one works, the other is refused and says why.
struct TwoEngines {
    let races: Int

    func run() throws -> Tally {
        var tally = Tally("two engines race for one file")
        let stage = try Stage("engines")
        defer { stage.remove() }
        for race in 1...self.races {
            let life = Life(try stage.next(), orders: ["R\(race)"])
            let rivals = try [stage.rig.begin(life), stage.rig.begin(life)]
            let deaths = rivals.map { $0.end() }
            var ledger = Ledger()
            ledger.settling = Set(life.orders)
            for death in deaths {
                ledger.hear(death.promises)
                // Who comes after the other has finished finds everything done.
                if death.settled == nil, death.failure?.contains("locked") != true {
                    ledger.violations.append("refused without a clear reason: \(death.failure ?? death.messages)")
                }
            }
            if !deaths.contains(where: { $0.settled != nil }) { ledger.violations.append("neither of them worked") }
            tally.count(try stage.end(life, &ledger), "race \(race)")
        }
        return tally
    }
}
