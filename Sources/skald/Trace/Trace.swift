internal import SQLiteRuntime
internal import SagaModel

/// Everything that is known of one name, in time order: the documented schema that `trace` prints.
struct Trace: Encodable {
    struct Summary: Encodable {
        let saga: SagaID
        let status: SagaStatus
        let amount: String?
        let keys: [String]
    }

    var schema = "skald.trace/1"
    let key: String
    let sagas: [Summary]
    let lines: [TraceLine]
    /// Sagas that have the name and of which nothing can be told.
    let leftOut: [Stories.LeftOut]

    /// A name of a case or of an event leads to what that is about.
    init(_ key: String, _ reader: SagaReader) throws {
        let holds = try (reader.obstacles(.hold) + reader.obstacles(.cutoff))
        let subjects = holds.filter { $0.obstacle.id == key }.map(\.obstacle.subject)
        let events = try reader.inbox().filter { $0.name == key || $0.id == key }
        let words = Set([key] + subjects + events.compactMap(\.businessKey))
        var found: [SagaID: SagaReport] = [:]
        for word in words { for report in try reader.sagas(naming: word) { found[report.id] = report } }
        let reports = found.values.sorted { $0.id < $1.id }
        self.key = key
        self.sagas = reports.map { Summary(saga: $0.id, status: $0.status, amount: $0.amount, keys: $0.businessKeys) }
        let known = reports.reduce(into: words) { $0.formUnion($1.names) }
        let about = try reader.inbox().filter { line in
            line.saga == nil && (words.contains(line.name) || line.businessKey.map(known.contains) == true)
        }
        let stories = try Stories(reports, followsOthers: true, reader)
        self.leftOut = stories.leftOut
        self.lines = try
            (stories.all.flatMap { try TraceLine.all(of: $0, reader) }
            + holds.filter { known.contains($0.obstacle.subject) || $0.obstacle.id == key }.flatMap(TraceLine.all)
            + (about + events.filter { $0.saga == nil && !about.contains($0) }).map { TraceLine($0) })
            .sorted { ($0.at, $0.saga ?? "") < ($1.at, $1.saga ?? "") }
    }

    var text: [String] {
        var table = Table(["AT (UTC)", "SAGA", "SYSTEM", "WHAT", "REFERENCE", "BY"])
        for line in self.lines {
            table.add([
                line.at.short, line.saga?.rawValue ?? "-", line.system ?? "-", line.what, line.reference ?? "-",
                line.by ?? "-",
            ])
        }
        let heads = self.sagas.map { saga in
            "\(saga.saga)  \(saga.status.words)  \(saga.amount ?? "-")  \(saga.keys.joined(separator: ", "))"
        }
        return heads + table.lines
    }
}
