import SagaModel

extension Engine {
    /// The time by which sagas go.
    func now() -> Moment { self.clock.now() }

    /// Follows the wall clock when it was set, and tells every saga that goes by it, in one commit.
    ///
    /// After a crash before that commit it is noticed again; after it, it is over.
    func heedClock() throws {
        try self.checkStopped()
        let before = (self.clock, self.capacity, self.fullSince)
        guard let change = self.clock.follow() else { return }
        do {
            self.capacity.shift(change.by)
            self.fullSince = self.fullSince.map { $0 + change.by }
            let sagas = try self.sagas(Set(self.store.read { try Timers.concerned(by: change, $0) }))
            let told = sagas.filter(\.value.goesByTheClock).keys.sorted()
            try self.commit(self.advances(told.map { ($0, .clockSet(change)) }), beside: { _ in })
        } catch {
            (self.clock, self.capacity, self.fullSince) = before
            throw error
        }
        self.bell?.yield()
    }
}
