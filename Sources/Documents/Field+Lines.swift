internal import Yams

extension Field {
    /// The line of every value below this one, by path: of its key where it has one.
    package var lines: [String: Int] {
        var lines: [String: Int] = [:]
        self.note(&lines)
        return lines
    }

    private func note(_ lines: inout [String: Int]) {
        if lines[self.path] == nil { lines[self.path] = self.node.mark?.line }
        for item in (try? self.items()) ?? [] { item.note(&lines) }
        for (key, value) in (try? self.entries()) ?? [] {
            let mark = self.node.mapping?.first { $0.key.scalar?.string == key }?.key.mark
            lines[value.path] = mark?.line ?? value.node.mark?.line
            value.note(&lines)
        }
    }
}
