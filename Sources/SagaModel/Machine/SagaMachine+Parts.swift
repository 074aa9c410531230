extension SagaMachine {
    /// One step that was started, and what became of it.
    package struct Run: Codable, Equatable, Sendable {
        package let step: StepName
        package let state: StateName
        /// How many times its state had been entered.
        package let visit: Int
        package internal(set) var forward: Exchange<Request>
        package internal(set) var undo: Exchange<Request>?
        /// Who said that the saga goes on without it, and why.
        package internal(set) var skipped: Remark?

        /// The number of the first request that left, which fixes the order of undoing.
        var order: Int { self.forward.firstNumber ?? .max }
    }

    /// Where the saga is.
    struct Place: Codable, Equatable, Sendable {
        var state = 0
        var line = 0
    }

    /// The deadline of the wait that the saga stands at.
    struct Deadline: Equatable, Sendable {
        let timer: SagaTimer
        var since: Moment
        var at: Moment
        var isOver = false
    }

    /// Which exchange of which run.
    struct Path: Equatable {
        let run: Int
        let isUndo: Bool
    }

    subscript(path: Path) -> Exchange<Request> {
        get { path.isUndo ? self.runs[path.run].undo ?? self.runs[path.run].forward : self.runs[path.run].forward }
        set { if path.isUndo { self.runs[path.run].undo = newValue } else { self.runs[path.run].forward = newValue } }
    }

    var paths: [Path] {
        self.runs.indices.flatMap { index in
            let forward = Path(run: index, isUndo: false)
            return self.runs[index].undo == nil ? [forward] : [forward, Path(run: index, isUndo: true)]
        }
    }

    package func exchange(_ key: IdempotencyKey) -> Exchange<Request>? { self.find(key).map { self[$0] } }

    func find(_ key: IdempotencyKey) -> Path? { self.paths.first { self[$0].key == key } }

    /// A saga has terms from its first event on; before it there is no exchange to deal with.
    func dealing(_ path: Path) -> Dealing {
        let nothing = Capability(keyLifetime: nil, canLookUp: false, longestFlight: .zero)
        let terms = self.terms ?? Terms(capability: nothing)
        return Dealing(terms, step: self.runs[path.run].step, remote: self[path].request.remote)
    }

    func step(_ path: Path) -> Step<Facts, Request>? { self.definition.step(self.runs[path.run].step) }

    var currentState: StateBody<Facts, Request>? {
        self.place.state < self.definition.states.count ? self.definition.states[self.place.state] : nil
    }
}
