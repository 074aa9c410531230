internal import SQLiteRuntime

extension SagaReader {
    /// The event that somebody means, if it stands still.
    func event(_ word: String, for what: String) throws -> InboxLine {
        let line = try self.event(word)
        switch line.outcome {
        case .open, .waiting, .parked, .dead: return line
        case .claimed, .ignored, .stale, .discarded:
            throw OperatorError(
                .notAllowed,
                "\(line.name) cannot be \(what)",
                why: "it is settled: \(line.reason ?? line.outcome.rawValue)",
                next: "skald dlq show \(line.name)"
            )
        }
    }

    /// The event that somebody means by its name, or by its id alone.
    func event(_ word: String) throws -> InboxLine {
        let all = try self.inbox().filter { $0.name == word || $0.id == word }
        if let exact = all.first(where: { $0.name == word }) ?? (all.count == 1 ? all.first : nil) { return exact }
        guard let first = all.first else {
            throw OperatorError(
                .notFound,
                "no event is known as “\(word)”",
                why: "nothing came under this source and id",
                next: "skald dlq list --all"
            )
        }
        throw OperatorError(
            .notFound,
            "“\(word)” is ambiguous",
            why: "it may be \(all.map(\.name).joined(separator: ", "))",
            next: "skald dlq show \(first.name)"
        )
    }
}
