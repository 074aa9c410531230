/// Trials side by side: most of a trial is waiting for a disk or for a window to pass.
enum Lanes {
    static let count = 2

    /// The tallies of all lanes as one; each lane has systems and files of its own.
    static func run(_ lane: @escaping @Sendable (Int) async throws -> Tally) async throws -> Tally {
        try await withThrowingTaskGroup(of: Tally.self) { group in
            for number in 0..<Self.count { group.addTask { try await lane(number) } }
            var sum = try await Self.first(of: &group)
            while let next = try await group.next() { sum.add(next) }
            return sum
        }
    }

    private static func first(of group: inout ThrowingTaskGroup<Tally, any Error>) async throws -> Tally {
        guard let first = try await group.next() else { return Tally("no lane") }
        return first
    }
}
