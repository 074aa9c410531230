internal import Adapters
internal import FoundationEssentials
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Synchronization

/// The way from a saga to the others of its file.
///
/// It is part of the gateway that the engine gets, so it learns of its engine only afterwards; what was done, anybody
/// may look up in the file.
final class OtherSagas: Gateway, Sendable {
    typealias Request = RevenueRequest
    typealias Reply = RevenueReply

    /// Who says what sagas announce.
    static let source = "skald"
    /// The kind of hold that a saga places: the policy of each workflow says what it stops.
    private static let kind: HoldKind = "dispute"
    /// One line is in dispute: the rest is still collected.
    private static let lineKind: HoldKind = "disputed-line"

    private let db: String
    private let engine = Mutex<OwnEngine?>(nil)

    init(db: String) { self.db = db }

    func connect(_ engine: OwnEngine) { self.engine.withLock { $0 = engine } }

    func disconnect() { self.engine.withLock { $0 = nil } }

    /// The file is the truth, and nothing of it is in flight once the call has ended.
    func capability(of request: RevenueRequest) -> Capability {
        Capability(keyLifetime: .days(36_500), recognition: .externalID, canLookUp: true, longestFlight: .zero)
    }

    func send(_ request: RevenueRequest, key: IdempotencyKey) async throws(Failure) -> RevenueReply {
        guard case .sagas(let request) = request else { throw .rejected("Other sagas cannot \(request.system).") }
        guard let engine = self.engine.withLock({ $0 }) else {
            throw .transient("The engine of \(self.db) is not running here.")
        }
        let saga = key.rawValue.split(separator: "/").prefix(2).joined(separator: "/")
        do {
            switch request {
            case .hold(let hold):
                guard try !self.wasPlaced(hold) else { break }
                let placed = try await engine.engine.place(Self.obstacle(hold, by: saga), by: saga)
                // Whoever holds is told once; a look-up finds the hold and not what it came too late for.
                if case .stands(_, let underWay) = placed, !underWay.isEmpty {
                    return RevenueReply(reference: request.name, underWay: underWay.map(\.rawValue))
                }
            case .release(let hold):
                _ = try await engine.engine.remove(hold.id, by: saga, because: "\(saga) is through: \(hold.reason)")
            case .announce(let announcement):
                let bytes = Data(try JSONText.line(IncomingEvent(announcement)).utf8)
                _ = try await engine.hear(bytes, from: .sagas)
            }
            return RevenueReply(reference: request.name)
        } catch {
            throw .inDoubt("Whether other sagas were told of \(request.name) is not known: \(error)")
        }
    }

    func lookUp(_ request: RevenueRequest, key: IdempotencyKey) async throws(Failure) -> RevenueReply? {
        guard case .sagas(let request) = request else { throw .rejected("Other sagas cannot \(request.system).") }
        do {
            let isThere =
                switch request {
                case .hold(let hold): try self.wasPlaced(hold)
                case .release(let hold): try !self.isStanding(hold)
                case .announce(let announcement):
                    try SagaReader(path: self.db).inbox(from: Self.source, beginning: announcement.id)
                        .contains { $0.id == announcement.id }
                }
            return isThere ? RevenueReply(reference: request.name) : nil
        } catch {
            throw .transient("\(self.db) cannot be read: \(error)")
        }
    }

    private func wasPlaced(_ hold: InvoiceHold) throws -> Bool {
        try SagaReader(path: self.db).obstacles(.hold).contains { $0.obstacle.id == hold.id }
    }

    private func isStanding(_ hold: InvoiceHold) throws -> Bool {
        try SagaReader(path: self.db).obstacles(.hold).contains { $0.obstacle.id == hold.id && $0.removed == nil }
    }

    /// The saga itself is who can release it.
    private static func obstacle(_ hold: InvoiceHold, by saga: String) -> Obstacle {
        Obstacle(
            id: hold.id,
            kind: .hold,
            subject: hold.account ?? hold.invoice,
            owner: saga,
            reason: hold.reason,
            hold: hold.line == nil ? Self.kind : Self.lineKind
        )
    }
}

extension RevenueRequest.Sagas {
    /// What it is called in the file.
    fileprivate var name: String {
        switch self {
        case .hold(let hold), .release(let hold): hold.id
        case .announce(let announcement): announcement.id
        }
    }
}
