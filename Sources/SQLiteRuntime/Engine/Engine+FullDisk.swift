import SagaModel

extension Engine {
    /// Takes what has arrived, and who may leave; when there is no room to write, answers are kept for the next try.
    ///
    /// Until then nothing is sent: an answer that cannot be written would be in doubt after a crash.
    ///
    /// - Returns: Whether anything moved; `nil` while the disk is full.
    /// - Throws: `RuntimeError.diskFull` when patience has ended.
    func moveWhenThereIsRoom(_ patience: Span?) throws -> Bool? {
        var batch: Batch = []
        do {
            try self.heedClock()
            try self.tellNews()
            try self.callNext()
            try self.release()
            batch = try self.nextBatch()
            guard !batch.isEmpty else {
                try self.sweepInbox()
                return false
            }
            try self.commit(self.advances(batch))
            self.fullSince = nil
            return true
        } catch RuntimeError.diskFull(let path) {
            // Timers are still on disk, and come again by themselves.
            self.arrived += batch.filter { $0.incident.isAnswer }
            if self.fullSince == nil { self.progress(.diskFull(path: path)) }
            let since = self.fullSince ?? self.now()
            self.fullSince = since
            if let patience, since + patience < self.now() { throw RuntimeError.diskFull(path: path) }
            return nil
        }
    }
}

extension Incident {
    fileprivate var isAnswer: Bool {
        switch self {
        case .answered: true
        case .woke, .heard, .placed, .removed, .approved, .declined, .cancelled, .retried, .clockSet, .migrated,
            .intervened:
            false
        }
    }
}
