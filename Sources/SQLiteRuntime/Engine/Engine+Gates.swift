package import SagaModel

extension Engine {
    /// Shuts the gates of a saga that ask for the obstacle's subject.
    ///
    /// What is out already is not called back: it shows in the saga's blockers until it is answered.
    package func place(_ obstacle: Obstacle, on id: SagaID) throws -> Heeded { try self.heed(id, .placed(obstacle)) }

    package func remove(_ obstacle: String, from id: SagaID, by who: String) throws -> Heeded {
        try self.heed(id, .removed(obstacle: obstacle, by: who))
    }

    /// Opens a gate for this subject, word for word.
    package func approve(_ gate: GateName, of subject: String, on id: SagaID, by who: String) throws -> Heeded {
        try self.heed(id, .approved(gate, subject: subject, by: who))
    }

    package func decline(
        _ gate: GateName,
        of subject: String,
        on id: SagaID,
        by who: String,
        because reason: String
    ) throws -> Heeded {
        try self.heed(id, .declined(gate, subject: subject, by: who, reason: reason))
    }
}
