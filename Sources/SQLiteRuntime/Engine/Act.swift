package import SagaModel

/// What a person does about one saga.
package enum Act: Codable, Equatable, Sendable {
    /// Turns it back, if the pivot has not happened.
    case cancel
    /// Tries again whatever needs a person.
    case retry
    /// Opens a gate for this subject, word for word, as somebody in this role.
    case approve(GateName, subject: String, as: RoleName?)
    case decline(GateName, subject: String, reason: String)
    /// Says how a request ended of which nobody could tell.
    case resolve(Testimony)
    /// Goes on without a step that needs a person.
    case skip(StepName, reason: String)
    /// Waits again for what did not come in time; as long as before where nothing is said.
    case resume(within: Span?)
    /// Takes a parked saga back, or goes on with a way back that stopped.
    case compensate(reason: String)
    case assign(to: String)
    case note(String)
}

/// What a person says about a step, or about an undo (`STEP/undo`).
package struct Testimony: Codable, Equatable, Sendable {
    package let subject: String
    package let outcome: StatedOutcome
    /// The document's number in the other system.
    package let reference: String?
    package let reason: String
    /// Counts even when the other system cannot answer now.
    package let needsNoAnswer: Bool

    package init(
        of subject: String,
        _ outcome: StatedOutcome,
        reference: String? = nil,
        reason: String,
        needsNoAnswer: Bool = false
    ) {
        self.subject = subject
        self.outcome = outcome
        self.reference = reference
        self.reason = reason
        self.needsNoAnswer = needsNoAnswer
    }
}

extension Engine {
    /// Does it in somebody's name; with `seen`, the revision that they saw, only if nothing has happened since.
    package func act(_ act: Act, on id: SagaID, by who: String, seen: Int? = nil) async throws -> Heeded {
        switch act {
        case .cancel:
            let heeded = try self.heed(id, .cancelled(by: who), seen: seen)
            if case .advanced = heeded { try self.callBack(id) }
            return heeded
        case .retry: return try self.heed(id, .retried(by: who), seen: seen)
        case .approve(let gate, let subject, let role):
            return try self.heed(id, .approved(gate, subject: subject, by: who, role: role), seen: seen)
        case .decline(let gate, let subject, let reason):
            return try self.heed(id, .declined(gate, subject: subject, by: who, reason: reason), seen: seen)
        case .resolve(let testimony): return try await self.resolve(id, testimony, by: who, seen: seen)
        case .skip(let step, let reason): return try self.heed(id, .skip(step, reason: reason), by: who, seen)
        case .resume(let span): return try self.heed(id, .resume(within: span), by: who, seen)
        case .compensate(let reason):
            let heeded = try self.heed(id, .turnBack(reason: reason), by: who, seen)
            if case .advanced = heeded { try self.callBack(id) }
            return heeded
        case .assign(let name): return try self.heed(id, .assign(to: name), by: who, seen)
        case .note(let text): return try self.heed(id, .note(text), by: who, seen)
        }
    }

    func heed(_ id: SagaID, _ word: Intervention<Request.Reply>, by who: String, _ seen: Int?) throws -> Heeded {
        try self.heed(id, .intervened(word, by: who), seen: seen)
    }
}
