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
}

extension Engine {
    /// Does it in somebody's name; with `seen`, the revision that they saw, only if nothing has happened since.
    package func act(_ act: Act, on id: SagaID, by who: String, seen: Int? = nil) throws -> Heeded {
        let heeded = try self.heed(id, Incident(act, by: who), seen: seen)
        if case .cancel = act, case .advanced = heeded { try self.callBack(id) }
        return heeded
    }
}

extension Incident {
    fileprivate init(_ act: Act, by who: String) {
        switch act {
        case .cancel: self = .cancelled(by: who)
        case .retry: self = .retried(by: who)
        case .approve(let gate, let subject, let role): self = .approved(gate, subject: subject, by: who, role: role)
        case .decline(let gate, let subject, let reason):
            self = .declined(gate, subject: subject, by: who, reason: reason)
        }
    }
}
