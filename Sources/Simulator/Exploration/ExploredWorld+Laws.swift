import SagaModel

// The laws by the numbers of the design; what nobody wrote down there has a name instead.

extension ExploredWorld {
    /// Broken from now on; the first one counts.
    private mutating func broken(_ law: String, _ what: String) {
        guard self.scene.violation == nil else { return }
        self.scene.violation = Violation(law: law, what: what)
        self.tell { _ in "✗ \(law): \(what)" }
    }

    /// What must hold whenever something is sent.
    mutating func checkSending(_ message: Message<Request>) {
        if let body = self.scene.bodies[message.key], body != message.request {
            self.broken("body", "\(message.name) was sent again with the same key and another body")
        }
        self.scene.bodies[message.key] = message.request
        guard !message.isUndo else {
            if !self.scene.undone.contains(message.effect) { self.scene.undone.append(message.effect) }
            return
        }
        if !message.isRead, !self.scene.sent.contains(message.effect) { self.scene.sent.append(message.effect) }
        self.checkGates(message)
    }

    private mutating func checkGates(_ message: Message<Request>) {
        guard let facts = self.machine.facts, let step = self.subject.definition.step(message.effect.step) else {
            return
        }
        for gate in step.gates where gate.condition?.holds(facts) ?? true {
            let subject = gate.subject(facts)
            if gate.kind == .approval {
                guard !self.scene.approved.contains([gate.name.rawValue, subject]) else { continue }
                self.broken("I9", "\(message.name) was sent, and nobody approved \(subject)")
            } else if let shut = self.scene.standing.first(where: {
                $0.kind.rawValue == gate.kind.rawValue && $0.subject == subject
            }) {
                self.broken("I7", "\(message.name) was sent although \(shut.id) stood")
            }
        }
    }

    /// What must hold at every moment, and at the end.
    mutating func check() {
        if let (effect, count) = self.scene.remote.effects.first(where: { $0.value > 1 }) {
            self.broken("I1", "\(effect) stands \(count) times")
        }
        if let lost = self.scene.acknowledged.first(where: { !self.machine.remembers($0) }) {
            self.broken("I12", "\(lost) was acknowledged, and is neither used nor kept")
        }
        if self.scene.out.isEmpty, self.moves(withFaults: false).isEmpty { self.checkTheEnd() }
    }

    mutating func checkReplay() {
        if !self.isReplayable { self.broken("replay", "the recorded events make another machine") }
    }

    private mutating func checkTheEnd() {
        let left = self.left
        switch self.machine.status {
        case .done: self.checkDone()
        case .compensated where !left.isEmpty: self.broken("I5", "compensated, and \(Self.words(left)) stands")
        case .parked where self.machine.blockers.isEmpty && self.machine.residuals.isEmpty:
            self.broken("I2", "parked, and nobody knows why")
        case .parked: self.checkResiduals(left)
        case .running, .retrying, .gated, .compensating, .waiting:
            self.broken("I2", "nothing moves any more, and it is \(self.machine.status.rawValue)")
        case .compensated: break
        }
        let expected = self.scene.sent.reversed().filter(self.scene.undone.contains)
        if expected != self.scene.undone {
            self.broken("I13", "\(Self.words(self.scene.sent)) were taken back as \(Self.words(self.scene.undone))")
        }
    }

    /// Effects that stand and that compensation takes back.
    private var left: [HonestRemote.Effect] {
        self.scene.sent.filter { effect in
            guard self.scene.remote.effects[effect, default: 0] > 0 else { return false }
            if case .kept = self.subject.definition.step(effect.step)?.kind { return false }
            return true
        }
    }

    private mutating func checkDone() {
        for run in self.machine.runs where run.forward.state == .done && run.undo?.state != .done {
            let effect = HonestRemote.Effect(step: run.step, round: run.visit)
            let isRead = self.subject.definition.step(run.step)?.isRead ?? false
            if !isRead, self.scene.remote.effects[effect] != 1 {
                self.broken("I5", "\(effect) is done, without effect")
            }
        }
    }

    /// Of a compensation that ended so, everything that stands is listed for the person.
    private mutating func checkResiduals(_ left: [HonestRemote.Effect]) {
        guard case .parked = self.machine.course else { return }
        let known = self.machine.residuals
        let unknown = left.filter { effect in
            let run = self.machine.runs.first { $0.step == effect.step && $0.visit == effect.round }
            return !(run.map { known.contains($0.forward.key) } ?? false)
        }
        if !unknown.isEmpty { self.broken("I5", "parked, and nobody is told that \(Self.words(unknown)) stands") }
    }

    private static func words(_ effects: [HonestRemote.Effect]) -> String {
        effects.map(\.description).joined(separator: ", ")
    }
}
