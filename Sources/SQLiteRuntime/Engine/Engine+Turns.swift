import SagaModel

extension Engine {
    /// Lets those go on whose turn it has become: their requests come back unsent, and are decided anew.
    ///
    /// Those who still wait, but for somebody else now, are written anew for the lists.
    func callNext() throws {
        let called = self.turns.next()
        for id in called {
            let errands = try self.store.read { try Outbox.waiting(Request.self, of: id, $0) }
            for errand in errands where errand.waits == .forTurn {
                self.arrived.append((id, .answered(errand.key, number: errand.number, .unsent)))
            }
        }
        let others = self.turns.changed.subtracting(called)
        guard !others.isEmpty else { return }
        let sagas = try self.sagas(others)
        try self.store.commit { db in
            for id in others { try Places.write(id, self.turns.places[id], db) }
            try Self.writeReports(sagas, db)
        }
        self.turns.hasWritten(others)
    }
}
