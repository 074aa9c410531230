extension Definition {
    /// What only the closures can tell: run over stories, each with the lessons left out or turned round.
    func rehearsalFindings(_ rehearsals: [Rehearsal<Facts, Request>]) -> [Finding] {
        guard !rehearsals.isEmpty else { return [] }
        let plays = rehearsals.map { $0.play(self) }
        var findings: [Finding] = []
        for finding in plays.flatMap({ self.undoFindings($0) + self.groupFindings($0) + self.deadlineFindings($0) })
        where !findings.contains(finding) {
            findings.append(finding)
        }
        return findings + self.neverRehearsed(plays)
    }

    /// After a lost reply the undo is made from facts without its lesson: it must be the same request.
    private func undoFindings(_ play: Rehearsal<Facts, Request>.Play) -> [Finding] {
        play.scenes.compactMap { scene in
            guard let step = self.step(scene.step), let undo = step.undo else { return nil }
            let ways =
                [("its undo", undo)] + step.otherUndos.sorted { $0.key < $1.key }.map { ("its undo by \($0)", $1) }
            guard let way = ways.first(where: { $1(scene.before) != $1(scene.after) }) else { return nil }
            return Finding(
                .undoNeedsOwnReply,
                scene.step.rawValue,
                "\(way.0) differs when the reply was lost",
                "address the document by a business key that is known before"
            )
        }
    }

    private func deadlineFindings(_ play: Rehearsal<Facts, Request>.Play) -> [Finding] {
        play.deadlines.filter { $0.within.milliseconds <= 0 }.map { deadline in
            Finding(
                .deadlineNotAhead,
                deadline.state.rawValue,
                "its wait is over at once",
                "wait for longer than nothing"
            )
        }
    }

    private func groupFindings(_ play: Rehearsal<Facts, Request>.Play) -> [Finding] {
        self.groups.flatMap { group in
            let scenes = group.steps.compactMap { step in play.scenes.last { $0.step == step.name } }
            return scenes.flatMap { one in scenes.flatMap { self.pairFindings(group.name, one, $0) } }
        }
    }

    /// `one` answers first, or `other` does: both must ask and teach the same.
    private func pairFindings(
        _ group: GroupName,
        _ one: Rehearsal<Facts, Request>.Scene,
        _ other: Rehearsal<Facts, Request>.Scene
    ) -> [Finding] {
        guard one.step != other.step, let first = self.step(one.step), let second = self.step(other.step) else {
            return []
        }
        var findings: [Finding] = []
        var taught = one.before
        first.learn(&taught, one.reply)
        if second.make(taught) != second.make(one.before) {
            findings.append(
                Finding(
                    .siblingChangesRequest,
                    "\(group)/\(second.name)",
                    "it asks something else once \(first.name) has answered",
                    "move it out of the group, below \(first.name)"
                )
            )
        }
        guard one.step < other.step else { return findings }
        var turned = one.before
        second.learn(&turned, other.reply)
        first.learn(&turned, one.reply)
        second.learn(&taught, other.reply)
        if taught != turned {
            findings.append(
                Finding(
                    .lessonsDoNotCommute,
                    "\(group)/\(first.name)",
                    "it and \(second.name) teach something else in the other order",
                    "let each learn into a fact of its own"
                )
            )
        }
        return findings
    }

    private func neverRehearsed(_ plays: [Rehearsal<Facts, Request>.Play]) -> [Finding] {
        let seen = Set(plays.flatMap(\.scenes).map(\.step))
        return self.steps.filter { !seen.contains($0.name) }.map { step in
            Finding(
                .stepNeverRehearsed,
                step.name.rawValue,
                "no rehearsal comes to it",
                "add a rehearsal in which it runs"
            )
        }
    }
}
