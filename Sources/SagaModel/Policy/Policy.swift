/// What an operator changes without a build: the order, the gates, the limits.
///
/// A pure value. A saga keeps the one it started with, and its machine evaluates it where a group, a gate or a wait is
/// reached; each time it says which rule won and why the others lost (`Decision`).
package struct Policy: Codable, Equatable, Sendable {
    package var workflow: WorkflowName
    /// The operator's own name for this state of the policy: `2026-11.1`.
    package var version: String
    /// By group, the first rule that applies wins.
    package var sequencing: [GroupName: [SequenceRule]] = [:]
    package var approvals: [GateName: ApprovalRule] = [:]
    package var holds: [HoldKind: HoldRule] = [:]
    package var cutoffs: [RuleName: CutoffRule] = [:]
    package var retries = RetryRules()
    package var capacity: [RemoteName: CapacityRule] = [:]
    /// By step, the first rule that applies wins.
    package var compensation: [StepName: [UndoRule]] = [:]
    /// By state: of the wait in it.
    package var deadlines: [StateName: DeadlineRule] = [:]
    /// Which systems may change a fact; a fact that is not named is anybody's.
    package var ownership: [FactName: [RemoteName]] = [:]

    package init(workflow: WorkflowName, version: String) {
        self.workflow = workflow
        self.version = version
    }
}

/// An order for the steps of a group, and when it applies.
package struct SequenceRule: Codable, Equatable, Sendable {
    package let name: RuleName
    package let when: Condition
    /// Stage after stage, each of steps or systems; what it does not name runs last, in the order of the text.
    package let order: [[String]]

    package init(_ name: RuleName, when: Condition = .always, order: [[String]]) {
        self.name = name
        self.when = when
        self.order = order
    }
}

/// Somebody must agree before these steps, to exactly these facts.
package struct ApprovalRule: Codable, Equatable, Sendable {
    package struct Grade: Codable, Equatable, Sendable {
        package let role: RoleName
        /// The most that this role may approve; `nil` for any amount.
        package let ceiling: FactValue?

        package init(_ role: RoleName, upTo ceiling: FactValue? = nil) {
            self.role = role
            self.ceiling = ceiling
        }
    }

    package var before: [StepName]
    package var when: Condition
    /// What is approved, word for word: when one of these facts changes, it is asked again.
    package var of: [FactName]
    /// The fact that ceilings are compared with.
    package var amount: FactName?
    package var grades: [Grade]
    /// Whoever started the saga may not approve.
    package var isForOthers: Bool
    package var owner: String
    package var within: Span?

    package init(
        before: [StepName],
        when: Condition = .always,
        of: [FactName],
        amount: FactName? = nil,
        grades: [Grade],
        isForOthers: Bool = true,
        owner: String,
        within: Span? = nil
    ) {
        self.before = before
        self.when = when
        self.of = of
        self.amount = amount
        self.grades = grades
        self.isForOthers = isForOthers
        self.owner = owner
        self.within = within
    }
}

/// Which steps a hold of one kind stops.
package struct HoldRule: Codable, Equatable, Sendable {
    package var stops: [StepName]
    /// The facts that name what a hold is about: it stops a saga when its subject is one of their values.
    package var on: [FactName]
    package var owner: String
    package var within: Span?
    /// What is done once a step happened that was out when the hold came, by the name under which the definition offers
    /// it; `nil` only tells.
    package var underWay: StepName?

    package init(stops: [StepName], on: [FactName], owner: String, within: Span? = nil, underWay: StepName? = nil) {
        self.stops = stops
        self.on = on
        self.owner = owner
        self.within = within
        self.underWay = underWay
    }
}

/// Which steps respect closed periods, and what becomes of them.
package struct CutoffRule: Codable, Equatable, Sendable {
    package enum Way: String, Codable, CaseIterable, Sendable {
        /// It moves to the first day of the next open period.
        case redate
        /// It waits until the period is opened again.
        case wait
        /// Before the pivot the saga turns back; after it, it waits.
        case refuse
    }

    package var steps: [StepName]
    /// The day that decides the period.
    package var date: FactName
    /// Whose calendar; `nil` when all entities close together.
    package var entity: FactName?
    package var then: Way
    package var owner: String
    package var within: Span?

    package init(
        steps: [StepName],
        date: FactName,
        entity: FactName? = nil,
        then: Way,
        owner: String,
        within: Span? = nil
    ) {
        self.steps = steps
        self.date = date
        self.entity = entity
        self.then = then
        self.owner = owner
        self.within = within
    }
}

/// How often, how far apart, and how long to wait for an answer.
package struct RetryRule: Codable, Equatable, Sendable {
    package var attempts: Int?
    package var pause: Span?
    package var timeout: Span?

    package init(attempts: Int? = nil, pause: Span? = nil, timeout: Span? = nil) {
        self.attempts = attempts
        self.pause = pause
        self.timeout = timeout
    }
}

/// A step's own rule comes first, value by value, then its system's, then the standard.
package struct RetryRules: Codable, Equatable, Sendable {
    package var standard: RetryRule?
    package var systems: [RemoteName: RetryRule] = [:]
    package var steps: [StepName: RetryRule] = [:]

    package init() {}
}

/// How much one system may have to do at a time, for all sagas together.
package struct CapacityRule: Codable, Equatable, Sendable {
    package var inFlight: Int?
    package var perSecond: Int?

    package init(inFlight: Int? = nil, perSecond: Int? = nil) {
        self.inFlight = inFlight
        self.perSecond = perSecond
    }
}

/// Which of the ways back that a step offers is gone, and when.
///
/// The first rule that applies wins; where none does, it is the undo that the definition shows first.
package struct UndoRule: Codable, Equatable, Sendable {
    package let name: RuleName
    package let when: Condition
    /// Only while the period that this cut-off names is closed; `nil` asks for none.
    package let closed: RuleName?
    package let undo: UndoName

    package init(_ name: RuleName, when: Condition = .always, closed: RuleName? = nil, undo: UndoName) {
        self.name = name
        self.when = when
        self.closed = closed
        self.undo = undo
    }
}

/// How long a wait lasts, and whose it is.
package struct DeadlineRule: Codable, Equatable, Sendable {
    /// `nil` leaves the definition's own.
    package var within: Span?
    package var owner: String

    package init(within: Span? = nil, owner: String) {
        self.within = within
        self.owner = owner
    }
}
