/// What a workflow may ask of other systems, and what they say back.
package protocol SagaRequest: Codable, Equatable, Sendable {
    associatedtype Reply: Codable, Equatable, Sendable
}

/// What a saga knows about its business.
package protocol SagaFacts: Codable, Equatable, Sendable {}

/// One kind of saga: its states in the order they are reached, and the lines in them.
///
/// A definition is data. The runtime interprets it, the simulator explores it, the command line prints it.
package struct Definition<Facts: SagaFacts, Request: SagaRequest>: Sendable {
    package let version: Int
    package let states: [StateBody<Facts, Request>]
    /// All steps in the order of the text.
    package let steps: [Step<Facts, Request>]
    /// Where the pivot stands.
    ///
    /// Whoever is past its state has committed.
    let pivot: (state: Int, step: StepName)?
    private let positions: [StepName: Int]

    package init(
        version: Int,
        @PartBuilder<StateBody<Facts, Request>> _ content: () -> Block<StateBody<Facts, Request>, Pivotal>
    ) {
        self.version = version
        self.states = content().elements
        self.steps = self.states.flatMap(\.steps)
        self.positions = Dictionary(self.steps.enumerated().map { ($1.name, $0) }) { first, _ in first }
        self.pivot = Self.findPivot(self.states)
    }

    func index(of name: StateName) -> Int? { self.states.firstIndex { $0.name == name } }

    package func step(_ name: StepName) -> Step<Facts, Request>? { self.positions[name].map { self.steps[$0] } }

    private static func findPivot(_ states: [StateBody<Facts, Request>]) -> (state: Int, step: StepName)? {
        for (index, state) in states.enumerated() {
            if let pivot = state.steps.first(where: \.isPivot) { return (index, pivot.name) }
        }
        return nil
    }
}

/// A business milestone and what happens on the way to the next.
package struct StateBody<Facts: SagaFacts, Request: SagaRequest>: Sendable {
    package let name: StateName
    package let lines: [Line<Facts, Request>]
    package let steps: [Step<Facts, Request>]

    init(name: StateName, lines: [Line<Facts, Request>]) {
        self.name = name
        self.lines = lines
        self.steps = lines.flatMap(\.steps)
    }
}

/// One line of a state.
package enum Line<Facts: SagaFacts, Request: SagaRequest>: Sendable {
    case step(Step<Facts, Request>)
    case unordered(GroupName, [Step<Facts, Request>])
    case wait(Wait<Facts, Request>)
    case goTo(StateName)
    case finish

    package var steps: [Step<Facts, Request>] {
        switch self {
        case .step(let step): [step]
        case .unordered(_, let steps): steps
        case .wait, .goTo, .finish: []
        }
    }
}

/// One effect on one system.
package struct Step<Facts: SagaFacts, Request: SagaRequest>: Sendable {
    package typealias Make = @Sendable (Facts) -> Request
    package typealias Learn = @Sendable (inout Facts, Request.Reply) -> Void

    package enum Kind: Sendable {
        /// Reads only.
        case check
        /// Can be taken back.
        case compensatable(undo: Make)
        /// Stays when the saga is compensated, for a reason that an auditor can read.
        case kept(reason: String)
        /// After it there is only forward.
        case pivot
        /// After the pivot: repeated until done, or a person helps.
        case retriable
    }

    package let name: StepName
    package let kind: Kind
    let make: Make
    let learn: Learn

    package var isPivot: Bool { if case .pivot = self.kind { true } else { false } }
    package var isRead: Bool { if case .check = self.kind { true } else { false } }
    var undo: Make? { if case .compensatable(let undo) = self.kind { undo } else { nil } }

    /// The request that the step would send for these facts.
    package func request(_ facts: Facts) -> Request { self.make(facts) }
}
