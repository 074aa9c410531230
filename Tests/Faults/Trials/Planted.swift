/// Checks the checker: every planted bug is found, or the trials prove nothing.
struct Planted {
    let plant: Plant
    let seed: UInt64

    func run() async throws -> Tally {
        var tally = Tally("planted bug is found: \(self.plant.rawValue)")
        let found = try await self.trial()
        tally.count(found.violations > 0 ? [] : ["it was not found in \(found.runs) runs"], "seed \(self.seed)")
        return tally
    }

    private func trial() async throws -> Tally {
        switch self.plant {
        case .commitsNotSynced, .promiseBeforeCommit:
            try await PowerLoss(images: 400, seed: self.seed, plant: self.plant).run()
        case .doneWithoutSending: try await CrashPoints(story: .paid, plant: self.plant).all(3)
        case .hollowUndo: try await CrashPoints(story: .refused, plant: self.plant).all(3)
        case .timersLost: try await ClockJumps(jumps: 20, seed: self.seed, plant: self.plant).run()
        case .freshKey, .freshDocument: try await CrashPoints(story: .paid, plant: self.plant).all()
        case .lineSkipped, .sagaLost: try await CrashPoints(story: .paid, plant: self.plant).all(20)
        }
    }
}
