/// Something that a saga did and should not have done.
package struct Breach: Codable, Equatable, Sendable {
    package enum Law: String, Codable, CaseIterable, Sendable {
        /// Nothing is sent under a hold that the saga knew of.
        case hold = "I7"
        /// Nothing is posted into a closed period.
        case period = "I8"
        /// Who approves is not who asked.
        case approval = "I9"
        /// Undos run in reverse order of first send.
        case order = "I13"
    }

    package let law: Law
    package let what: String

    package init(law: Law, what: String) {
        self.law = law
        self.what = what
    }
}

/// Watches a saga from its first event on, and judges what it sent by what it had been told.
///
/// It keeps its own list of what stands in the way and what left when, so that a machine which forgets one of these is
/// found out by its record.
package struct Conduct<Facts: SagaFacts, Request: SagaRequest>: Sendable {
    package typealias Machine = SagaMachine<Facts, Request>

    package private(set) var breaches: [Breach] = []
    private var standing: [Obstacle] = []
    /// The first sends of steps, and of undos, in their order.
    private var sent: [IdempotencyKey] = []
    private var takenBack: [IdempotencyKey] = []
    /// Reported as done after they had been found absent: whenever that comes, their undo comes late.
    private var surprises: Set<IdempotencyKey> = []

    package init() {}

    /// Takes in one event and what came of it; `machine` is as it was afterwards.
    package mutating func watch(_ event: Machine.Event, _ commands: [Machine.Command], _ machine: Machine) {
        self.learn(event, machine)
        for case .send(let request, let key, _) in commands {
            guard let run = machine.runs.last(where: { $0.forward.key == key || $0.undo?.key == key }) else { continue }
            if key.isUndo {
                self.noteUndo(key, of: run.forward.key)
            } else {
                let isFirst = !self.sent.contains(key)
                if isFirst { self.sent.append(key) }
                self.judge(request, run.step, isFirst: isFirst, machine)
            }
        }
    }

    private mutating func learn(_ event: Machine.Event, _ machine: Machine) {
        switch event {
        case .placed(let obstacle): self.standing.append(obstacle)
        case .removed(let id, _): self.standing.removeAll { $0.id == id }
        case .approved(let gate, let subject, let who, _): self.judge(gate, subject, who, machine)
        case .answered(let key, _, _):
            if machine.exchange(key)?.state == .contradicted { self.surprises.insert(key) }
        case .started, .woke, .heard, .declined, .cancelled, .retried, .clockSet, .migrated, .intervened:
            break
        }
    }

    private mutating func judge(_ gate: GateName, _ subject: String, _ who: String, _ machine: Machine) {
        guard let terms = machine.terms, let rule = terms.policy?.approvals[gate], rule.isForOthers,
            terms.startedBy == nil || terms.startedBy == who
        else { return }
        self.breaches.append(Breach(law: .approval, what: "\(who) approved \(subject) (\(gate)) and had asked for it"))
    }

    private mutating func judge(_ request: Request, _ step: StepName, isFirst: Bool, _ machine: Machine) {
        guard let policy = machine.terms?.policy, let facts = machine.facts else { return }
        let sheet = machine.definition.sheet(facts)
        let isPosting = request.isPosting || machine.definition.step(step)?.isPivot == true
        for obstacle in self.standing where policy.stops(obstacle, step, isPosting: isPosting, sheet) {
            self.breaches.append(Breach(law: .hold, what: "\(step) was sent although \(obstacle.id) stood"))
        }
        // What left before the close is not called back.
        guard isFirst, let period = policy.cutoff(step)?.rule.period(sheet) else { return }
        for obstacle in self.standing where obstacle.kind == .cutoff && obstacle.subject == period {
            self.breaches.append(Breach(law: .period, what: "\(step) was sent into \(period), which was closed"))
        }
    }

    private mutating func noteUndo(_ undo: IdempotencyKey, of key: IdempotencyKey) {
        guard !self.takenBack.contains(key), !self.surprises.contains(key) else { return }
        self.takenBack.append(key)
        let expected = self.sent.reversed().filter(self.takenBack.contains)
        guard expected != self.takenBack else { return }
        self.breaches.append(Breach(law: .order, what: "\(undo) was sent before the undo of a later step"))
    }
}
