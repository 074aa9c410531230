internal import SQLiteRuntime
internal import SagaModel

/// A process that stays: it moves its sagas until somebody asks it to stop, and other commands speak to it.
struct Watch {
    let desk: Desk
    let options: Options

    /// `open` may open more doors; what it returns closes them.
    func stay(_ open: () async throws -> @Sendable () async -> Void = { {} }) async throws {
        guard let own = self.desk.sagas as? OwnEngine else { throw Self.watched(self.options.db) }
        let socket = try await EngineSocket.open(self.options.db, for: own)
        do {
            let close = try await open()
            do {
                try await self.watch()
                await close()
            } catch {
                await close()
                throw error
            }
            await socket.close()
        } catch {
            await socket.close()
            throw error
        }
    }

    private static func watched(_ db: String) -> OperatorError {
        OperatorError(
            .notAllowed,
            "\(db) is watched already",
            why: "another process runs its sagas, and one engine at a time may write",
            next: "skald list --db \(db)"
        )
    }

    private func watch() async throws {
        let interruption = Interruption()
        let movements = Movements(options: self.options)
        while !interruption.isRequested {
            let before = try movements.revisions()
            try await self.desk.move(patience: .seconds(1))
            let moved = try movements.since(before)
            if !moved.isEmpty { try Printer.list(moved, self.options.output) }
            try await interruption.pause()
        }
    }
}

/// Which sagas have gone on between two looks.
struct Movements {
    let options: Options

    func revisions() throws -> [SagaID: Int] {
        do {
            return Dictionary(uniqueKeysWithValues: try self.options.reader().list().map { ($0.id, $0.revision) })
        } catch RuntimeError.notFound {
            return [:]
        }
    }

    func since(_ before: [SagaID: Int]) throws -> [SagaReport] {
        try self.options.reader().list().filter { before[$0.id] != $0.revision }
    }
}
