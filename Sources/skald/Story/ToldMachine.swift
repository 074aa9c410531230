internal import FoundationEssentials
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Workflows

/// A saga's machine as stories see it: of whatever facts.
protocol ToldMachine {
    var course: Course { get }
    var isCommitted: Bool { get }
    var decisions: [Decision] { get }
    var obstacles: [PlacedObstacle] { get }
    var terms: Terms? { get }
    var blockers: [Blocker] { get }
    /// Where a wait leads that nobody ends.
    var waitsEnd: Exit? { get }
    /// Every step's request, and its undo's.
    var exchanges: [Exchange<RevenueRequest>] { get }
    var told: (any RevenueFacts)? { get }
    /// What policies see of it.
    var sheet: FactSheet? { get }

    func exchange(_ key: IdempotencyKey) -> Exchange<RevenueRequest>?
    func inquiry(_ subject: String) -> Inquiry<RevenueRequest>?
    func stepsToPost(into period: String) -> [(step: StepName, isKnown: Bool)]
    mutating func take(_ line: HistoryLine) throws
}

extension SagaMachine: ToldMachine where Request == RevenueRequest {
    var told: (any RevenueFacts)? { self.facts as? any RevenueFacts }
    var sheet: FactSheet? { self.facts.map { self.definition.sheet($0) } }
    var exchanges: [Exchange<RevenueRequest>] { self.runs.flatMap { [$0.forward] + ($0.undo.map { [$0] } ?? []) } }

    mutating func take(_ line: HistoryLine) throws {
        let event = try JSONDecoder().decode(Event.self, from: Data(line.event.utf8))
        _ = self.handle(event, at: line.at)
    }
}

extension Workflow<RevenueRequest> {
    func machine(of saga: SagaID) -> any ToldMachine { SagaMachine(id: saga, definition: self.definition) }
}

/// Facts that nobody reads: an event tells the same story whatever they are.
struct UnreadFacts: SagaFacts {
    init(from decoder: any Decoder) throws {}
    func encode(to encoder: any Encoder) throws {}
}
