package import SagaModel

/// What came of putting an obstacle in the way.
package enum PlacedWidely: Codable, Equatable, Sendable {
    /// It stands; these sagas know of it already, and what they had out is named.
    case stands(known: [SagaID], underWay: [IdempotencyKey])
    /// One of this name stands already.
    case standsAlready(Obstacle)
}

package enum RemovedWidely: Codable, Equatable, Sendable {
    case removed(known: [SagaID])
    case unknown
}

extension Engine {
    /// Puts an obstacle in the way of every saga that it is about, whether it runs or is still to start.
    ///
    /// What is out already is not called back, and is told.
    package func place(_ obstacle: Obstacle, by who: String) throws -> PlacedWidely {
        try self.checkStopped()
        if let standing = self.standing.first(where: { $0.id == obstacle.id }) { return .standsAlready(standing) }
        let concerned = try self.concerned(by: obstacle)
        let advances = try self.advances(concerned.map { ($0, .placed(obstacle)) })
        let act = StandingObstacle.Act(who: who, at: self.now(), why: obstacle.reason)
        try self.commit(advances, beside: { try Obstacles.add(obstacle, act, $0) })
        self.standing.append(obstacle)
        let underWay = try advances.flatMap { advance in
            // What waits on disk has not left: it is decided anew before it does.
            let held = try self.store.read { try Outbox.held(advance.transition.saga, $0) }
            return advance.saga.underWay(despite: obstacle).filter { held[$0] == nil }
        }
        return .stands(known: advances.map(\.transition.saga), underWay: underWay)
    }

    /// Takes it out of the way of all of them.
    package func remove(_ id: String, by who: String, because why: String) throws -> RemovedWidely {
        try self.checkStopped()
        guard let obstacle = self.standing.first(where: { $0.id == id }) else { return .unknown }
        let words = try self.store.read { try Obstacles.sagas(mentioning: obstacle.word, $0) }
        let knowing = try self.sagas(Set(words)).filter { $0.value.obstacles.contains { $0.id == id } }
        let advances = try self.advances(knowing.keys.sorted().map { ($0, .removed(obstacle: id, by: who)) })
        let act = StandingObstacle.Act(who: who, at: self.now(), why: why)
        try self.commit(advances, beside: { try Obstacles.remove(id, act, $0) })
        self.standing.removeAll { $0.id == id }
        return .removed(known: advances.map(\.transition.saga))
    }

    /// What stands under this name.
    package func standing(_ id: String) -> Obstacle? { self.standing.first { $0.id == id } }

    private func concerned(by obstacle: Obstacle) throws -> [SagaID] {
        let candidates = try self.store.read { try Obstacles.sagas(mentioning: obstacle.word, $0) }
        return try self.sagas(Set(candidates)).filter { $0.value.isConcerned(by: obstacle) }.keys.sorted()
    }

    /// What a saga would send under an obstacle that it learns of only now comes back unsent, and is decided anew.
    func tellNews() throws {
        guard self.hasNews else { return }
        let errands = try self.store.read { try Outbox.waitingForNews(Request.self, $0) }
        for (id, saga) in try self.sagas(Set(errands.map(\.saga))) {
            for obstacle in self.unknownObstacles(to: saga) { self.arrived.append((id, .placed(obstacle))) }
        }
        for errand in errands {
            self.arrived.append((errand.saga, .answered(errand.key, number: errand.number, .unsent)))
        }
        self.hasNews = false
    }

    /// What stands in the way of a saga without its knowing.
    func unknownObstacles(to saga: any LiveSaga<Request>) -> [Obstacle] {
        self.standing.filter { saga.isConcerned(by: $0) }
    }
}

extension Obstacle {
    /// What a saga's report has somewhere when the obstacle may be about it: of a period, the legal entity.
    fileprivate var word: String {
        switch self.kind {
        case .cutoff: self.subject.split(separator: "/").first.map(String.init) ?? self.subject
        case .hold, .predecessor, .capacity: self.subject
        }
    }
}
