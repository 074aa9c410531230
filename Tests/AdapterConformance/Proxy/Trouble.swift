/// What goes wrong with one exchange on its way.
package struct Trouble: Hashable, Sendable, CustomStringConvertible {
    /// What the caller gets instead of the remote's answer.
    package enum Answer: Hashable, Sendable {
        /// The connection is closed.
        case cut
        /// The connection is closed in the middle of the real answer.
        case half
        /// The real answer, but its second half is missing and nobody says so.
        case truncated
        case noise
        /// A page for people, as a proxy or a login wall shows it.
        case page(status: Int)
        /// The same, with a time to try again.
        case later(status: Int)
        case empty
    }

    /// Whether the remote gets the request at all.
    package let arrives: Bool
    package let answer: Answer

    package var description: String {
        let answer =
            switch self.answer {
            case .cut: "no answer"
            case .half: "half an answer"
            case .truncated: "a truncated answer"
            case .noise: "noise"
            case .page(let status): "a page with HTTP \(status)"
            case .later(let status): "a page with HTTP \(status) that says when to try again"
            case .empty: "an empty answer"
            }
        return "\(answer), \(self.arrives ? "done" : "not done")"
    }

    static let lostBefore = [Self(arrives: false, answer: .cut), Self(arrives: false, answer: .page(status: 503))]

    /// Nothing was done, and the remote says when to come again.
    static let later = [429, 503].map { Self(arrives: false, answer: .later(status: $0)) }

    /// What `later` says, in seconds.
    static let laterAfter = 7

    static let lostAfter = [
        Self(arrives: true, answer: .cut), Self(arrives: true, answer: .half),
        Self(arrives: true, answer: .page(status: 502)),
    ]

    /// Nobody can tell from the first four whether the request arrived; “not done” is wrong only where it did.
    static let garbage =
        [Answer.noise, .page(status: 200), .empty, .truncated].map { Self(arrives: true, answer: $0) }
        + [Self(arrives: false, answer: .page(status: 404))]

    static let all = Self.lostBefore + Self.later + Self.lostAfter + Self.garbage

    /// Whoever only asks notices no other: arrived or not, nothing was done.
    static let ofQuestions = Self.all.filter { $0 != Self(arrives: false, answer: .cut) }
}
