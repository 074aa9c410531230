import GRDB
package import SagaModel

/// What would become of one saga under the present definition.
package struct MigrationMove: Codable, Equatable, Sendable {
    /// A step whose effect stands in another system, and its way back then and now.
    package struct Done: Codable, Equatable, Sendable {
        package let step: StepName
        package let kind: StepReport.Kind
        /// `nil` when the present definition has no such step.
        package let kindNow: StepReport.Kind?

        /// It could be taken back, and could not be any more.
        package var losesUndo: Bool { self.kind == .compensatable && self.kindNow != .compensatable }
    }

    package let saga: SagaID
    package let revision: Int
    package let status: SagaStatus
    package let amount: String?
    package let from: Pin
    package let to: Pin
    package let state: StateName?
    package let nextState: StateName?
    /// Where it would stand; `nil` too where it cannot go over.
    package let stateThere: StateName?
    package let nextStateThere: StateName?
    package let done: [Done]
    /// Why it cannot go over; `nil` when it can.
    package let objection: String?
}

extension SagaReader {
    /// Every saga of a workflow that has not ended and does not follow its present definition.
    package func migrationPlan<Flow: Workflow>(to workflow: Flow) throws -> [MigrationMove] {
        let pin = try workflow.pin()
        return try self.read { db in
            try Pin.live(db).filter { $0.pin.isOlder(than: pin) }.map { live in
                try Crossing(live.saga, live.pin, workflow, pin, db).move
            }
        }
    }
}

extension Engine {
    /// Lets a saga go on under the present definition, if it can; the history says so from then on.
    ///
    /// - Returns: What became of it; `nil` when it follows that definition already, or there is no such saga.
    package func migrate<Flow: Workflow<Request>>(
        _ id: SagaID,
        to workflow: Flow,
        by who: String
    ) throws -> MigrationMove? {
        try self.checkStopped()
        let present = try workflow.pin()
        let crossing = try self.store.read { db -> Crossing<Flow>? in
            guard let pin = try Pin.of(id, db), pin.isOlder(than: present) else { return nil }
            return try Crossing(id, pin, workflow, present, db)
        }
        guard let crossing else { return nil }
        guard crossing.move.objection == nil, var saga = crossing.saga else { return crossing.move }
        let transition = try saga.handle(
            .migrated(from: crossing.move.from.fingerprint, to: present.fingerprint, by: who),
            at: self.now()
        )
        try self.commit([Advance(transition: transition, saga: saga, hasMoved: true)])
        self.broken[id] = nil
        return crossing.move
    }
}

extension Pin {
    /// A saga without a fingerprint follows whatever has its version.
    fileprivate func isOlder(than present: Self) -> Bool {
        guard self.workflow == present.workflow else { return false }
        return self.fingerprint.isEmpty
            ? self.version != present.version : self.fingerprint != present.fingerprint
    }
}

/// One saga gone through again under another definition.
struct Crossing<Flow: Workflow> {
    let move: MigrationMove
    /// As it would be there; `nil` when its history does not come out the same.
    private(set) var saga: (any LiveSaga<Flow.Request>)?

    init(_ id: SagaID, _ pin: Pin, _ workflow: Flow, _ present: Pin, _ db: Database) throws {
        guard let report = try Saga.report(id, db) else { throw RuntimeError.noSuchSaga(id) }
        var objection = Self.objection(report, pin, workflow)
        var saga = workflow.live(id)
        do {
            for line in try History.lines(of: id, db) { try saga.replay(line) }
            self.saga = saga
        } catch RuntimeError.replayDiffers(_, let line) {
            objection = "line \(line) of its history would come out otherwise: keep the old definition beside the new"
        } catch RuntimeError.chainBroken(_, let line) {
            objection = "line \(line) of its history is not what was written"
        }
        let there = try self.saga?.report([:])
        let done = Self.done(report, there)
        if let there, objection == nil { objection = Self.objection(report, there, done, pin, workflow.migrations) }
        self.move = MigrationMove(
            saga: id,
            revision: report.revision,
            status: report.status,
            amount: report.amount,
            from: pin,
            to: present,
            state: report.state,
            nextState: report.nextState,
            stateThere: objection == nil ? there?.state : nil,
            nextStateThere: objection == nil ? there?.nextState : nil,
            done: done,
            objection: objection
        )
    }

    /// What is wrong with the map, wherever the saga would come to.
    private static func objection(_ report: SagaReport, _ pin: Pin, _ workflow: Flow) -> String? {
        let short = pin.fingerprint.prefix(12)
        guard let migration = workflow.migrations.first(where: { $0.fingerprint == pin.fingerprint }) else {
            return "the present definition declares no migration from \(short)"
        }
        let strays = migration.strays(among: workflow.definition.states.map(\.name))
        if let stray = strays.first { return "the migration from \(short) leads to \(stray), which there is not" }
        let live = [report.state, report.nextState].compactMap(\.self)
        return live.first { migration.states[$0] == nil }.map { "the migration from \(short) does not map \($0)" }
    }

    /// The map and the definition agree, and nothing is lost on the way.
    private static func objection(
        _ here: SagaReport,
        _ there: SagaReport,
        _ done: [MigrationMove.Done],
        _ pin: Pin,
        _ migrations: [Migration]
    ) -> String? {
        let states = migrations.first { $0.fingerprint == pin.fingerprint }?.states ?? [:]
        for (old, new) in [(here.state, there.state), (here.nextState, there.nextState)] {
            guard old.flatMap({ states[$0] }) != new else { continue }
            let mapped = old.flatMap { states[$0] }?.rawValue ?? "no state"
            return "it would be mapped to \(mapped), and its history leads to \(new?.rawValue ?? "no state")"
        }
        return done.first(where: \.losesUndo).map { "\($0.step) is done and could not be undone any more" }
    }

    private static func done(_ here: SagaReport, _ there: SagaReport?) -> [MigrationMove.Done] {
        here.steps.filter { $0.status == .done && $0.kind != .check }.map { step in
            MigrationMove.Done(
                step: step.name,
                kind: step.kind,
                kindNow: there?.steps.first { $0.name == step.name }?.kind
            )
        }
    }
}
