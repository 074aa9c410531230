import GRDB
package import SagaModel

/// What the other systems say of what the sagas asked for.
package struct Sweep: Sendable {
    /// Questions that were answered.
    package private(set) var answered = 0
    /// Effects that the saga was told of, and that are not there.
    package private(set) var missing: [LawCheck.Finding] = []
    /// Effects that are there, and that the history does not know or knows as refused.
    package private(set) var orphans: [LawCheck.Finding] = []
    /// Undos that were reported as done, and were not carried out.
    package private(set) var leftovers: [LawCheck.Finding] = []
    /// Questions without an answer.
    package private(set) var unanswered: [LawCheck.Finding] = []

    /// Asks, and changes nothing; nothing is asked about what another step, or another saga, has taken back.
    package init<Request: SagaRequest>(
        _ effects: [Effect<Request>],
        _ gateway: any Gateway<Request, Request.Reply>
    ) async {
        let happened = effects.filter { $0.standing.mayHaveHappened }.map(\.request)
        let gone = Set(happened.compactMap(\.takesBack))
        let made = Set(happened.compactMap(\.makes))
        for effect in effects where effect.isUndo || effect.request.makes.map({ !gone.contains($0) }) ?? true {
            // What nobody made counts as taken back at any time.
            if case .unsent = effect.standing, let name = effect.request.takesBack, !made.contains(name) { continue }
            do throws(Failure) {
                let isThere = try await gateway.lookUp(effect.request, key: effect.key) != nil
                self.answered += 1
                self.judge(effect.saga, "\(effect.key)", effect.standing, isUndo: effect.isUndo, isThere: isThere)
            } catch {
                self.take(effect.saga, "\(effect.key)", effect.standing, error)
            }
        }
    }

    private mutating func judge<Request>(
        _ saga: SagaID,
        _ key: String,
        _ standing: Effect<Request>.Standing,
        isUndo: Bool,
        isThere: Bool
    ) {
        switch (standing, isThere) {
        case (.done, false) where isUndo:
            self.leftovers.append(LawCheck.Finding(saga, "\(key) was reported as done, and is not"))
        case (.done, false):
            self.missing.append(LawCheck.Finding(saga, "\(key) was reported as done, and is not there"))
        // What was never made is not there to be taken back, and a look-up may call that done.
        case (.unsent, true) where !isUndo:
            self.orphans.append(LawCheck.Finding(saga, "\(key) is there, and the history does not know it"))
        case (.refused, true) where !isUndo:
            self.orphans.append(LawCheck.Finding(saga, "\(key) is there, and the history says that it was refused"))
        case (.done, true), (.unsent, _), (.refused, _), (.unknown, _): break
        }
    }

    /// A step that lies ahead may lack the facts for a question: nobody can have carried it out then.
    private mutating func take<Request>(
        _ saga: SagaID,
        _ key: String,
        _ standing: Effect<Request>.Standing,
        _ failure: Failure
    ) {
        switch (standing, failure) {
        case (.unsent, .rejected): break
        case (_, _): self.unanswered.append(LawCheck.Finding(saga, "\(key): \(failure.reason)"))
        }
    }

    /// Goes on from the database as it is: its head becomes the one outside, and the reason stays in the chain.
    ///
    /// From now on an engine asks before each send whether it was done already.
    package static func accept(path: String, head: String? = nil, reason: String) throws -> Head {
        let store = try Store(path: path)
        let file = HeadFile(path: head ?? HeadFile.beside(path))
        guard let trouble = try Anchor.trouble(store, file) else { return try store.read { try Commits.head($0) } }
        if case .damaged = trouble { throw RuntimeError.headDiffers(trouble) }
        let accepted = try store.commit { db in
            try Commits.append(
                after: try Commits.head(db),
                [],
                note: "\(Commits.sweepMark)\(reason): \(trouble.sentence)",
                db
            )
        }
        try file.write(accepted)
        return accepted
    }
}

extension Commits {
    fileprivate static let sweepMark = "swept: "

    /// Whether commits were ever lost: then a request may have left that no history knows.
    static func wasSwept(_ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: "SELECT EXISTS (SELECT 1 FROM commits WHERE note IS NOT NULL AND substr(note, 1, ?) = ?)",
            arguments: [self.sweepMark.count, self.sweepMark]
        ) ?? false
    }
}
