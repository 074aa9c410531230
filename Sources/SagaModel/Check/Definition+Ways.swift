extension Definition {
    var wayFindings: [Finding] {
        self.states.indices.flatMap { self.jumpFindings($0) + self.lineFindings($0) } + self.unreachableStates
            + self.endlessLoops + self.forfeits
    }

    /// Where a state may lead: index and label.
    private func ways(_ index: Int) -> [(to: Int, label: String)] {
        let state = self.states[index]
        var ways: [(to: Int, label: String)] = state.lines.flatMap(\.ways).compactMap { way in
            guard case .state(let name) = way.to, let target = self.index(of: name) else { return nil }
            return (target, way.label)
        }
        if !state.leavesForCertain, index + 1 < self.states.count { ways.append((index + 1, "")) }
        return ways
    }

    private func jumpFindings(_ index: Int) -> [Finding] {
        let name = self.states[index].name.rawValue
        return self.states[index].lines.flatMap(\.ways).compactMap { way -> Finding? in
            switch way.to {
            case .end: return nil
            case .compensated:
                guard let pivot = self.pivot, index > pivot.state || self.isAfterPivot(way, in: index) else {
                    return nil
                }
                return Finding(.turnBackAfterPivot, name, "it turns back after the pivot", "lead to a state, or park")
            case .state(let target):
                guard let to = self.index(of: target) else {
                    return Finding(.unknownTarget, name, "there is no state \(target)", "correct the name")
                }
                guard let pivot = self.pivot, index > pivot.state, to <= pivot.state else { return nil }
                return Finding(.backOverPivot, name, "it leads back to \(target)", "start a saga that corrects instead")
            }
        }
    }

    /// In the pivot's own state, what stands below it.
    private func isAfterPivot(_ way: (to: WorkflowGraph.Edge.Target, label: String), in index: Int) -> Bool {
        guard let pivot = self.pivot, pivot.state == index else { return false }
        let lines = self.states[index].lines
        let place = lines.firstIndex { $0.steps.contains(where: \.isPivot) } ?? lines.count
        return lines[place...].contains { line in
            if case .turnBack = line { return false }
            return line.ways.contains { $0.to == .compensated && $0.label == way.label }
        }
    }

    private func lineFindings(_ index: Int) -> [Finding] {
        let state = self.states[index]
        guard let last = state.lines.firstIndex(where: \.leavesForCertain), last + 1 < state.lines.count else {
            return []
        }
        return [
            Finding(
                .unreachableLine,
                state.name.rawValue,
                "\(state.lines.count - last - 1) lines stand after one that leaves for certain",
                "move them up, or give the line a condition"
            )
        ]
    }

    private var unreachableStates: [Finding] {
        let reached = self.reachable
        return self.states.indices.filter { !reached.contains($0) }.map { index in
            let name = self.states[index].name.rawValue
            return Finding(.unreachableState, name, "no way leads here", "lead to it, or take it out")
        }
    }

    /// Every state that can be reached from the first, itself included.
    private var reachable: Set<Int> {
        var reached: Set<Int> = []
        var open = self.states.isEmpty ? [] : [0]
        while let index = open.popLast() {
            guard reached.insert(index).inserted else { continue }
            open += self.ways(index).map(\.to)
        }
        return reached
    }

    /// A round in which nothing is sent and nothing is awaited would never end.
    private var endlessLoops: [Finding] {
        self.states.indices.compactMap { index in
            guard self.isSilent(index), self.comesBack(to: index) else { return nil }
            let name = self.states[index].name.rawValue
            return Finding(.loopWithoutWait, name, "its loop neither waits nor sends", "add a Wait to the loop")
        }
    }

    private func comesBack(to start: Int) -> Bool {
        var seen: Set<Int> = []
        var open = self.ways(start).map(\.to)
        while let index = open.popLast() {
            if index == start { return true }
            guard self.isSilent(index), seen.insert(index).inserted else { continue }
            open += self.ways(index).map(\.to)
        }
        return false
    }

    private func isSilent(_ index: Int) -> Bool { self.states[index].steps.isEmpty && self.states[index].wait == nil }

    /// Whoever leaves out the pivot has committed all the same, and gives away the undos of what may be done by then.
    private var forfeits: [Finding] {
        guard let pivot = self.pivot, let step = self.step(pivot.step) else { return [] }
        var findings: [Finding] = []
        if let condition = step.condition {
            let place = "\(self.states[pivot.state].name)/\(step.name)"
            findings += self.forfeit(place, "unless \(condition.name)", self.undos(before: self.line(of: pivot)))
        }
        for (index, state) in self.states.enumerated().prefix(pivot.state + 1) {
            for (line, element) in state.lines.enumerated() where (index, line) < self.line(of: pivot) {
                for way in element.ways where !way.label.isEmpty && self.isBeyond(pivot.state, way.to) {
                    findings += self.forfeit(state.name.rawValue, way.label, self.undos(before: (index, line)))
                }
            }
        }
        return findings
    }

    private func forfeit(_ place: String, _ label: String, _ undos: [StepName]) -> [Finding] {
        guard !undos.isEmpty else { return [] }
        let names = undos.map(\.rawValue).joined(separator: ", ")
        return [
            Finding(
                .forfeitedUndo,
                place,
                "\(label): the saga goes on without its pivot, and \(names) stay",
                "use TurnBack if they must not stay"
            )
        ]
    }

    private func isBeyond(_ pivot: Int, _ target: WorkflowGraph.Edge.Target) -> Bool {
        guard case .state(let name) = target, let index = self.index(of: name) else { return false }
        return index > pivot
    }

    private func line(of pivot: (state: Int, step: StepName)) -> (state: Int, line: Int) {
        let lines = self.states[pivot.state].lines
        return (pivot.state, lines.firstIndex { $0.steps.contains(where: \.isPivot) } ?? lines.count)
    }

    /// Steps with a way back that a saga may have done when it comes to the line.
    private func undos(before place: (state: Int, line: Int)) -> [StepName] {
        let earlier = self.states.indices.filter { self.leads($0, to: place.state) }
        let own =
            earlier.contains(place.state) ? [] : self.states[place.state].lines.prefix(place.line).flatMap(\.steps)
        return (earlier.flatMap { self.states[$0].steps } + own).filter { $0.undo != nil }.map(\.name)
    }

    private func leads(_ start: Int, to end: Int) -> Bool {
        var seen: Set<Int> = []
        var open = self.ways(start).map(\.to)
        while let index = open.popLast() {
            if index == end { return true }
            if seen.insert(index).inserted { open += self.ways(index).map(\.to) }
        }
        return false
    }
}
