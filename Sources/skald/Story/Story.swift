internal import FoundationEssentials
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Workflows

/// A saga as its history tells it: gone through again, so that every reason is at hand.
struct Story {
    typealias Event = SagaEvent<UnreadFacts, RevenueReply>
    typealias Command = SagaCommand<RevenueRequest>

    private(set) var report: SagaReport
    /// Systems that are not asked now, and why.
    let closed: [ClosedSystem]
    /// Whether some of its systems may be the sandbox's, which takes orders from people.
    let hasSandbox: Bool
    private(set) var machine: any ToldMachine
    private(set) var doubts: [Doubt] = []
    private(set) var isPastDeadline = false
    private var lastWords: [IdempotencyKey: Failure] = [:]

    init(_ report: SagaReport, _ reader: SagaReader) throws {
        self.closed = try reader.closedSystems()
        self.hasSandbox = FileManager.default.fileExists(atPath: SandboxLink.state(of: reader.path))
        self.report = report.explained(by: self.closed, at: .current)
        self.machine = try Self.workflow(of: report, reader).machine(of: report.id)
        if let line = try reader.damage(report.id) { throw RuntimeError.chainBroken(report.id, seq: line) }
        for line in try reader.history(report.id) where line.ignored == nil { try self.take(line) }
        guard let trouble = self.machine.told?.trouble else { return }
        self.report = self.report.explained(by: trouble) { self.machine.inquiry($0.subject) == nil }
    }

    /// What it follows; where this program has that in another form only, that form tells what can be told.
    private static func workflow(
        of report: SagaReport,
        _ reader: SagaReader
    ) throws -> any Workflow<RevenueRequest> {
        do {
            return try WorkflowCommand.followed(by: report.id, reader)
        } catch RuntimeError.otherDefinition {
            return try WorkflowCommand.named(report.workflow.rawValue)
        }
    }

    private mutating func take(_ line: HistoryLine) throws {
        let event = try JSONDecoder().decode(Event.self, from: Data(line.event.utf8))
        let commands = try JSONDecoder().decode([Command].self, from: Data(line.commands.utf8))
        try self.machine.take(line)
        switch event {
        case .answered(let key, _, let answer): self.take(answer, key, line.at)
        case .woke(.deadline): self.isPastDeadline = true
        case .started, .woke, .heard, .placed, .removed, .approved, .declined, .cancelled, .retried,
            .clockSet, .migrated, .intervened:
            break
        }
        for command in commands { self.take(command, line.at) }
    }

    private mutating func take(_ answer: Answer<RevenueReply>, _ key: IdempotencyKey, _ at: Moment) {
        let open = self.doubts.lastIndex { $0.key == key && $0.settledAt == nil }
        switch answer {
        case .failed(.inDoubt(let reason)):
            self.lastWords[key] = .inDoubt(reason)
            if open == nil { self.doubts.append(Doubt(key: key, since: at, reason: reason)) }
        case .done(let reply):
            guard let open else { return }
            self.doubts[open].settle(at, outcome: .happened, reference: reply.reference)
        case .unsent: return
        case .absent:
            guard let open else { return }
            self.doubts[open].settle(at, outcome: .didNotHappen, reference: nil)
        case .failed(.rejected(let reason)):
            self.lastWords[key] = .rejected(reason)
            guard let open, self.machine.exchange(key)?.state == .refused else { return }
            self.doubts[open].settle(at, outcome: .didNotHappen, reference: nil)
        case .failed(.transient(let reason, _)): self.lastWords[key] = .transient(reason)
        }
    }

    /// Whether the last that was heard of a request is that its system could not take it, now or for its trouble.
    func wasTurnedAway(_ key: IdempotencyKey) -> Bool {
        if case .transient = self.lastWords[key] { true } else { false }
    }

    /// A step or an undo stands still, or was given up, because nobody answered: not because somebody said no.
    var lacksAnAnswer: Bool {
        self.machine.exchanges.contains { exchange in
            guard exchange.state != .done, exchange.state != .dropped else { return false }
            switch self.lastWords[exchange.key] {
            case .transient, .inDoubt: return true
            case .rejected, nil: return false
            }
        }
    }

    private mutating func take(_ command: Command, _ at: Moment) {
        switch command {
        case .send(let request, let key, _): self.ask(key, .sentAgain, request.system, at)
        case .lookUp(let request, let key, _): self.ask(key, .lookedUp, request.system, at)
        case .wake, .decided: return
        }
    }

    private mutating func ask(_ key: IdempotencyKey, _ how: Doubt.Way, _ system: SystemName, _ at: Moment) {
        guard let open = self.doubts.lastIndex(where: { $0.key == key && $0.settledAt == nil }) else { return }
        self.doubts[open].ask(how, system, at)
    }
}
