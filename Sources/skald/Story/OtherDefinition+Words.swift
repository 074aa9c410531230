internal import SQLiteRuntime
internal import SagaModel

extension OtherDefinition {
    /// The next command.
    var remedy: String { "skald workflow migrate \(self.pin.workflow) --plan" }

    static let owner = "whoever installed this program"
}

extension SagaReport {
    /// Why the saga stands still, where this program has its definition in another form only.
    func otherDefinition(_ reader: SagaReader) throws -> OtherDefinition? {
        guard !self.status.isFinal else { return nil }
        do {
            _ = try WorkflowCommand.followed(by: self.id, reader)
            return nil
        } catch RuntimeError.otherDefinition(let other) {
            return other
        }
    }
}

extension Explanation {
    /// Of a saga that nobody moves, from its last report: its history may mean something else here.
    init(_ report: SagaReport, _ other: OtherDefinition) {
        self.saga = report.id
        self.status = report.status
        self.since = report.since
        self.cause = other.sentence
        self.money = "nothing of it is sent; what was done until then stands"
        self.causes = [Cause(report, other)]
        self.owner = OtherDefinition.owner
        self.otherwise = "it stays where it is and nothing is sent"
        self.assignment = report.assignment
        self.notes = report.notes ?? []
        self.decisions = []
        self.doubts = []
        self.events = []
        self.next = [other.remedy, "skald workflow migrate \(other.pin.workflow) --yes", "skald show \(report.id)"]
        self.sentence = "\(report.id) stands still, because \(other.sentence)."
    }
}
