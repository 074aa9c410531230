internal import Adapters
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Workflows

/// What ends one thing that a saga waits for: who, by which commands, and what happens if nobody does.
struct Remedy {
    let owner: String
    let commands: [String]
    let otherwise: String
}

extension Story {
    /// What the saga waits for in the first place: a person before a gate, a gate before what ends by itself.
    var leadingBlocker: BlockerReport? {
        let blockers = self.report.blockers
        return blockers.first { $0.cause == .person } ?? blockers.first { $0.cause.isGate }
            ?? blockers.first { $0.failure != nil } ?? blockers.first
    }

    func remedy(_ blocker: BlockerReport) -> Remedy {
        let owner = self.report.assignment?.text ?? blocker.owner ?? self.keeper(blocker) ?? blocker.cause.owner
        return Remedy(owner: owner, commands: self.commands(blocker), otherwise: self.otherwise(blocker))
    }

    /// Who must mend something before anybody can decide: a system that takes nothing, a configuration with a gap.
    private func keeper(_ blocker: BlockerReport) -> String? {
        switch blocker.cause {
        case .capacity: return self.outage(blocker).map { Self.keeper(of: $0.target) }
        case .person:
            guard let inquiry = self.machine.inquiry(blocker.subject) else { return nil }
            let lacks = [Mappings.lacking, BankAdapter.lacking].contains { blocker.failure?.contains($0) == true }
            if lacks { return "whoever keeps the configuration" }
            // While it may have happened, the question is not the system's health but the money.
            let isInDoubt = self.machine.exchange(inquiry.key)?.mayHaveHappened == true
            return self.wasTurnedAway(inquiry.key) && !isInDoubt ? Self.keeper(of: inquiry.request.target) : nil
        case .reply, .pause, .window, .lookUp, .signal, .hold, .approval, .cutoff, .predecessor: return nil
        }
    }

    private static func keeper(of system: String) -> String { "whoever runs \(system)" }

    /// The system that it waits for, where that is out of reach.
    private func outage(_ blocker: BlockerReport) -> ClosedSystem? {
        self.closed.first { $0.target == blocker.subject && $0.since != nil }
    }

    private func commands(_ blocker: BlockerReport) -> [String] {
        let id = self.report.id
        switch blocker.cause {
        case .person: return self.waysOut(blocker)
        case .hold: return self.standing(blocker, .hold).map { "skald hold release \($0.quoted) --reason WHY" }
        case .cutoff: return ["skald period reopen \(blocker.subject.quoted) --reason WHY"]
        case .approval: return blocker.gate.map { [self.approvalCommand($0, blocker.subject)] } ?? []
        case .predecessor: return ["skald explain \(blocker.owner ?? id.rawValue)"]
        case .capacity, .reply, .pause, .window, .lookUp: return ["skald run"]
        case .signal: return self.payment(blocker) + ["skald event ingest FILE"]
        }
    }

    /// In the sandbox customers pay when they are told to.
    private func payment(_ blocker: BlockerReport) -> [String] {
        guard self.hasSandbox, blocker.subject == "receivable-settled", let invoice = self.machine.told?.awaited else {
            return []
        }
        return ["skald sandbox pay \(invoice.quoted)"]
    }

    private func standing(_ blocker: BlockerReport, _ kind: Obstacle.Kind) -> [String] {
        self.machine.obstacles.map(\.obstacle).filter { $0.kind == kind && $0.subject == blocker.subject }.map(\.id)
    }

    /// A step or an undo that needs a person, or a wait that is over.
    private func waysOut(_ blocker: BlockerReport) -> [String] {
        let (id, step) = (self.report.id, blocker.subject)
        let again = "skald retry \(id) --rev \(self.report.revision)"
        guard let inquiry = self.machine.inquiry(step) else {
            return ["skald resume \(id) --within 14d", "skald note \(id) TEXT"]
        }
        let happened = "skald resolve \(id) \(step) --done --reason WHY"
        let not = "skald resolve \(id) \(step) --not-done --reason WHY"
        let exchange = self.machine.exchange(inquiry.key)
        if exchange?.mayHaveHappened == true { return inquiry.canLookUp ? [again, happened, not] : [happened, not] }
        guard !step.hasSuffix("/undo") else { return [again, happened] }
        if exchange?.state == .contradicted { return ["skald verify", happened, again] }
        return [again, "skald skip \(id) \(step) --reason WHY"]
    }

    private func otherwise(_ blocker: BlockerReport) -> String {
        switch blocker.cause {
        case .person: "it stays where it is and nothing more is sent"
        case .hold, .approval, .cutoff:
            blocker.until.map { "it stays shut; from \($0.short) on it is overdue" } ?? "it stays shut"
        case .predecessor: "it goes on by itself when the one before is through"
        case .capacity:
            self.outage(blocker) == nil
                ? "it goes on by itself when there is room" : "an engine that runs tries it again, later each time"
        case .reply, .lookUp: "the answer, or a time-out, comes by itself"
        case .pause, .window: blocker.until.map { "it goes on by itself at \($0.short)" } ?? "it goes on by itself"
        case .signal: self.endOfWait(blocker)
        }
    }

    private func endOfWait(_ blocker: BlockerReport) -> String {
        let at = blocker.until.map { "at \($0.short) " } ?? ""
        switch self.machine.waitsEnd {
        case .goTo(let state)?: return "\(at)it goes to \(state)"
        case .turnBack?: return "\(at)it is taken back"
        case .park(let why)?: return "\(at)it needs a person: \(why)"
        case nil: return "it stays where it is"
        }
    }
}
