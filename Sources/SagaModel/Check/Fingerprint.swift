extension Definition {
    /// Everything that makes a definition what it is, as text: two definitions with the same text treat sagas alike.
    ///
    /// Names, kinds, edges, conditions by name; and, for each rehearsal, the requests and deadlines that the closures
    /// make. The runtime stores a hash of it with each saga. `write` turns a request into canonical text.
    package func canonicalText(
        _ rehearsals: [Rehearsal<Facts, Request>],
        write: (Request) throws -> String
    ) rethrows -> String {
        var lines = ["version \(self.version)", self.graph.outline()]
        lines += self.facts.map { "fact \($0.name) \($0.sort.rawValue)" }
        for rehearsal in rehearsals {
            let play = rehearsal.play(self)
            lines.append("rehearsal \(rehearsal.name) ends \(play.end.rawValue)")
            for scene in play.scenes { lines.append("\(scene.step) \(try write(scene.request))") }
            for scene in play.scenes {
                guard let step = self.step(scene.step), let undo = step.undo else { continue }
                lines.append("\(scene.step)/undo \(try write(undo(scene.after)))")
                for (name, other) in step.otherUndos.sorted(by: { $0.key < $1.key }) {
                    lines.append("\(scene.step)/undo by \(name) \(try write(other(scene.after)))")
                }
            }
            for (fact, value) in self.sheet(rehearsal.facts).values.sorted(by: { $0.key < $1.key }) {
                lines.append("\(fact) is \(value)")
            }
            lines += play.deadlines.map { "\($0.state) within \($0.within.milliseconds)" }
        }
        for (act, rehearsal) in self.lateHolds.flatMap({ act in rehearsals.map { (act, $0) } }) {
            let end = rehearsal.play(self).scenes.last?.after ?? rehearsal.facts
            lines.append("\(act.step.name) \(try write(act.step.make(end)))")
            lines.append("\(act.step.name)/undo \(try write(act.releasing(end)))")
        }
        return lines.joined(separator: "\n")
    }
}
