/// What a workflow may ask of other systems, and what they say back.
package protocol SagaRequest: Codable, Equatable, Sendable {
    associatedtype Reply: Codable, Equatable, Sendable

    /// The system that it is meant for: requests to one system share its capacity, and policies name it.
    var target: String { get }
    /// Whether it writes into the books of a period; only such a step can be cut off by its end.
    var isPosting: Bool { get }

    /// What it makes, by a name that no other request gives to anything else; `nil` where nobody takes it back.
    var makes: String? { get }
    /// What it takes back, by the name of what made it, in whatever saga.
    var takesBack: String? { get }

    /// What a person's word teaches who says that it is done, under this number; `nil` where a number says too little.
    func reply(stating reference: String?) -> Reply?
}

extension SagaRequest {
    package var target: String { "the other system" }
    package var isPosting: Bool { false }
    package var makes: String? { nil }
    package var takesBack: String? { nil }
    package func reply(stating reference: String?) -> Reply? { nil }
    package var remote: RemoteName { RemoteName(rawValue: self.target) }
}

/// What a saga knows about its business.
package protocol SagaFacts: Codable, Equatable, Sendable {}

/// One kind of saga: its states in the order they are reached, and the lines in them.
///
/// A definition is data. The runtime interprets it, the simulator explores it, the command line prints it.
package struct Definition<Facts: SagaFacts, Request: SagaRequest>: Sendable {
    package let version: Int
    /// What policies may ask about.
    package let facts: [PolicyFact<Facts>]
    package let states: [StateBody<Facts, Request>]
    /// All steps in the order of the text.
    package let steps: [Step<Facts, Request>]
    /// What may be done about holds that come too late, in the order of the text.
    package let lateHolds: [LateHoldAct<Facts, Request>]
    /// Where the pivot stands.
    ///
    /// Whoever is past it has committed: by the pivot itself, or because it was skipped or jumped over.
    package let pivot: (state: Int, step: StepName)?
    /// Every signal that some state waits for.
    package let awaited: Set<SignalName>
    private let positions: [StepName: Int]

    package init(
        version: Int,
        exposing facts: [PolicyFact<Facts>] = [],
        @PartBuilder<StateBody<Facts, Request>> _ content: () -> Block<StateBody<Facts, Request>, Pivotal>
    ) {
        self.version = version
        self.facts = facts
        self.states = content().elements
        self.steps = self.states.flatMap(\.steps)
        self.lateHolds = self.states.flatMap(\.lateHolds)
        self.awaited = Set(self.states.flatMap { $0.signals + $0.glances })
        self.positions = Dictionary(self.steps.enumerated().map { ($1.name, $0) }) { first, _ in first }
        self.pivot = Self.findPivot(self.states)
    }

    func index(of name: StateName) -> Int? { self.states.firstIndex { $0.name == name } }

    package func step(_ name: StepName) -> Step<Facts, Request>? {
        self.positions[name].map { self.steps[$0] } ?? self.lateHold(name)?.step
    }

    func lateHold(_ name: StepName) -> LateHoldAct<Facts, Request>? { self.lateHolds.first { $0.step.name == name } }

    /// Every group with all its steps side by side.
    package var allSideBySide: [GroupName: Stages] {
        var sequences: [GroupName: Stages] = [:]
        for group in self.groups { sequences[group.name] = [group.steps.map(\.name)] }
        return sequences
    }

    package var groups: [Group<Facts, Request>] {
        self.states.flatMap(\.lines).compactMap { if case .unordered(let group) = $0 { group } else { nil } }
    }

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
    package let wait: Wait<Facts, Request>?
    /// The other ways out of its wait.
    package let handlers: [On<Facts, Request>]
    /// Events that change nothing here, and why.
    package let ignored: [SignalName: String]

    init(name: StateName, lines: [Line<Facts, Request>]) {
        self.name = name
        self.lines = Self.guarded(lines)
        self.steps = self.lines.flatMap(\.steps)
        self.wait = lines.lazy.compactMap { if case .wait(let wait) = $0 { wait } else { nil } }.first
        self.handlers = lines.compactMap { if case .on(let handler) = $0 { handler } else { nil } }
        let ignored = lines.compactMap { if case .ignore(let name, let why) = $0 { (name, why) } else { nil } }
        self.ignored = Dictionary(ignored) { first, _ in first }
    }

    /// Each step behind the gates that stand before it.
    private static func guarded(_ lines: [Line<Facts, Request>]) -> [Line<Facts, Request>] {
        var gates: [Gate<Facts, Request>] = []
        return lines.map { line in
            if case .gate(let gate) = line { gates.append(gate) }
            return line.behind(gates)
        }
    }

    package var lateHolds: [LateHoldAct<Facts, Request>] {
        self.lines.compactMap { if case .lateHold(let act) = $0 { act } else { nil } }
    }

    /// What it heeds where it has come already.
    var glances: [SignalName] {
        self.lines.compactMap { if case .ifHeard(let glance) = $0 { glance.signal } else { nil } }
    }

    /// What it listens to while it waits.
    package var signals: [SignalName] { (self.wait.map { [$0.signal] } ?? []) + self.handlers.map(\.signal) }
}

/// One line of a state.
package enum Line<Facts: SagaFacts, Request: SagaRequest>: Sendable {
    case step(Step<Facts, Request>)
    case unordered(Group<Facts, Request>)
    case gate(Gate<Facts, Request>)
    case wait(Wait<Facts, Request>)
    case on(On<Facts, Request>)
    case ignore(SignalName, String)
    case goTo(StateName, When<Facts>?)
    case turnBack(String, When<Facts>?)
    case ifHeard(IfHeard<Facts, Request>)
    case onRefusal(OnRefusal<Facts, Request>)
    case lateHold(LateHoldAct<Facts, Request>)
    case finish

    package var steps: [Step<Facts, Request>] {
        switch self {
        case .step(let step): [step]
        case .unordered(let group): group.steps
        case .gate, .wait, .on, .ignore, .goTo, .turnBack, .ifHeard, .onRefusal, .lateHold, .finish: []
        }
    }
}

/// Steps without an order of their own.
package struct Group<Facts: SagaFacts, Request: SagaRequest>: Sendable {
    package let name: GroupName
    package internal(set) var steps: [Step<Facts, Request>]
    /// Lines that are no steps and do nothing here.
    let strays: Int

    init(name: GroupName, lines: [Line<Facts, Request>]) {
        self.name = name
        self.steps = lines.flatMap(\.steps)
        self.strays = lines.count { $0.steps.isEmpty }
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
    /// A step whose condition does not hold when it is reached is passed over.
    package let condition: When<Facts>?
    let make: Make
    let learn: Learn
    /// Other ways back than its undo, of which a policy chooses.
    package internal(set) var otherUndos: [UndoName: Make] = [:]
    /// The gates before it in its state.
    package internal(set) var gates: [Gate<Facts, Request>] = []

    init(name: StepName, kind: Kind, condition: When<Facts>?, make: @escaping Make, learn: @escaping Learn) {
        self.name = name
        self.kind = kind
        self.condition = condition
        self.make = make
        self.learn = learn
    }

    package var isPivot: Bool { if case .pivot = self.kind { true } else { false } }
    package var isRead: Bool { if case .check = self.kind { true } else { false } }
    var undo: Make? { if case .compensatable(let undo) = self.kind { undo } else { nil } }

    /// The request that the step would send for these facts.
    package func request(_ facts: Facts) -> Request { self.make(facts) }
}

extension Line {
    /// The line, its steps behind these gates.
    func behind(_ gates: [Gate<Facts, Request>]) -> Self {
        switch self {
        case .step(var step):
            step.gates = gates
            return .step(step)
        case .unordered(var group):
            for index in group.steps.indices { group.steps[index].gates = gates }
            return .unordered(group)
        case .gate, .wait, .on, .ignore, .goTo, .turnBack, .ifHeard, .onRefusal, .lateHold, .finish: return self
        }
    }
}
