package import SagaModel

/// One way in which a step may fail, as people name it.
package enum FailureKind: String, CaseIterable, Sendable {
    /// The other system says no, and always will.
    case rejected
    /// It says later, once.
    case transient
    /// It never answers that it did anything, however often it is asked.
    case unreachable
    /// It did it, and the answer was lost.
    case inDoubtDone = "in-doubt-done"
    /// It did not, and the answer was lost as well.
    case inDoubtNotDone = "in-doubt-not-done"

    /// What reads only cannot be in doubt about anything.
    func mayHappen(to step: Step<some SagaFacts, some SagaRequest>) -> Bool {
        switch self {
        case .rejected, .transient, .unreachable: true
        case .inDoubtDone, .inDoubtNotDone: !step.isRead
        }
    }
}

/// Which failures are tried.
package enum FailureChoice: Equatable, Sendable {
    case none
    case each
    /// All kinds where none is named.
    case at(StepName, FailureKind?)

    /// Reads `STEP` and `STEP:KIND`; the step need not exist.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard let step = parts.first, !step.isEmpty, parts.count <= 2 else { return nil }
        guard parts.count == 2 else {
            self = .at(StepName(rawValue: step), nil)
            return
        }
        guard let kind = FailureKind(rawValue: parts[1]) else { return nil }
        self = .at(StepName(rawValue: step), kind)
    }

    func includes(_ step: StepName, _ kind: FailureKind) -> Bool {
        switch self {
        case .none: false
        case .each: true
        case .at(let wanted, let how): wanted == step && (how ?? kind) == kind
        }
    }
}

/// A step that fails in one way.
struct PlannedFailure: Equatable {
    let step: StepName
    let kind: FailureKind
}
