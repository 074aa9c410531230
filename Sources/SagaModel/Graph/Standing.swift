/// How far a saga is with a milestone or a step.
package enum Standing: String, Codable, CaseIterable, Sendable {
    case done, now, undone
    /// Passed over, because its condition did not hold or the saga took another way.
    case skipped
    case toCome = "to-come"

    /// As an outline has it, before the line.
    package var symbol: String {
        switch self {
        case .done: "✓"
        case .now: "▶"
        case .undone: "↺"
        case .skipped: "-"
        case .toCome: "·"
        }
    }
}

/// A saga laid over the picture of its workflow.
package struct Overlay: Codable, Equatable, Sendable {
    package let states: [StateName: Standing]
    package let steps: [StepName: Standing]

    package init(states: [StateName: Standing], steps: [StepName: Standing]) {
        self.states = states
        self.steps = steps
    }
}

extension SagaMachine {
    /// How far the saga is, for each milestone and step of its definition.
    package var overlay: Overlay {
        var states: [StateName: Standing] = [:]
        var steps: [StepName: Standing] = [:]
        for (index, state) in self.definition.states.enumerated() {
            for step in state.steps { steps[step.name] = self.standing(of: step, in: index) }
            states[state.name] = self.standing(of: state, at: index, steps.filter { name, _ in state.has(name) })
        }
        return Overlay(states: states, steps: steps)
    }

    private var isOver: Bool { self.isEnded && self.residuals.isEmpty }

    private func standing(of step: Step<Facts, Request>, in index: Int) -> Standing {
        guard let run = self.runs.last(where: { $0.step == step.name }) else {
            return self.isBehind(index) ? .skipped : .toCome
        }
        if run.skipped != nil { return .skipped }
        if let undo = run.undo { return undo.state == .done ? .undone : .now }
        switch run.forward.state {
        case .done: return .done
        case .dropped: return .undone
        case .refused where !self.isCommitted: return .undone
        case .refused, .ready, .out, .resting, .settling, .asking, .holdingBack, .stuck, .contradicted: return .now
        }
    }

    private func standing(of state: StateBody<Facts, Request>, at index: Int, _ steps: [StepName: Standing]) -> Standing
    {
        guard self.visits[state.name] != nil else { return self.isBehind(index) ? .skipped : .toCome }
        if steps.values.contains(.now) { return .now }
        if steps.values.contains(.undone) { return .undone }
        return index == self.place.state && !self.isOver ? .now : .done
    }

    /// Whether the saga went past the state, or will never come to it.
    private func isBehind(_ index: Int) -> Bool { index < self.place.state || self.isOver }
}

extension StateBody {
    fileprivate func has(_ name: StepName) -> Bool { self.steps.contains { $0.name == name } }
}
