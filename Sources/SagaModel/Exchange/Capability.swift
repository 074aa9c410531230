/// What another system promises about one kind of write.
///
/// An adapter declares it; a saga keeps what it started with.
package struct Capability: Codable, Equatable, Sendable {
    /// By what the remote recognises a repetition.
    package enum Recognition: String, Codable, Sendable {
        /// It honours our idempotency key.
        case key
        /// The document's external id is unique there.
        case externalID = "external-id"
    }

    /// How long the remote recognises a repetition, by our key or by a unique external id; `nil` when it does not.
    package var keyLifetime: Span?
    /// `nil` where it recognises none, and in sagas older than this word.
    package var recognition: Recognition?
    /// Whether it can be asked if a request was carried out.
    package var canLookUp: Bool
    /// How long after we gave up may the request still take effect there.
    package var longestFlight: Span

    package init(keyLifetime: Span?, recognition: Recognition? = nil, canLookUp: Bool, longestFlight: Span) {
        self.keyLifetime = keyLifetime
        self.recognition = recognition
        self.canLookUp = canLookUp
        self.longestFlight = longestFlight
    }
}

/// The order of a group's steps: stage after stage, the steps of one stage side by side.
///
/// `[["subscription"], ["opportunity", "onboarding"]]`: billing first, then CRM and customer success together.
package typealias Stages = [[StepName]]

/// What holds for a saga from its first event on: pinned there, or an upgraded adapter would change a replay.
package struct Terms: Codable, Equatable, Sendable {
    /// Sends before a person is asked, and look-ups likewise.
    package var attempts: Int
    /// The definition that the saga started with.
    package var fingerprint = ""
    /// Between one attempt and the next.
    package var pause: Span
    /// By step; `capability` where a step is not named.
    package var capabilities: [StepName: Capability]
    package var capability: Capability
    /// In which order the steps of a group run, where it is not the order of the text.
    package var sequences: [GroupName: Stages]
    /// What an operator may change; the values above hold where it says nothing.
    package var policy: Policy?
    /// Who asked for the saga.
    package var startedBy: String?

    package init(
        attempts: Int = 3,
        pause: Span = .seconds(2),
        capabilities: [StepName: Capability] = [:],
        capability: Capability,
        sequences: [GroupName: Stages] = [:],
        policy: Policy? = nil,
        startedBy: String? = nil
    ) {
        self.attempts = attempts
        self.pause = pause
        self.capabilities = capabilities
        self.capability = capability
        self.sequences = sequences
        self.policy = policy
        self.startedBy = startedBy
    }
}
