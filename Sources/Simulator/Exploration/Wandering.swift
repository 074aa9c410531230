/// Chance that is the same everywhere: SplitMix64.
package struct Seeded: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(_ seed: UInt64) { self.state = seed }

    package mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension Subject {
    /// Faults in one wandering: more than any exploration gets to.
    private static var mostFaults: Int { 12 }
    private static var faultsPerHundred: Int { 40 }

    package func wander(seed: UInt64) -> Counterexample? {
        var chance = Seeded(seed)
        var world = ExploredWorld(self, isRecorded: true)
        var path: [Int] = []
        var faults = 0
        while path.count < Self.mostDecisions {
            let moves = world.moves(withFaults: true)
            guard !moves.isEmpty else { break }
            let usual = moves.count { !$0.isFault }
            let mayFail = usual < moves.count && faults < Self.mostFaults
            let isFault = mayFail && Int.random(in: 0..<100, using: &chance) < Self.faultsPerHundred
            let choice = Int.random(in: isFault ? usual..<moves.count : 0..<usual, using: &chance)
            faults += isFault ? 1 : 0
            path.append(choice)
            world.make(moves[choice])
        }
        world.checkReplay()
        return world.scene.violation == nil ? nil : Counterexample(Schedule(path), of: self)
    }
}
