package import SagaModel

extension Simulation {
    /// Puts something in the way of a saga.
    ///
    /// - Returns: `nil` when there is no such saga.
    @discardableResult
    package mutating func place(_ obstacle: Obstacle, before id: SagaID) -> Reaction<Request>? {
        self.take(.placed(obstacle), id)
    }

    /// Takes it out of the way.
    ///
    /// - Returns: `nil` when there is no such saga.
    @discardableResult
    package mutating func remove(_ obstacle: String, from id: SagaID, by who: String) -> Reaction<Request>? {
        self.take(.removed(obstacle: obstacle, by: who), id)
    }

    /// Agrees to what a saga asks for, word for word.
    ///
    /// - Returns: `nil` when there is no such saga.
    @discardableResult
    package mutating func approve(
        _ gate: GateName,
        _ subject: String,
        of id: SagaID,
        by who: String,
        as role: RoleName?
    ) -> Reaction<Request>? {
        self.take(.approved(gate, subject: subject, by: who, role: role), id)
    }
}
