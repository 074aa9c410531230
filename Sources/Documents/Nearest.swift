extension Collection<String> {
    /// The one that somebody most likely meant; nothing when none is close.
    package func nearest(to word: String) -> String? {
        let ranked = self.map { ($0, $0.editDistance(to: word)) }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
        guard let best = ranked.first, best.1 <= Swift.max(2, word.count / 2) else { return nil }
        return best.0
    }
}

extension String {
    /// How many letters must be added, removed or changed to make `other` of it.
    fileprivate func editDistance(to other: String) -> Int {
        let target = Array(other.lowercased())
        var row = Array(0...target.count)
        for (index, letter) in self.lowercased().enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in target.indices {
                let change = diagonal + (target[column] == letter ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = Swift.min(change, diagonal + 1, row[column] + 1)
            }
        }
        return row[target.count]
    }
}
