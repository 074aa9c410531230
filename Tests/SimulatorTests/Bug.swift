import RuntimeConformance
import SagaModel

@testable import Simulator

/// A bug that a runtime might have, planted in one that works.
enum Bug: String, CaseIterable, Sendable {
    case dropsEvents
    case renamesEvents
    case doublesLines
    case swapsLines
    case showsStale
    case losesTheLastCommit
    case losesTimers
    case firesEarly
    case forgetsDoubt
    case guessesAbsence
    case losesRequests
    case forgetsWhatWasHeard
    case ignoresLateAnswers
    case cancelsSilently

    /// The laws that are there to find it.
    var laws: [RuntimeLaw] {
        switch self {
        case .dropsEvents: [.once, .nobody]
        case .renamesEvents: [.once, .nobody]
        case .doublesLines, .swapsLines: [.order, .replay]
        case .showsStale: [.replay]
        case .losesTheLastCommit: [.crash]
        case .losesTimers: [.timers, .crash]
        case .firesEarly: [.timers]
        case .forgetsDoubt, .guessesAbsence: [.crash, .secondCrash]
        case .losesRequests: [.crash, .many]
        case .forgetsWhatWasHeard: [.once, .nobody]
        case .ignoresLateAnswers: [.late]
        case .cancelsSilently: [.person]
        }
    }

    /// What the bug does to the disk when the next runtime opens it.
    func whenOpened(_ disk: inout MemoryPlace.Disk) {
        switch self {
        case .losesTheLastCommit where disk.opened > 1: disk.simulation = disk.before
        case .losesTimers: disk.simulation.timers = []
        case .losesRequests: disk.simulation.errands = []
        case .forgetsWhatWasHeard: disk.simulation.claimed = []
        case .dropsEvents, .renamesEvents, .doublesLines, .swapsLines, .showsStale, .losesTheLastCommit, .firesEarly,
            .forgetsDoubt, .guessesAbsence, .ignoresLateAnswers, .cancelsSilently:
            break
        }
    }

    /// What the bug makes of a history.
    func falsified(_ lines: [Recorded]) -> [Recorded]? {
        guard lines.count > 2 else { return nil }
        if self == .doublesLines { return lines + lines.suffix(1) }
        guard self == .swapsLines else { return nil }
        var swapped = lines
        swapped.swapAt(1, 2)
        return swapped
    }
}
