extension Capability {
    /// What is done first when it is not known whether a write was carried out.
    package enum DoubtRule: Equatable, Sendable {
        /// The same key is sent again; after this age of the key, what comes without one.
        case resend(until: Span)
        /// Nothing may be in flight any more before it is looked up; then it is decided.
        case lookUp(after: Span)
        /// Nothing is safe: a person decides.
        case park
    }

    /// The rule while the key is young.
    package var doubtRule: DoubtRule {
        if let resend = self.resendUntil { return .resend(until: resend) }
        return self.doubtRuleWithoutKey
    }

    /// The rule once the remote may have forgotten the key, or where it knows none.
    package var doubtRuleWithoutKey: DoubtRule {
        self.canLookUp ? .lookUp(after: self.longestFlight) : .park
    }

    /// The age of a key from which on a repetition may come too late to be recognised.
    private var resendUntil: Span? {
        guard let keyLifetime, keyLifetime > self.longestFlight else { return nil }
        return .milliseconds(keyLifetime.milliseconds - self.longestFlight.milliseconds)
    }
}
