extension Definition {
    var waitingFindings: [Finding] { self.states.flatMap(self.waitingFindings) }

    private func waitingFindings(_ state: StateBody<Facts, Request>) -> [Finding] {
        let name = state.name.rawValue
        let waits = state.lines.count { if case .wait = $0 { true } else { false } }
        var findings: [Finding] = []
        if waits > 1 {
            findings.append(Finding(.severalWaits, name, "it has \(waits) waits", "make a state of each"))
        }
        if waits == 0 {
            findings += state.handlers.map { handler in
                Finding(.handlerWithoutWait, name, "\(handler.signal) is never heard here", "add a Wait")
            }
        }
        let twice = Set(state.signals.filter { signal in state.signals.count { $0 == signal } > 1 })
        findings += twice.sorted().map { signal in
            Finding(
                .sameSignalTwice,
                name,
                "\(signal) is taken in two places",
                "give it one place, and branch on facts"
            )
        }
        findings += state.ignored.keys.filter(state.signals.contains).sorted().map { signal in
            Finding(.ignoredAndAwaited, name, "\(signal) is ignored and awaited", "take one of both out")
        }
        return findings
    }

    var gateFindings: [Finding] {
        self.states.flatMap { state in
            let gates = state.lines.indices.filter { if case .gate = state.lines[$0] { true } else { false } }
            let idle = gates.filter { index in !state.lines[index...].contains { !$0.steps.isEmpty } }
            let strays = state.lines.compactMap { line -> GroupName? in
                if case .unordered(let group) = line, group.strays > 0 { group.name } else { nil }
            }
            return idle.map { _ in
                Finding(
                    .gateGuardsNothing,
                    state.name.rawValue,
                    "a gate stands last",
                    "put it before the steps it guards"
                )
            }
                + strays.map { group in
                    Finding(
                        .strayInGroup,
                        "\(state.name)/\(group)",
                        "a line in the group is no step and does nothing",
                        "move it before the group"
                    )
                }
        }
    }
}
