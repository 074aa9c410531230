/// What a definition must keep that the compiler cannot see.
package enum CheckRule: String, Codable, CaseIterable, Sendable {
    case duplicateState = "duplicate-state"
    case duplicateStep = "duplicate-step"
    case nameStyle = "name-style"
    case unknownTarget = "unknown-target"
    case unreachableState = "unreachable-state"
    case unreachableLine = "unreachable-line"
    case backOverPivot = "back-over-pivot"
    case loopWithoutWait = "loop-without-wait"
    case severalWaits = "several-waits"
    case handlerWithoutWait = "handler-without-wait"
    case sameSignalTwice = "same-signal-twice"
    case ignoredAndAwaited = "ignored-and-awaited"
    case turnBackAfterPivot = "turn-back-after-pivot"
    case gateGuardsNothing = "gate-guards-nothing"
    case strayInGroup = "stray-in-group"
    case emptyReason = "empty-reason"
    case forfeitedUndo = "forfeited-undo"
    case deadlineNotAhead = "deadline-not-ahead"
    case undoNeedsOwnReply = "undo-needs-own-reply"
    case lessonsDoNotCommute = "lessons-do-not-commute"
    case siblingChangesRequest = "sibling-changes-request"
    case stepNeverRehearsed = "step-never-rehearsed"

    /// What the rule asks for.
    package var sentence: String {
        switch self {
        case .duplicateState: "A state has a name of its own."
        case .duplicateStep: "A step has a name of its own, in the whole definition: its key is made of it."
        case .nameStyle: "Names are small letters, digits and hyphens, because they are stored and typed."
        case .unknownTarget: "A jump leads to a state that exists."
        case .unreachableState: "Every state can be reached."
        case .unreachableLine: "Nothing stands after a line that leaves for certain."
        case .backOverPivot: "No jump leads back over the pivot: what has happened cannot be undone."
        case .loopWithoutWait: "A loop waits, or sends, in each round."
        case .severalWaits: "A state has one wait at most."
        case .handlerWithoutWait: "A handler belongs to a wait in its state."
        case .sameSignalTwice: "A state takes a signal in one place, unless the bodies tell the places apart."
        case .ignoredAndAwaited: "A state does not ignore what it waits for."
        case .turnBackAfterPivot: "After the pivot nothing turns back."
        case .gateGuardsNothing: "A gate has a step behind it, in its state."
        case .strayInGroup: "A group holds steps only."
        case .emptyReason: "A reason is a sentence that an auditor can read."
        case .forfeitedUndo: "A way that leaves out the pivot commits the saga: its undos are given up knowingly."
        case .deadlineNotAhead: "A deadline lies ahead, for every rehearsal."
        case .undoNeedsOwnReply: "An undo can be made without the reply of its own step, which may be lost."
        case .lessonsDoNotCommute: "Steps of a group teach the same, whichever answers first."
        case .siblingChangesRequest: "A step of a group asks the same, whichever sibling answered before."
        case .stepNeverRehearsed: "Every step is reached by some rehearsal."
        }
    }

    /// Whether a definition may run all the same.
    package var isNote: Bool { self == .forfeitedUndo }
}

/// One place where a definition does not keep a rule.
package struct Finding: Codable, Equatable, Sendable {
    package let rule: CheckRule
    /// State, or state and line: `posted/receivable`.
    package let place: String
    package let reason: String
    package let remedy: String

    init(_ rule: CheckRule, _ place: String, _ reason: String, _ remedy: String) {
        self.rule = rule
        self.place = place
        self.reason = reason
        self.remedy = remedy
    }
}

extension Definition {
    /// Every place where the definition does not keep a rule: empty when it is sound.
    ///
    /// Rehearsals add what only the closures can tell.
    package func check(_ rehearsals: [Rehearsal<Facts, Request>] = []) -> [Finding] {
        self.nameFindings + self.wayFindings + self.waitingFindings + self.gateFindings
            + self.rehearsalFindings(rehearsals)
    }
}
