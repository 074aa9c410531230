internal import FoundationEssentials
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Synchronization

/// The way from a saga to the others of its file, as the program has it, for what they announce.
final class Announcements: Gateway, Sendable {
    typealias Request = RevenueRequest
    typealias Reply = RevenueReply

    private static let source = "skald"
    private let db: String
    private let engine = Mutex<Engine<RevenueRequest>?>(nil)

    init(db: String) { self.db = db }

    func connect(_ engine: Engine<RevenueRequest>) { self.engine.withLock { $0 = engine } }

    func capability(of request: RevenueRequest) -> Capability {
        Capability(keyLifetime: .days(36_500), recognition: .externalID, canLookUp: true, longestFlight: .zero)
    }

    func send(_ request: RevenueRequest, key: IdempotencyKey) async throws(Failure) -> RevenueReply {
        let announcement = try Self.announcement(request)
        guard let engine = self.engine.withLock({ $0 }) else { throw .transient("the engine is not connected") }
        do {
            let letter = Letter(source: Self.source, id: announcement.id, bytes: Array("{}".utf8))
            guard try await engine.knows(announcement.about) else {
                _ = try await engine.note(letter, why: "no saga is known as \(announcement.about)")
                return RevenueReply(reference: announcement.id)
            }
            let signal = SignalName(rawValue: announcement.name)
            let message = Message(signal: signal, body: announcement.body, businessKey: announcement.about)
            _ = try await engine.hear(letter, message)
            return RevenueReply(reference: announcement.id)
        } catch {
            throw .inDoubt("\(error)")
        }
    }

    func lookUp(_ request: RevenueRequest, key: IdempotencyKey) async throws(Failure) -> RevenueReply? {
        let announcement = try Self.announcement(request)
        do {
            let lines = try SagaReader(path: self.db).inbox(from: Self.source, beginning: announcement.id)
            return lines.contains { $0.id == announcement.id } ? RevenueReply(reference: announcement.id) : nil
        } catch {
            throw .transient("\(error)")
        }
    }

    private static func announcement(_ request: RevenueRequest) throws(Failure) -> Announcement {
        guard case .sagas(.announce(let announcement)) = request else {
            throw .rejected("\(request.system) is not told of here")
        }
        return announcement
    }
}
