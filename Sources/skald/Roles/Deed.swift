internal import SQLiteRuntime
internal import SagaModel

/// Everything that somebody can do to sagas, and to what stands in their way.
enum Deed: String, CaseIterable {
    case start, cancel, retry, resolve, skip, resume, compensate, assign, note
    case approve, decline, ingest, replay, discard
    case placeHold = "hold place"
    case releaseHold = "hold release"
    case closePeriod = "period close"
    case reopenPeriod = "period reopen"

    /// Who may do it, where the configuration names people: the one table.
    ///
    /// An admin keeps the program going and has no financial actions; viewers and auditors only look.
    var roles: [RoleName] {
        switch self {
        case .start, .cancel, .retry, .resume, .compensate, .ingest, .replay, .discard, .placeHold:
            [.operator, .finance]
        case .resolve, .skip, .releaseHold, .closePeriod, .reopenPeriod: [.finance]
        case .approve, .decline: RoleName.approving
        case .assign, .note: [.operator, .finance, .approver, .admin]
        }
    }
}

extension Deed {
    init(_ act: Act) {
        switch act {
        case .cancel: self = .cancel
        case .retry: self = .retry
        case .approve: self = .approve
        case .decline: self = .decline
        case .resolve: self = .resolve
        case .skip: self = .skip
        case .resume: self = .resume
        case .compensate: self = .compensate
        case .assign: self = .assign
        case .note: self = .note
        }
    }

    init(placing kind: Obstacle.Kind) {
        switch kind {
        case .cutoff: self = .closePeriod
        case .hold, .predecessor, .capacity: self = .placeHold
        }
    }

    init(removing kind: Obstacle.Kind) {
        switch kind {
        case .cutoff: self = .reopenPeriod
        case .hold, .predecessor, .capacity: self = .releaseHold
        }
    }
}
