package import SagaModel

/// One thing that may happen next in an explored world.
package enum Move: Equatable, Sendable {
    /// An answer to the n-th message that is out.
    case answer(Int, Outcome)
    /// The process dies: so many of the messages had left and were served, and no answer was read.
    case crash(afterSending: Int)
    case place(Obstacle.Kind)
    case cancel
    /// The next event of the story comes: when it is awaited, or before.
    case hear(isEarly: Bool)
    /// The same event comes twice.
    case hearTwice
    /// Time passes until the next timer, or until something lands.
    case pass
    /// Time passes, although an event might have come.
    case withhold
    case approve
    case decline
    /// A person says: again.
    case retry
    /// A person looks at the other system and says how a request ended.
    case resolve
    /// A person goes on without a step.
    case skip
    /// A person waits again.
    case resume
    /// A person takes a parked saga back.
    case turnBack

    /// What becomes of a message.
    package enum Outcome: CaseIterable, Equatable, Sendable {
        case well
        case rejected
        case transient
        /// In doubt, and it was not done.
        case lostBefore
        /// In doubt, and it was done.
        case lostAfter
        /// In doubt, and it is done while nobody waits for it any more.
        case landsLater
        /// In doubt, it was done, and the answer comes after all.
        case answersLate
        /// Done, and the answer comes twice.
        case answersTwice
    }

    /// Whether it is one of the faults that a budget counts.
    package var isFault: Bool {
        switch self {
        case .answer(_, let outcome): outcome != .well
        case .crash, .place, .cancel, .hearTwice, .withhold, .decline: true
        case .hear(let isEarly): isEarly
        case .resolve, .skip, .resume, .turnBack: true
        case .pass, .approve, .retry: false
        }
    }
}

extension Move.Outcome {
    /// For a timeline.
    var words: String {
        switch self {
        case .well: "is done"
        case .rejected: "is rejected"
        case .transient: "is put off: busy"
        case .lostBefore: "is lost on its way; nobody knows"
        case .lostAfter: "is done, and its answer is lost"
        case .landsLater: "gets no answer, and is done later"
        case .answersLate: "is done, and its answer comes late"
        case .answersTwice: "is done, and answered twice"
        }
    }
}
