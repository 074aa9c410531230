extension WorkflowGraph {
    /// The definition as a Mermaid state diagram; with an overlay, coloured by how far the saga is.
    package func mermaid(_ overlay: Overlay? = nil) -> String {
        var lines = ["stateDiagram-v2"]
        lines += self.nodes.map { "    state \"\(Self.text($0, separator: "<br/>", overlay))\" as \(Self.id($0.name))" }
        if let first = self.nodes.first { lines.append("    [*] --> \(Self.id(first.name))") }
        lines += self.edges.map(Self.arrow)
        if self.edges.contains(where: { $0.to == .compensated }) { lines.append("    compensated --> [*]") }
        guard let overlay else { return lines.joined(separator: "\n") + "\n" }
        lines += Standing.allCases.map { "    classDef \($0.className) \(Self.style($0))" }
        lines += self.nodes.compactMap { node in
            overlay.states[node.name].map { "    class \(Self.id(node.name)) \($0.className)" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func arrow(_ edge: Edge) -> String {
        let target =
            switch edge.to {
            case .state(let name): Self.id(name)
            case .end: "[*]"
            case .compensated: "compensated"
            }
        return "    \(Self.id(edge.from)) --> \(target)\(edge.label.isEmpty ? "" : ": \(Self.plain(edge.label))")"
    }

    /// A name that Mermaid takes: it knows no hyphen.
    private static func id(_ name: StateName) -> String { name.rawValue.replacing("-", with: "_") }

    /// Colons and quotes mean something to Mermaid.
    private static func plain(_ text: String) -> String {
        text.replacing(":", with: " ·").replacing("\"", with: "'").replacing(";", with: ",")
    }

    private static func style(_ standing: Standing) -> String { "fill:\(standing.fill),stroke:\(standing.stroke)" }

    /// The milestone's name, and a line for each step.
    static func text(_ node: Node, separator: String, _ overlay: Overlay?) -> String {
        let steps = node.lines.flatMap(\.steps).map { step in
            let sign = overlay.map { "\($0.steps[step.name]?.symbol ?? " ") " } ?? ""
            return "\(sign)\(step.symbol) \(step.name)"
        }
        return ([node.name.rawValue] + steps).joined(separator: separator)
    }
}

extension WorkflowGraph.Mark {
    /// The steps on the line.
    package var steps: [WorkflowGraph.StepMark] {
        switch self {
        case .step(let step): [step]
        case .group(_, let steps): steps
        case .gate, .wait, .on, .ignore, .goTo, .turnBack, .ifHeard, .onRefusal, .lateHold, .end: []
        }
    }
}

extension Standing {
    var className: String { self == .toCome ? "toCome" : self.rawValue }

    var fill: String {
        switch self {
        case .done: "#d9f2e0"
        case .now: "#fff1c2"
        case .undone: "#f9dcdc"
        case .skipped: "#eeeeee"
        case .toCome: "#ffffff"
        }
    }

    var stroke: String {
        switch self {
        case .done: "#2e7d4f"
        case .now: "#b7791f"
        case .undone: "#b03a3a"
        case .skipped, .toCome: "#999999"
        }
    }
}
