extension PolicyCheck {
    var limitFindings: [Finding] {
        let retries = self.policy.retries
        return self.unknown(systems: retries.systems.keys.sorted(), at: "retries.systems")
            + self.unknown(steps: retries.steps.keys.sorted(), at: "retries.steps")
            + self.unknown(systems: self.policy.capacity.keys.sorted(), at: "capacity")
            + self.definition.steps.filter { !$0.isRead }.flatMap { self.limitFindings($0.name) }
    }

    /// Only where it is known what the other system promises, and the policy says something.
    private func limitFindings(_ step: StepName) -> [Finding] {
        guard let capability = self.capabilities[step], let remote = self.remotes[step],
            let winner = self.policy.retries.winner(step, remote)
        else { return [] }
        let rule = self.policy.retries.rule(step, remote)
        var findings: [Finding] = []
        if let attempts = rule.attempts, let pause = rule.pause, Self.outlives(capability, attempts, pause) {
            findings.append(
                Finding(
                    .retryOutlivesKey,
                    "retries.\(winner)",
                    "the \(attempts) attempts of \(step), \(pause.words) apart, outlive its key, which \(remote) keeps "
                        + "for \(capability.keyLifetime?.words ?? "no time")",
                    "make fewer attempts, or shorter pauses"
                )
            )
        }
        if let timeout = rule.timeout, timeout < capability.longestFlight, !capability.canLookUp {
            findings.append(
                Finding(
                    .timeoutUnderFlight,
                    "retries.\(winner)",
                    "after \(timeout.words) \(step) is given up, may land for \(capability.longestFlight.words), and "
                        + "\(remote) cannot be asked",
                    "wait for at least \(capability.longestFlight.words)"
                )
            )
        }
        return findings
    }

    /// A repetition must arrive before the key is forgotten.
    private static func outlives(_ capability: Capability, _ attempts: Int, _ pause: Span) -> Bool {
        guard let life = capability.keyLifetime, attempts > 1 else { return false }
        let room = max(0, life.milliseconds - capability.longestFlight.milliseconds)
        return pause.milliseconds >= room / (attempts - 1)
    }

    var deadlineFindings: [Finding] {
        self.policy.deadlines.sorted { $0.key < $1.key }.flatMap { name, rule -> [Finding] in
            let place = "deadlines.\(name)"
            let waits = self.definition.states.filter { $0.wait != nil }.map(\.name)
            guard waits.contains(name) else {
                let known = waits.map(\.rawValue).joined(separator: ", ")
                let reason = "there is no state \(name) that waits"
                return [Finding(.deadlineWithoutWait, place, reason, "correct it; there are \(known)")]
            }
            return self.ownerFindings(rule.owner, at: place)
        }
    }

    var ownershipFindings: [Finding] {
        let facts = self.policy.ownership.keys.sorted()
        let systems = facts.flatMap { fact in
            self.unknown(systems: self.policy.ownership[fact] ?? [], at: "ownership.\(fact)", heard: true)
        }
        return self.unknown(facts: facts, at: "ownership") + systems + self.strangeWriters
    }

    /// Steps that learn what their system may not say.
    private var strangeWriters: [Finding] {
        var findings: [Finding] = []
        for scene in self.plays.flatMap(\.scenes) {
            let (before, after) = (self.definition.sheet(scene.before), self.definition.sheet(scene.after))
            guard let reason = self.policy.objection(to: scene.request.remote, changing: before, to: after) else {
                continue
            }
            let finding = Finding(
                .writerNotOwner,
                "ownership",
                "\(scene.step): \(reason)",
                "add \(scene.request.remote) to its owners, or let the step learn something else"
            )
            if !findings.contains(finding) { findings.append(finding) }
        }
        return findings
    }
}
