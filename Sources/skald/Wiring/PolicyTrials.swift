internal import FoundationEssentials
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Workflows

/// One saga as it went and as it would have gone.
struct TriedSaga: Encodable {
    let amount: String?
    let isSame: Bool
    let comparison: PolicyComparison

    private enum CodingKeys: CodingKey { case amount, isSame }

    func encode(to encoder: any Encoder) throws {
        try self.comparison.encode(to: encoder)
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encodeIfPresent(self.amount, forKey: .amount)
        try values.encode(self.isSame, forKey: .isSame)
    }
}

/// The recorded sagas of one workflow, each replayed under another policy.
struct PolicyTrials {
    private(set) var tried: [TriedSaga] = []
    private(set) var skipped: [SagaID: String] = [:]

    var differing: [TriedSaga] { self.tried.filter { !$0.isSame } }

    init(_ policy: Policy, _ reader: SagaReader, since: Moment?) throws {
        let standing = try [Obstacle.Kind.hold, .cutoff].flatMap { try reader.obstacles($0) }
            .map { PastObstacle($0.obstacle, from: $0.placed.at, to: $0.removed?.at) }
        for report in try reader.list() where report.workflow == policy.workflow {
            let lines = try reader.history(report.id)
            guard let first = lines.first, since.map({ $0 <= first.at }) ?? true else { continue }
            guard !lines.contains(where: { $0.event.contains(#""kind":"clockSet""#) }) else {
                self.skipped[report.id] = "the clock was set while it ran"
                continue
            }
            do {
                let comparison = try Self.compare(report.id, lines, policy, standing, reader)
                self.tried.append(
                    TriedSaga(amount: report.amount, isSame: comparison.isSame, comparison: comparison)
                )
            } catch {
                self.skipped[report.id] = OperatorError(error)?.why ?? "\(error)"
            }
        }
        self.tried.sort { (Stake($0.amount), $0.comparison.saga) < (Stake($1.amount), $1.comparison.saga) }
    }

    private static func compare(
        _ id: SagaID,
        _ lines: [HistoryLine],
        _ policy: Policy,
        _ standing: [PastObstacle],
        _ reader: SagaReader
    ) throws -> PolicyComparison {
        if let line = try reader.damage(id) { throw RuntimeError.chainBroken(id, seq: line) }
        let flow = try WorkflowCommand.followed(by: id, reader)
        guard let comparison = try flow.compare(id, lines, policy, standing) else {
            throw RuntimeError.replayDiffers(id, seq: 1)
        }
        return comparison
    }

    /// The sums at stake in the sagas that differ: amounts of two currencies are not added up.
    var money: [String] {
        var sums: [Currency: Money] = [:]
        for money in self.differing.compactMap({ $0.amount.flatMap { Stake($0).money } }) {
            sums[money.currency] = (try? sums[money.currency]?.adding(money)) ?? sums[money.currency] ?? money
        }
        return sums.values.map(\.description).sorted()
    }
}

extension Workflow<RevenueRequest> {
    /// `nil` when the record does not begin with a start.
    fileprivate func compare(
        _ id: SagaID,
        _ lines: [HistoryLine],
        _ policy: Policy,
        _ standing: [PastObstacle]
    ) throws -> PolicyComparison? {
        typealias Trial = PolicyTrial<Facts, RevenueRequest>
        let record = try lines.map { line in
            let event = try JSONDecoder().decode(Trial.Event.self, from: Data(line.event.utf8))
            let commands = try JSONDecoder().decode([SagaCommand<RevenueRequest>].self, from: Data(line.commands.utf8))
            return Trial.Line(event, line.ignored.map { .ignored($0) } ?? .advanced(commands), at: line.at)
        }
        return PolicyComparison(
            id,
            self.definition,
            record,
            under: policy,
            standing: standing,
            now: .current
        )
    }
}
