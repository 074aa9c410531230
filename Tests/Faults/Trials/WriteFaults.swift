internal import Foundation

/// Strikes the n-th write, sync or truncation of the engine's own connection, for every n.
struct WriteFaults {
    enum Kind: String, CaseIterable {
        case kill = "kill -9 at every write, sync and truncation"
        case torn = "kill -9 halfway through every write"
        case full = "disk full from every write on"
        case fullOnce = "disk full at every write, once"
        case io = "input/output error at every write, sync and truncation, nothing done"
        case ioAfter = "input/output error at every write, sync and truncation, done all the same"

        /// The others differ from these in how much is done: a part of them is enough for every day.
        var isTriedEverywhere: Bool {
            switch self {
            case .kill, .fullOnce, .io: true
            case .torn, .full, .ioAfter: false
            }
        }

        fileprivate func strike(_ number: Int) -> Strike {
            switch self {
            case .kill: Strike(.kill, at: number)
            case .torn: Strike(.torn, at: number)
            case .full: Strike(.full, at: number, isForEver: true)
            case .fullOnce: Strike(.full, at: number)
            case .io: Strike(.io, at: number)
            case .ioAfter: Strike(.ioAfter, at: number)
            }
        }
    }

    let kind: Kind
    /// Each so many-th write.
    var stride = 1
    var first = 1

    func run() async throws -> Tally {
        try await Lanes.run { try self.run(lane: $0) }
    }

    private func run(lane: Int) throws -> Tally {
        var tally = Tally(self.kind.rawValue)
        let stage = try Stage("writes")
        defer { stage.remove() }
        var number = self.first + lane * self.stride
        while true {
            var life = Life(try stage.next(), orders: ["W\(number)"])
            life.strike = self.kind.strike(number)
            var ledger = Ledger()
            ledger.settling = Set(life.orders)
            let death = try stage.live(life, &ledger)
            if let writes = death.settled?.writes, writes < number { return tally }
            tally.count(try stage.end(life, &ledger), "write \(number)")
            number += self.stride * Lanes.count
        }
    }
}
