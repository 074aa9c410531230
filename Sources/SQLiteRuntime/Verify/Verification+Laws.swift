import GRDB
import SagaModel

extension Verification {
    static func database(_ db: Database) throws -> LawCheck {
        let complaints = try String.fetchAll(db, sql: "PRAGMA integrity_check")
        return LawCheck(
            "database",
            "SQLite finds no damage",
            isIntegrity: true,
            findings: complaints == ["ok"] ? [] : complaints.map { LawCheck.Finding(nil, $0) }
        )
    }

    static func chain(_ sagas: [Replayed<Request>], _ commits: [LawCheck.Finding]) -> LawCheck {
        let broken = sagas.compactMap { saga in
            saga.brokenLine.map { LawCheck.Finding(saga.id, "line \($0) of its history is not what was written") }
        }
        return LawCheck(
            "I6",
            "every line of every history is what was written, in the order of the commits",
            isIntegrity: true,
            findings: broken + commits
        )
    }

    static func acknowledged(_ trouble: HeadTrouble?) -> LawCheck {
        LawCheck(
            "I10",
            "everything that was acknowledged is there: the database ends where the head outside it says",
            isIntegrity: true,
            findings: trouble.map { [LawCheck.Finding(nil, $0.sentence)] } ?? []
        )
    }

    static func replay(_ sagas: [Replayed<Request>]) -> LawCheck {
        LawCheck(
            "replay",
            "lists, outbox and timers show what the histories make",
            isIntegrity: true,
            findings: sagas.flatMap { saga in saga.differences.map { LawCheck.Finding(saga.id, $0) } }
        )
    }

    static func definitions(_ sagas: [Replayed<Request>]) -> LawCheck {
        LawCheck(
            "pinned",
            "every saga that has not ended finds the definition that it follows",
            findings: sagas.compactMap { saga in saga.misfit.map { LawCheck.Finding(saga.id, $0) } }
        )
    }

    static func standing(_ sagas: [Replayed<Request>]) -> LawCheck {
        LawCheck(
            "I2",
            "every saga is done, compensated, waiting with an owner and an end, or parked with a reason",
            findings: sagas.flatMap { saga in saga.lost.map { LawCheck.Finding(saga.id, $0) } }
        )
    }

    static func conduct(_ sagas: [Replayed<Request>], _ law: Breach.Law) -> LawCheck {
        LawCheck(
            law.rawValue,
            law.sentence,
            findings: sagas.flatMap { saga in
                saga.breaches.filter { $0.law == law }.map { LawCheck.Finding(saga.id, $0.what) }
            }
        )
    }

    static func events(_ db: Database) throws -> LawCheck {
        let unused = """
            SELECT inbox.saga, inbox.source || '/' || inbox.id FROM inbox WHERE inbox.saga IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM history WHERE history.saga = inbox.saga AND json_valid(history.event)
                    AND (json_extract(history.event, '$.signal.id') = inbox.source || '/' || inbox.id
                        OR json_extract(history.event, '$.kind') = 'started'
                            AND inbox.reason LIKE inbox.saga || ' \(InboxLine.opened)%'))
            """
        let unseen = """
            SELECT history.saga, json_extract(history.event, '$.signal.id') FROM history
            WHERE json_valid(history.event) AND json_extract(history.event, '$.kind') = 'heard' AND NOT EXISTS (
                SELECT 1 FROM inbox
                WHERE inbox.source || '/' || inbox.id = json_extract(history.event, '$.signal.id'))
            """
        let findings =
            try Self.findings("no line of its history has the event", unused, db)
            + Self.findings("the inbox does not know the event", unseen, db)
        return LawCheck(
            "I12",
            "every event that was acknowledged is used, or recorded with a reason",
            findings: findings
        )
    }

    /// Places that somebody changed, or an engine that let two go at once.
    static func turns(_ db: Database) throws -> LawCheck {
        let places = try db.tableExists("turn") ? Places.all(db) : [:]
        var holders: [String: [SagaID]] = [:]
        for (saga, place) in places.sorted(by: { $0.key < $1.key }) where place.standing == .holds {
            for key in place.claim.keys { holders[key, default: []].append(saga) }
        }
        let findings = holders.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.flatMap { key, sagas in
            sagas.dropFirst().map { LawCheck.Finding($0, "it works on \(key), and so does \(sagas[0])") }
        }
        return LawCheck("turns", "no two sagas work on the same business object at once", findings: findings)
    }

    private static func findings(_ what: String, _ sql: String, _ db: Database) throws -> [LawCheck.Finding] {
        try Row.fetchAll(db, sql: sql).map { row in
            LawCheck.Finding((row[0] as String?).map(SagaID.init), "\(what) \(row[1] as String? ?? "")")
        }
    }
}

extension Commits {
    /// The whole chain, and whether it names every line that there is.
    static func chainFindings(_ db: Database) throws -> [LawCheck.Finding] {
        let commits = try Self.last(.max, db)
        if let commit = try Self.damage(commits, after: .zero, db) {
            return [LawCheck.Finding(nil, "commit \(commit) is not what was written")]
        }
        let lines = try Int.fetchOne(db, sql: "SELECT count(*) FROM history") ?? 0
        guard let named = commits.last?.head.lines, named != lines else { return [] }
        return [LawCheck.Finding(nil, "the histories have \(lines) lines, the commits wrote \(named)")]
    }
}

extension HeadTrouble {
    /// One line for a list of findings.
    package var sentence: String {
        switch self {
        case .missing(let path, let database): "\(path) is missing, the database has commit \(database.commit)"
        case .unreadable(let path): "\(path) was never written so"
        case .behind(let database, let head):
            "the database ends with commit \(database.commit), commit \(head.commit) was acknowledged"
        case .other(_, let head): "commit \(head.commit) is another one than was acknowledged"
        case .ahead(let database, let head):
            "the database has commit \(database.commit), the head is of commit \(head.commit)"
        case .damaged(let commit): "commit \(commit) of the database is not what was written"
        }
    }
}

extension Breach.Law {
    fileprivate var sentence: String {
        switch self {
        case .hold: "nothing was sent under a hold that the saga knew of"
        case .period: "nothing was sent into a period that the saga knew to be closed"
        case .approval: "nobody approved what they had asked for"
        case .order: "what was taken back was taken back in reverse order"
        }
    }
}
