/// Two machines of one definition that are equal go the same way from here, whatever happens to them.
extension SagaMachine: Hashable {
    package static func == (left: Self, right: Self) -> Bool {
        left.numbers == right.numbers && left.place == right.place && left.course == right.course
            && left.runs == right.runs && left.visits == right.visits && left.deadline == right.deadline
            && left.obstacles == right.obstacles && left.mailbox == right.mailbox && left.heard == right.heard
            && left.usedSignals == right.usedSignals && left.approvals == right.approvals
            && left.declined == right.declined && left.isCommitted == right.isCommitted && left.state == right.state
            && left.facts == right.facts && left.id == right.id && left.terms == right.terms
            && left.arranged == right.arranged && left.decisions == right.decisions
            && left.overtaken == right.overtaken && left.assignment == right.assignment && left.notes == right.notes
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(self.numbers)
        hasher.combine(self.place.state)
        hasher.combine(self.place.line)
        hasher.combine(self.obstacles.count)
        for run in self.runs {
            hasher.combine(run.forward.state)
            hasher.combine(run.forward.rests)
            hasher.combine(run.forward.since)
            hasher.combine(run.undo?.state)
        }
    }
}
