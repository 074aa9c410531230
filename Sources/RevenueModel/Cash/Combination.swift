/// Looks for the one set of documents that sums to an amount.
enum Combination {
    /// Beyond that, sums hit by accident, and the search takes long.
    private static let mostDocuments = 16

    /// The only set that sums to `sum`; `nil` when there is none, or more than one.
    static func only(of candidates: [Candidate], sum: Int) -> [Candidate]? {
        guard (2...Self.mostDocuments).contains(candidates.count) else { return nil }
        var search = Search(amounts: candidates.map(\.open.minorUnits))
        search.look(from: 0, left: sum, chosen: [])
        guard search.found.count == 1, let places = search.found.first else { return nil }
        return places.map { candidates[$0] }
    }

    private struct Search {
        let amounts: [Int]
        var found: [[Int]] = []

        mutating func look(from start: Int, left: Int, chosen: [Int]) {
            // Two are as bad as many.
            guard self.found.count < 2 else { return }
            guard left != 0 else { return self.found.append(chosen) }
            for place in self.amounts.indices.dropFirst(start) where self.amounts[place] <= left {
                self.look(from: place + 1, left: left - self.amounts[place], chosen: chosen + [place])
            }
        }
    }
}
