/// A definition as a picture knows it: milestones, the steps in them, the ways between them.
///
/// It has no closures and no types of its facts, so that any workflow can be drawn, compared and stored.
package struct WorkflowGraph: Codable, Equatable, Sendable {
    /// One milestone.
    package struct Node: Codable, Equatable, Sendable {
        package let name: StateName
        package let lines: [Mark]
    }

    /// One line of a milestone.
    package enum Mark: Codable, Equatable, Sendable {
        case step(StepMark)
        case group(name: GroupName, steps: [StepMark])
        case gate(kind: GateKind, name: GateName, when: String?)
        case wait(signal: SignalName, exit: String)
        case on(signal: SignalName, exit: String)
        case ignore(signal: SignalName, because: String)
        case goTo(state: StateName, when: String?)
        case turnBack(reason: String, isConditional: Bool)
        case ifHeard(signal: SignalName, state: StateName)
        case onRefusal(step: StepName, state: StateName, when: String)
        case lateHold(name: StepName, on: StepName)
        case end
    }

    /// One step.
    package struct StepMark: Codable, Equatable, Sendable {
        package enum Kind: String, Codable, Sendable { case check, compensatable, kept, pivot, retriable }

        package let name: StepName
        package let kind: Kind
        package let when: String?
        /// Why its effect stays when the saga is compensated.
        package let kept: String?
    }

    /// A way from one milestone to another.
    package struct Edge: Codable, Equatable, Sendable {
        /// Where a way ends.
        package enum Target: Codable, Equatable, Hashable, Sendable {
            case state(StateName)
            /// Everything is done.
            case end
            /// What was done is undone.
            case compensated
        }

        package let from: StateName
        package let to: Target
        /// Empty for the plain way to the next milestone.
        package let label: String
    }

    package let version: Int
    package let nodes: [Node]
    package let edges: [Edge]
}

extension Definition {
    /// The definition without its closures.
    package var graph: WorkflowGraph {
        WorkflowGraph(
            version: self.version,
            nodes: self.states.map { .init(name: $0.name, lines: $0.lines.map(\.mark)) },
            edges: self.states.indices.flatMap(self.edges)
        )
    }

    private func edges(from index: Int) -> [WorkflowGraph.Edge] {
        let state = self.states[index]
        var edges: [WorkflowGraph.Edge] = []
        // What stands below a wait is reached by its signal.
        var signal = ""
        for line in state.lines {
            edges += line.ways.map { .init(from: state.name, to: $0.to, label: $0.label.isEmpty ? signal : $0.label) }
            if case .wait(let wait) = line { signal = wait.signal.rawValue }
        }
        guard !state.leavesForCertain else { return edges }
        let next = self.states.indices.contains(index + 1) ? self.states[index + 1].name : nil
        return edges + [.init(from: state.name, to: next.map { .state($0) } ?? .end, label: signal)]
    }
}

extension StateBody {
    /// Whether its last line leads elsewhere whatever the facts are.
    var leavesForCertain: Bool { self.lines.contains(where: \.leavesForCertain) }
}

extension Line {
    /// Nothing after such a line in its state is ever reached.
    var leavesForCertain: Bool {
        switch self {
        case .goTo(_, let condition), .turnBack(_, let condition): condition == nil
        case .finish: true
        case .step, .unordered, .gate, .wait, .on, .ignore, .ifHeard, .onRefusal, .lateHold: false
        }
    }

    /// The ways that the line opens, but for the one to the next line.
    var ways: [(to: WorkflowGraph.Edge.Target, label: String)] {
        switch self {
        case .wait(let wait): return wait.exit.target.map { [($0, "no \(wait.signal) in time")] } ?? []
        case .on(let handler): return [(handler.way.target, handler.signal.rawValue)]
        case .goTo(let target, let condition): return [(.state(target), condition?.name ?? "")]
        case .turnBack(let reason, _): return [(.compensated, reason)]
        case .ifHeard(let glance): return [(.state(glance.target), "\(glance.signal), heard before")]
        case .onRefusal(let way): return [(.state(way.target), "\(way.step) was refused")]
        case .finish: return [(.end, "")]
        case .step, .unordered, .gate, .ignore, .lateHold: return []
        }
    }

    fileprivate var mark: WorkflowGraph.Mark {
        switch self {
        case .step(let step): .step(step.mark)
        case .unordered(let group): .group(name: group.name, steps: group.steps.map(\.mark))
        case .gate(let gate): .gate(kind: gate.kind, name: gate.name, when: gate.condition?.name)
        case .wait(let wait): .wait(signal: wait.signal, exit: wait.exit.words)
        case .on(let handler): .on(signal: handler.signal, exit: handler.way.words)
        case .ignore(let signal, let reason): .ignore(signal: signal, because: reason)
        case .goTo(let target, let condition): .goTo(state: target, when: condition?.name)
        case .turnBack(let reason, let condition): .turnBack(reason: reason, isConditional: condition != nil)
        case .ifHeard(let glance): .ifHeard(signal: glance.signal, state: glance.target)
        case .onRefusal(let way): .onRefusal(step: way.step, state: way.target, when: way.condition.name)
        case .lateHold(let act): .lateHold(name: act.step.name, on: act.on)
        case .finish: .end
        }
    }
}

extension Step {
    fileprivate var mark: WorkflowGraph.StepMark {
        let (kind, kept): (WorkflowGraph.StepMark.Kind, String?) =
            switch self.kind {
            case .check: (.check, nil)
            case .compensatable: (.compensatable, nil)
            case .kept(let reason): (.kept, reason)
            case .pivot: (.pivot, nil)
            case .retriable: (.retriable, nil)
            }
        return .init(name: self.name, kind: kind, when: self.condition?.name, kept: kept)
    }
}

extension Exit {
    fileprivate var target: WorkflowGraph.Edge.Target? {
        switch self {
        case .goTo(let state): .state(state)
        case .turnBack: .compensated
        case .park: nil
        }
    }

    fileprivate var words: String {
        switch self {
        case .goTo(let state): "→ \(state)"
        case .turnBack: "turn back"
        case .park(let why): "a person: \(why)"
        }
    }
}

extension On.Way {
    fileprivate var target: WorkflowGraph.Edge.Target {
        switch self {
        case .goTo(let state): .state(state)
        case .turnBack: .compensated
        }
    }

    fileprivate var words: String {
        switch self {
        case .goTo(let state): "→ \(state)"
        case .turnBack(let reason): "turn back: \(reason)"
        }
    }
}
