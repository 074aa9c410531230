extension Definition {
    /// The definition as text: states, the steps in them, each way back, the pivot, the waits.
    ///
    /// For people and for diffs.
    package var outline: String {
        self.states.flatMap { [$0.name.rawValue] + $0.lines.flatMap { $0.outline(indent: 2) } }
            .map { "\($0)\n" }.joined()
    }
}

extension Line {
    fileprivate func outline(indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        switch self {
        case .step(let step): return [margin + step.outline]
        case .unordered(let name, let steps):
            return ["\(margin)∥ \(name)"] + steps.map { "\(margin)    \($0.outline)" }
        case .wait(let wait): return ["\(margin)⏳ \(wait.signal), in time or \(wait.exit.outline)"]
        case .goTo(let target): return ["\(margin)→ \(target)"]
        case .finish: return ["\(margin)■ end"]
        }
    }
}

extension Step {
    fileprivate var outline: String {
        switch self.kind {
        case .check: "? \(self.name)"
        case .compensatable: "⇄ \(self.name)"
        case .kept(let reason): "⇥ \(self.name), kept: \(reason)"
        case .pivot: "● \(self.name)"
        case .retriable: "↻ \(self.name)"
        }
    }
}

extension Exit {
    fileprivate var outline: String {
        switch self {
        case .goTo(let state): "→ \(state)"
        case .turnBack: "turn back"
        case .park(let why): "a person: \(why)"
        }
    }
}
