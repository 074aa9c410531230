internal import FoundationEssentials
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Workflows

/// What travels over the engine's socket.
///
/// Both ends are of one release; nothing of it is stored.
enum EngineMessage: Codable {
    /// The facts are the JSON of what the workflow knows.
    case start(WorkflowName, id: SagaID, facts: Data, terms: Terms)
    case act(Act, on: SagaID, by: String, seen: Int?)
    case place(Obstacle, by: String)
    case remove(obstacle: String, by: String, why: String)
    case hear(bytes: Data, by: String?)
    case replay(event: EventName, correction: Correction)
    case discard(event: EventName, by: String, why: String)
    /// Is anybody there?
    case ping
}

/// What the engine says back.
enum EngineAnswer: Codable {
    case started(Started)
    case heeded(Heeded)
    case placed(PlacedWidely)
    case removed(RemovedWidely)
    case heard(Heard)
    case alive
    /// It would not, and says what the person is to read.
    case refused(OperatorError)
    /// It could not; the words say why.
    case failed(why: String)
}

extension SagaVerbs {
    /// Carries out what came over the socket.
    func answer(_ message: EngineMessage) async -> EngineAnswer {
        do {
            switch message {
            case .start(let name, let id, let facts, let terms):
                let flow = try WorkflowCommand.named(name.rawValue)
                return .started(try await self.start(flow, id, facts, terms))
            case .act(let act, let id, let who, let seen):
                return .heeded(try await self.act(act, on: id, by: who, seen: seen))
            case .place(let obstacle, let who): return .placed(try await self.place(obstacle, by: who))
            case .remove(let obstacle, let who, let why):
                return .removed(try await self.remove(obstacle, by: who, because: why))
            case .hear(let bytes, let who): return .heard(try await self.hear(bytes, by: who))
            case .replay(let event, let correction): return .heard(try await self.replay(event, correction))
            case .discard(let event, let who, let why):
                return .heeded(try await self.discard(event, by: who, why: why))
            case .ping: return .alive
            }
        } catch let error as OperatorError {
            return .refused(error)
        } catch {
            return .failed(why: "\(error)")
        }
    }

    private func start<Flow: Workflow<RevenueRequest>>(
        _ flow: Flow,
        _ id: SagaID,
        _ facts: Data,
        _ terms: Terms
    ) async throws -> Started {
        let facts = try JSONDecoder().decode(Flow.Facts.self, from: facts)
        return try await self.start(Launch(flow, id: id, facts), terms)
    }
}
