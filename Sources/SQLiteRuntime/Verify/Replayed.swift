import GRDB
import SagaModel

/// A saga gone through again from its first line, held against what the other tables say of it.
struct Replayed<Request: SagaRequest>: Sendable {
    let id: SagaID
    /// The first line that is not what was written.
    private(set) var brokenLine: Int?
    /// Why it stands still, where this program has another definition than it started with.
    private(set) var misfit: String?
    /// `nil` when it cannot be gone through.
    private(set) var saga: (any LiveSaga<Request>)?
    /// Where the other tables differ from what the history makes.
    private(set) var differences: [String] = []
    private var out: [Int: String] = [:]
    private var timers: [SagaTimer: Moment] = [:]

    init(_ id: SagaID, _ catalogue: Catalogue<Request>, _ db: Database) throws {
        self.id = id
        guard let pin = try Pin.of(id, db) else {
            self.differences = ["it has a history, and no list shows it"]
            return
        }
        let lines = try History.lines(of: id, db)
        do {
            try self.replay(try catalogue.workflow(of: id, pin).judged(id), lines)
            try self.compare(db)
        } catch RuntimeError.chainBroken(_, let line) {
            self.brokenLine = line
        } catch RuntimeError.replayDiffers(_, let line) {
            self.differences = ["line \(line) of its history would come out otherwise today"]
        } catch RuntimeError.otherDefinition(let other) {
            // What has ended needs no definition any more.
            self.misfit = try Saga.isLive(id, db) ? other.sentence : nil
            self.brokenLine = lines.firstBroken
        } catch RuntimeError.unknownWorkflow(let name, let version) {
            self.differences = ["workflow \(name) version \(version) is not known to this program"]
        }
    }

    private mutating func replay(_ saga: any LiveSaga<Request>, _ lines: [HistoryLine]) throws {
        var saga = saga
        for line in lines {
            let transition = try saga.replay(line)
            if let number = transition.answered { self.out[number] = nil }
            if let timer = transition.fired { self.timers[timer] = nil }
            for command in transition.commands {
                if case .wake(let timer, let due) = command { self.timers[timer] = due }
                if let errand = Errand(command, saga: self.id) { self.out[errand.number] = try errand.stored }
            }
            if saga.status.isFinal { self.timers = [:] }
        }
        self.saga = saga
    }

    private mutating func compare(_ db: Database) throws {
        guard let saga = self.saga else { return }
        let report = try saga.report(Outbox.held(self.id, db))
        if (try? Saga.report(self.id, db)) != report {
            self.differences.append("lists show something else than its history makes")
        }
        if try !Saga.shows(report, db) {
            self.differences.append("lists sort it by something else than its report says")
        }
        if try BusinessKeys.keys(of: self.id, db) != Set(saga.context.businessKeys) {
            self.differences.append("it is found by other business keys than its history makes")
        }
        if try Outbox.stored(of: self.id, db) != self.out {
            self.differences.append("the outbox is not what its history makes")
        }
        if (try? Timers.all(of: self.id, db)) != self.timers {
            self.differences.append("its timers are not what its history makes")
        }
    }

    /// What it did and should not have done.
    var breaches: [Breach] { self.saga?.breaches ?? [] }

    /// Why nothing would ever happen to it, though it has not ended.
    var lost: [String] {
        guard let report = try? self.saga?.report([:]), let saga = self.saga else { return [] }
        guard !saga.status.isFinal else { return [] }
        guard !report.blockers.isEmpty else { return ["it has not ended, and waits for nothing"] }
        return report.blockers.compactMap { self.complaint($0) }
    }

    private func complaint(_ blocker: BlockerReport) -> String? {
        switch blocker.cause {
        case .reply, .lookUp:
            self.out.isEmpty ? "it waits for the answer to \(blocker.subject), and nothing is out" : nil
        case .pause, .window:
            self.timers.isEmpty ? "it repeats \(blocker.subject), and no timer is set" : nil
        case .signal:
            blocker.until != nil && self.timers.isEmpty ? "its wait for \(blocker.subject) has no timer" : nil
        case .person: blocker.failure == nil ? "it needs a person for \(blocker.subject), and says no reason" : nil
        case .hold, .approval, .cutoff, .predecessor, .capacity: nil
        }
    }
}

extension Workflow {
    func live(_ id: SagaID) -> any LiveSaga<Request> { SagaBox(self, id: id) }

    func judged(_ id: SagaID) -> any LiveSaga<Request> { SagaBox(self, id: id, isJudged: true) }
}
