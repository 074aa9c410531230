extension WorkflowGraph {
    /// The definition as text: states, the steps in them, each way back, the pivot, the gates, the waits.
    ///
    /// For people and for diffs. With an overlay each line begins with how far the saga is.
    package func outline(_ overlay: Overlay? = nil) -> String {
        self.nodes.flatMap { node in
            ["\(Self.sign(overlay?.states[node.name], overlay))\(node.name)"]
                + node.lines.flatMap { $0.outline(overlay) }
        }
        .map { "\($0)\n" }.joined()
    }

    fileprivate static func sign(_ standing: Standing?, _ overlay: Overlay?) -> String {
        overlay == nil ? "" : "\(standing?.symbol ?? " ") "
    }
}

extension WorkflowGraph.Mark {
    fileprivate func outline(_ overlay: Overlay?) -> [String] {
        let margin = WorkflowGraph.sign(nil, overlay) + "  "
        switch self {
        case .step(let step): return ["\(step.sign(overlay))  \(step.outline)"]
        case .group(let name, let steps):
            return ["\(margin)∥ \(name)"] + steps.map { "\($0.sign(overlay))      \($0.outline)" }
        case .gate(let kind, let name, let condition):
            let text = kind == .approval ? "approval of \(name)" : kind.rawValue
            return ["\(margin)▢ \(text)\(condition.suffix)"]
        case .wait(let signal, let exit): return ["\(margin)⏳ \(signal), in time or \(exit)"]
        case .on(let signal, let exit): return ["\(margin)⚡ \(signal) \(exit)"]
        case .ignore(let signal, let reason): return ["\(margin)∅ \(signal), ignored: \(reason)"]
        case .goTo(let target, let condition): return ["\(margin)→ \(target)\(condition.suffix)"]
        case .turnBack(let reason, _): return ["\(margin)↩ turn back: \(reason)"]
        case .ifHeard(let signal, let target): return ["\(margin)⚡ \(signal), heard before → \(target)"]
        case .onRefusal(let step, let target, let condition):
            return ["\(margin)✗ \(step) was refused → \(target), when \(condition)"]
        case .lateHold(let name, let step): return ["\(margin)⚑ \(name), when a hold comes while \(step) is out"]
        case .end: return ["\(margin)■ end"]
        }
    }
}

extension WorkflowGraph.StepMark {
    /// One sign for each kind of step, the same in every picture.
    package var symbol: String {
        switch self.kind {
        case .check: "?"
        case .compensatable: "⇄"
        case .kept: "⇥"
        case .pivot: "●"
        case .retriable: "↻"
        }
    }

    fileprivate var outline: String {
        "\(self.symbol) \(self.name)\(self.kept.map { ", kept: \($0)" } ?? "")\(self.when.suffix)"
    }

    fileprivate func sign(_ overlay: Overlay?) -> String {
        WorkflowGraph.sign(overlay?.steps[self.name], overlay)
    }
}

extension String? {
    /// What a condition adds to a line.
    fileprivate var suffix: String { self.map { ", when \($0)" } ?? "" }
}
