internal import SQLiteRuntime
internal import SagaModel

/// A hold or a closed period, as `hold list` and `period list` print it.
struct StandingReport: Encodable {
    struct Act: Encodable {
        let by: String
        let at: String
        let reason: String
    }

    let id: String
    let subject: String
    let kind: String?
    let owner: String
    let placed: Act
    let removed: Act?
    /// Sagas that stand still for it now.
    let sagas: [SagaID]

    init(_ standing: StandingObstacle, _ reports: [SagaReport]) {
        let obstacle = standing.obstacle
        self.id = obstacle.id
        self.subject = obstacle.subject
        self.kind = obstacle.hold?.rawValue
        self.owner = obstacle.owner
        self.placed = Act(standing.placed)
        self.removed = standing.removed.map { Act($0) }
        self.sagas = standing.removed == nil ? reports.filter { $0.stands(at: obstacle) }.map(\.id) : []
    }

    static func all(_ kind: Obstacle.Kind, withRemoved: Bool, _ reader: SagaReader) throws -> [Self] {
        let reports = try reader.list([.gated, .parked, .running, .retrying, .waiting])
        return try reader.obstacles(kind).filter { withRemoved || $0.removed == nil }.map { Self($0, reports) }
    }

    static func show(_ all: [Self], schema: String, none: String, _ output: OutputFormat) throws {
        switch output {
        case .table:
            guard !all.isEmpty else { return Terminal.say(none) }
            var table = Table(["ID", "SUBJECT", "KIND", "OWNER", "SINCE", "BY", "WHY", "STOPS"])
            for line in all {
                table.add([
                    line.id, line.subject, line.kind ?? "-", line.owner, line.placed.at.short, line.placed.by,
                    line.placed.reason, line.stops,
                ])
            }
            for line in table.lines { Terminal.say(line) }
        case .json: Terminal.say(try JSONText.pretty(Listing(schema: schema, standing: all)))
        case .ndjson: for line in all { Terminal.say(try JSONText.line(line)) }
        }
    }

    private var stops: String {
        if let removed { return "removed \(removed.at.short) by \(removed.by): \(removed.reason)" }
        return self.sagas.isEmpty ? "nothing now" : self.sagas.map(\.rawValue).joined(separator: ", ")
    }

    private struct Listing: Encodable {
        let schema: String
        let standing: [StandingReport]
    }
}

extension StandingReport.Act {
    fileprivate init(_ act: StandingObstacle.Act) {
        self.init(by: act.who, at: act.at.rfc3339, reason: act.why)
    }
}

extension SagaReport {
    func stands(at obstacle: Obstacle) -> Bool {
        self.blockers.contains { $0.cause.rawValue == obstacle.kind.rawValue && $0.subject == obstacle.subject }
    }
}

/// What became of putting something in the way, or of taking it out: never silence about what is under way.
struct PlacementReport: Encodable {
    var schema = "skald.placement/1"
    let id: String
    let subject: String
    let isStanding: Bool
    /// Sagas that know of it.
    let sagas: [SagaID]
    /// What had left before, and may happen all the same.
    let underWay: [IdempotencyKey]

    func tell(_ output: OutputFormat) throws {
        switch output {
        case .table: Terminal.say(self.words)
        case .json: Terminal.say(try JSONText.pretty(self))
        case .ndjson: Terminal.say(try JSONText.line(self))
        }
        for key in self.underWay { Terminal.note("skald: \(key) had left before and is not called back") }
    }

    private var words: String {
        let sagas = self.sagas.map(\.rawValue).joined(separator: ", ")
        let told = self.sagas.isEmpty ? "no saga is concerned now" : "told to \(sagas)"
        return "\(self.id)  \(self.isStanding ? "stands in the way of" : "is gone from") \(self.subject); \(told)"
    }
}

extension Desk {
    /// Puts it in the way, moves what can move, and tells.
    ///
    /// - Throws: Exit status 3 when something had left before that it would have stopped.
    func place(_ obstacle: Obstacle) async throws {
        let placed = try await self.sagas.place(obstacle, by: Operator.name)
        guard case .stands(let known, let underWay) = placed else {
            guard case .standsAlready(let other) = placed else { return }
            throw OperatorError(
                .changed,
                "\(obstacle.id) stands already",
                why: "on \(other.subject), placed for \(other.owner): \(other.reason)",
                next: obstacle.kind == .cutoff ? "skald period list" : "skald hold list"
            )
        }
        try await self.move()
        let report = PlacementReport(
            id: obstacle.id,
            subject: obstacle.subject,
            isStanding: true,
            sagas: known,
            underWay: underWay
        )
        try report.tell(self.options.output)
        if !underWay.isEmpty { throw Finding(status: .findings) }
    }

    func remove(_ id: String, of kind: Obstacle.Kind, because why: String) async throws {
        let standing = try self.options.reader().obstacles(kind).last { $0.obstacle.id == id && $0.removed == nil }
        let removed = try await self.sagas.remove(id, by: Operator.name, because: why)
        guard let standing, case .removed(let known) = removed else {
            throw OperatorError(
                .notFound,
                "nothing called \(id) stands",
                why: "it was removed, or never placed",
                next: kind == .cutoff ? "skald period list --all" : "skald hold list --all"
            )
        }
        try await self.move()
        let report = PlacementReport(
            id: id,
            subject: standing.obstacle.subject,
            isStanding: false,
            sagas: known,
            underWay: []
        )
        try report.tell(self.options.output)
    }
}
