import SagaModel

/// Who works on which business object, and who waits for whom.
///
/// Only sagas at work or at a gate are in here; one that waits for an event works on nothing.
struct Turns: Sendable {
    /// How a saga stands to what it claims.
    enum Standing: String, Codable, Sendable {
        /// It is at work; nobody else may work on the same.
        case holds
        /// It is at a gate: those of later date wait, others need not.
        case gated
        /// Its requests are on disk until the one ahead is through.
        case waits
    }

    struct Place: Equatable, Sendable {
        var claim: Claim
        /// When it came; decides between claims of one date.
        var since: Moment
        var standing: Standing
        /// Whom it waits for, and because of what.
        var behind: Ahead?
    }

    struct Ahead: Codable, Equatable, Sendable {
        let saga: SagaID
        let key: String
    }

    private(set) var places: [SagaID: Place] = [:]
    private var claimants: [String: Set<SagaID>] = [:]
    /// Whose place is not written yet.
    private(set) var changed: Set<SagaID> = []
    /// Somebody has made room since the last call.
    private var hasMoved = true

    init(_ stored: [SagaID: Place]) {
        for (id, place) in stored { self.put(id, place) }
        self.changed = []
    }

    var isEmpty: Bool { self.places.isEmpty }

    /// Notes what a saga is at now.
    ///
    /// - Returns: Whether its requests may leave.
    mutating func note(_ id: SagaID, _ claim: Claim?, _ engagement: Engagement, _ now: Moment) -> Bool {
        guard let claim, engagement != .idle else {
            self.leave(id)
            return true
        }
        var place = self.places[id] ?? Place(claim: claim, since: now, standing: .gated)
        place.claim = claim
        switch (engagement, place.standing) {
        case (.gated, _), (.idle, _): place.standing = .gated
        case (.working, .holds), (.working, .waits): break
        case (.working, .gated): place.standing = self.ahead(of: id, place) == nil ? .holds : .waits
        }
        place.behind = place.standing == .waits ? self.ahead(of: id, place) ?? place.behind : nil
        self.put(id, place)
        return place.standing != .waits
    }

    /// Those whose turn it has become; from now on they hold what they claim.
    mutating func next() -> [SagaID] {
        guard self.hasMoved else { return [] }
        self.hasMoved = false
        var called: [SagaID] = []
        let waiting = self.places.filter { $0.value.standing == .waits }
        for (id, place) in waiting.sorted(by: { Self.isEarlier($0, $1) }) {
            var place = place
            place.behind = self.ahead(of: id, place)
            if place.behind == nil {
                place.standing = .holds
                called.append(id)
            }
            self.put(id, place)
        }
        self.hasMoved = false
        return called
    }

    mutating func hasWritten(_ sagas: Set<SagaID>) { self.changed.subtract(sagas) }

    private func ahead(of id: SagaID, _ place: Place) -> Ahead? {
        for key in place.claim.keys.sorted() {
            let others = (self.claimants[key] ?? []).subtracting([id]).sorted()
            let ahead = others.first { other in
                guard let rival = self.places[other] else { return false }
                return rival.standing == .holds || Self.isEarlier((other, rival), (id, place))
            }
            if let ahead { return Ahead(saga: ahead, key: key) }
        }
        return nil
    }

    private static func isEarlier(_ one: (key: SagaID, value: Place), _ other: (key: SagaID, value: Place)) -> Bool {
        let (first, second) = (one.value, other.value)
        return (first.claim.effectiveOn, first.since, one.key) < (second.claim.effectiveOn, second.since, other.key)
    }

    private mutating func put(_ id: SagaID, _ place: Place) {
        let before = self.places[id]
        guard before != place else { return }
        for key in before?.claim.keys ?? [] { self.claimants[key]?.remove(id) }
        for key in place.claim.keys { self.claimants[key, default: []].insert(id) }
        if before?.standing == .holds || before?.claim != place.claim { self.hasMoved = true }
        self.places[id] = place
        self.changed.insert(id)
    }

    private mutating func leave(_ id: SagaID) {
        guard let place = self.places.removeValue(forKey: id) else { return }
        for key in place.claim.keys {
            self.claimants[key]?.remove(id)
            if self.claimants[key]?.isEmpty ?? false { self.claimants[key] = nil }
        }
        self.changed.insert(id)
        self.hasMoved = true
    }
}
