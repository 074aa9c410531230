extension WorkflowGraph {
    /// The definition for Graphviz; with an overlay, coloured by how far the saga is.
    package func dot(_ overlay: Overlay? = nil) -> String {
        var lines = [
            "digraph workflow {",
            "    rankdir=TB; node [shape=box, style=\"rounded,filled\", fillcolor=white, fontname=\"sans-serif\"];",
            "    edge [fontname=\"sans-serif\", fontsize=10];",
        ]
        lines += self.nodes.map { Self.node($0, overlay) }
        let targets = self.edges.map(\.to)
        if targets.contains(.end) { lines.append("    \"end\" [shape=doublecircle, label=\"\", width=0.2];") }
        if targets.contains(.compensated) { lines.append("    \"compensated\" [shape=doublecircle];") }
        lines += self.edges.map(Self.edge)
        return (lines + ["}"]).joined(separator: "\n") + "\n"
    }

    private static func node(_ node: Node, _ overlay: Overlay?) -> String {
        let text = Self.quoted(Self.text(node, separator: "\n", overlay))
        guard let standing = overlay?.states[node.name] else {
            return "    \(Self.quoted(node.name.rawValue)) [label=\(text)];"
        }
        let colours = "fillcolor=\"\(standing.fill)\", color=\"\(standing.stroke)\""
        return "    \(Self.quoted(node.name.rawValue)) [label=\(text), \(colours)];"
    }

    private static func edge(_ edge: Edge) -> String {
        let target =
            switch edge.to {
            case .state(let name): name.rawValue
            case .end: "end"
            case .compensated: "compensated"
            }
        let label = edge.label.isEmpty ? "" : " [label=\(Self.quoted(edge.label))]"
        return "    \(Self.quoted(edge.from.rawValue)) -> \(Self.quoted(target))\(label);"
    }

    private static func quoted(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        return "\"\(escaped)\""
    }
}
