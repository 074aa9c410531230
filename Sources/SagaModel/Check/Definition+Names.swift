extension Definition {
    var nameFindings: [Finding] {
        self.duplicates(self.states.map(\.name), .duplicateState, "state")
            + self.duplicates(self.named, .duplicateStep, "step") + self.badNames + self.emptyReasons
            + self.lateHoldFindings + self.refusalFindings
    }

    /// Whatever a key is made of.
    private var named: [StepName] { self.steps.map(\.name) + self.lateHolds.map(\.step.name) }

    private func duplicates<N: Name>(_ names: [N], _ rule: CheckRule, _ what: String) -> [Finding] {
        let counts = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
        return counts.filter { $0.value > 1 }.keys.sorted().map { name in
            Finding(rule, name.rawValue, "the \(what) \(name) is there twice", "give one of them another name")
        }
    }

    private var badNames: [Finding] {
        let names = self.states.map(\.name.rawValue) + self.named.map(\.rawValue)
        return names.filter { !Self.isPlain($0) }.map { name in
            Finding(.nameStyle, name, "“\(name)” has other characters", "write it in kebab-case: sales-order")
        }
    }

    /// What is flagged has happened, and cannot be taken back.
    private var lateHoldFindings: [Finding] {
        self.lateHolds.compactMap { act in
            switch self.steps.first(where: { $0.name == act.on })?.kind {
            case .pivot, .retriable: nil
            case .check, .compensatable, .kept, nil:
                Finding(
                    .lateHoldOnNothing,
                    act.step.name.rawValue,
                    "\(act.on) is not the pivot, nor a step after it",
                    "name the step whose effect stays: what comes before the pivot is taken back"
                )
            }
        }
    }

    /// After the pivot there is only forward, and the siblings of a group may still be out.
    private var refusalFindings: [Finding] {
        self.states.flatMap { state in
            state.lines.compactMap { line -> Finding? in
                guard case .onRefusal(let way) = line, !state.canBeRefused(way.step) else { return nil }
                return Finding(
                    .refusalOfNothing,
                    state.name.rawValue,
                    "\(way.step) is no step of this state that may turn the saga back",
                    "name a step up to the pivot that stands in the state, and in no group"
                )
            }
        }
    }

    private static func isPlain(_ name: String) -> Bool {
        guard let first = name.utf8.first, (97...122).contains(first), name.utf8.last != 45 else { return false }
        return name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    }

    private var emptyReasons: [Finding] {
        self.states.flatMap { state in
            state.lines.flatMap(\.reasons).filter { $0.allSatisfy(\.isWhitespace) }.map { _ in
                Finding(.emptyReason, state.name.rawValue, "a reason is empty", "say why, in a few words")
            }
        }
    }
}

extension StateBody {
    fileprivate func canBeRefused(_ name: StepName) -> Bool {
        self.lines.contains { line in
            guard case .step(let step) = line, step.name == name else { return false }
            if case .retriable = step.kind { return false }
            return true
        }
    }
}

extension Line {
    /// What the line tells people.
    fileprivate var reasons: [String] {
        switch self {
        case .step(let step): return step.reasons
        case .unordered(let group): return group.steps.flatMap(\.reasons)
        case .wait(let wait):
            guard case .park(let why) = wait.exit else { return [] }
            return [why]
        case .on(let handler):
            guard case .turnBack(let why) = handler.way else { return [] }
            return [why]
        case .ignore(_, let why), .turnBack(let why, _): return [why]
        case .goTo(_, let condition): return condition.map { [$0.name] } ?? []
        case .gate(let gate): return gate.condition.map { [$0.name] } ?? []
        case .onRefusal(let way): return [way.condition.name]
        case .ifHeard, .lateHold, .finish: return []
        }
    }
}

extension Step {
    fileprivate var reasons: [String] {
        var reasons = self.condition.map { [$0.name] } ?? []
        if case .kept(let why) = self.kind { reasons.append(why) }
        return reasons
    }
}
