internal import Amendments
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Workflows

extension AmendmentStart {
    /// Which attempt at each amendment is meant: the latest one, or the one after what was compensated.
    static func generations(
        of fixture: Fixture,
        _ file: String,
        _ reader: SagaReader?,
        again: Bool
    ) throws -> [String: Int] {
        let known = try fixture.simulation.scenario.stack.map { amendment in
            (id: amendment.id, past: try Generations(of: amendment.id, Amendment().name, reader))
        }
        if again, !known.contains(where: \.past.mayGoOn) { throw Self.nothingToRepeat(file, known.map(\.past)) }
        let chosen = known.map { ($0.id, again && $0.past.mayGoOn ? $0.past.latest + 1 : $0.past.latest) }
        return Dictionary(chosen) { first, _ in first }
    }

    private static func nothingToRepeat(_ file: String, _ known: [Generations]) -> OperatorError {
        let latest = known.compactMap(\.reports.last)
        guard let first = latest.first else {
            return OperatorError(
                .notFound,
                "\(file) cannot be started again",
                why: "none of its amendments was ever started",
                next: "skald start amendment \(file)"
            )
        }
        let states = latest.map { "\($0.id) is \($0.status.rawValue)" }.joined(separator: ", ")
        return OperatorError(
            .notAllowed,
            "\(file) cannot be started again",
            why: "\(states), and only a compensated saga has a successor",
            next: "skald show \(first.id)"
        )
    }

    /// What was calculated, under the names that this attempt has: the amounts and the input hash stay.
    static func launches(
        _ fixture: Fixture,
        _ stack: SimulatedStack,
        _ generations: [String: Int]
    ) throws -> [Launch<Amendment>] {
        let isFirst = generations.values.allSatisfy { $0 == 1 }
        let named = isFirst ? fixture : fixture.renaming { Generations.document(of: $0, generations[$0] ?? 1) }
        let hash = try InputHash(fixture.simulation).description
        let facts = try named.facts(of: isFirst ? stack : named.simulation.run())
        let attempts = generations.map { ($0.key, $0.value, Generations.document(of: $0.key, $0.value)) }
        return facts.compactMap { facts in
            guard let (id, generation, _) = attempts.first(where: { $0.2 == facts.amendment.number }) else {
                return nil
            }
            var facts = facts
            (facts.inputHash, facts.generation) = (hash, generation)
            return Launch(Amendment(), Generations.name(of: id, generation), facts)
        }
    }
}
