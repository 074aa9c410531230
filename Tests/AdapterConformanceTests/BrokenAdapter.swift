import AdapterConformance
import RevenueModel
import SagaModel
import Synchronization

/// A bug that an adapter might have, planted over one that works.
enum Bug: String, CaseIterable, Sendable {
    /// Each send carries a key of its own, and the remote recognises nothing.
    case forgetsKey
    /// It asks first whether it was done, and two at once both hear “no”.
    case checksThenActs
    case claimsSuccessWhenInDoubt
    case callsDoubtTransient
    case callsTroubleRejected
    case forgetsWhen
    /// A lost answer is followed by a second try, which nobody asked for.
    case triesAgainByItself
    case looksUpNothing
    case looksUpEverything
    case guessesAbsentInTrouble
    case failsToUndoWhatIsAbsent
    case undoesNothing
    case refusesAfterUndo
    case promisesNothing
    case answersLookUpsItDenies
    case sendsWhatItCannotDo
    case writesWhenAsked

    /// The law that is there to find it.
    var law: Law {
        switch self {
        case .forgetsKey: .repetition
        case .checksThenActs: .duplicatesAtOnce
        case .claimsSuccessWhenInDoubt: .garbage
        case .callsDoubtTransient: .lostAfter
        case .callsTroubleRejected: .lostBefore
        case .forgetsWhen: .later
        case .triesAgainByItself: .lostAfter
        case .looksUpNothing, .looksUpEverything: .lookUp
        case .guessesAbsentInTrouble: .lookUpInTrouble
        case .failsToUndoWhatIsAbsent: .compensationFirst
        case .undoesNothing, .refusesAfterUndo: .actionAfterCompensation
        case .promisesNothing, .answersLookUpsItDenies: .capability
        case .sendsWhatItCannotDo: .refusal
        case .writesWhenAsked: .question
        }
    }
}

/// An adapter with one bug.
final class BrokenAdapter: Gateway {
    private let adapter: RevenueSystem
    private let bug: Bug
    private let memory = Mutex(Memory())

    private struct Memory {
        var sends = 0
        /// Subscriptions that were made, by order, and those that were taken back.
        var made: Set<String> = []
        var undone: Set<String> = []
    }

    init(_ adapter: RevenueSystem, _ bug: Bug) {
        self.adapter = adapter
        self.bug = bug
    }

    func capability(of request: RevenueRequest) -> Capability {
        var capability = self.adapter.capability(of: request)
        if self.bug == .promisesNothing || self.bug == .answersLookUpsItDenies { capability.canLookUp = false }
        if self.bug == .promisesNothing { capability.keyLifetime = nil }
        return capability
    }

    func send(_ request: RevenueRequest, key: IdempotencyKey) async throws(Failure) -> RevenueReply {
        let number = self.memory.withLock { memory in
            memory.sends += 1
            return memory.sends
        }
        if self.bug == .checksThenActs, let done = try await self.adapter.lookUp(request, key: key) { return done }
        if self.bug == .forgetsKey || self.bug == .checksThenActs {
            return try await self.adapter.send(Self.renamed(request, number), key: Self.fresh(key, number))
        }
        if self.bug == .sendsWhatItCannotDo, request.system != .billing {
            _ = try? await self.adapter.lookUp(request, key: key)
            throw .rejected("no")
        }
        if self.bug == .writesWhenAsked, case .billing(.validateCatalog(let order)) = request {
            _ = try await self.adapter.send(.billing(.createSubscription(order: order)), key: key)
        }
        return try await self.sendAndFail(request, key)
    }

    private func sendAndFail(_ request: RevenueRequest, _ key: IdempotencyKey) async throws(Failure) -> RevenueReply {
        if let reply = try self.remember(request) { return reply }
        do throws(Failure) {
            return try await self.adapter.send(request, key: key)
        } catch {
            switch (self.bug, error) {
            case (.claimsSuccessWhenInDoubt, .inDoubt): return RevenueReply()
            case (.callsDoubtTransient, .inDoubt(let reason)): throw .transient(reason)
            case (.callsTroubleRejected, .inDoubt(let reason)), (.callsTroubleRejected, .transient(let reason, _)):
                throw .rejected(reason)
            case (.forgetsWhen, .transient(let reason, _)): throw .transient(reason)
            case (.triesAgainByItself, .inDoubt): return try await self.adapter.send(request, key: key)
            case (_, _): throw error
            }
        }
    }

    /// Bugs that come of what was done before.
    private func remember(_ request: RevenueRequest) throws(Failure) -> RevenueReply? {
        switch (self.bug, request) {
        case (.failsToUndoWhatIsAbsent, .billing(.createSubscription(let order))):
            self.memory.withLock { _ = $0.made.insert(order.id) }
        case (.failsToUndoWhatIsAbsent, .billing(.cancelSubscription(let order))):
            guard self.memory.withLock({ $0.made.contains(order) }) else { throw .rejected("There is none.") }
        case (.undoesNothing, .billing(.cancelSubscription)): return RevenueReply()
        case (.refusesAfterUndo, .billing(.cancelSubscription(let order))):
            self.memory.withLock { _ = $0.undone.insert(order) }
        case (.refusesAfterUndo, .billing(.createSubscription(let order))):
            guard self.memory.withLock({ !$0.undone.contains(order.id) }) else { throw .rejected("It was cancelled.") }
        case (_, _): break
        }
        return nil
    }

    func lookUp(_ request: RevenueRequest, key: IdempotencyKey) async throws(Failure) -> RevenueReply? {
        if self.bug == .looksUpNothing { return nil }
        if self.bug == .looksUpEverything { return RevenueReply() }
        if self.bug == .guessesAbsentInTrouble { return (try? await self.adapter.lookUp(request, key: key)) ?? nil }
        return try await self.adapter.lookUp(request, key: key)
    }

    private static func fresh(_ key: IdempotencyKey, _ number: Int) -> IdempotencyKey {
        IdempotencyKey(rawValue: "\(key)-\(number)")
    }

    /// The remote refuses a second document of one order, so that the bug makes one of another.
    private static func renamed(_ request: RevenueRequest, _ number: Int) -> RevenueRequest {
        guard case .billing(.createSubscription(var order)) = request else { return request }
        if number.isMultiple(of: 2) { order.id += "-\(number)" }
        return .billing(.createSubscription(order: order))
    }
}

/// Billing with a bug.
struct BrokenSubject: AdapterUnderTest {
    let works: JSONSubject
    let bug: Bug

    var remote: String { self.works.remote }
    var recipes: [Recipe] { self.works.recipes.filter { $0.name == "subscription" } }
    var questions: [Question] { get throws { try self.works.questions } }
    var refused: [RevenueRequest] { self.works.refused }
    var mapping: Mapping { self.works.mapping }

    func adapter(at url: String) -> RevenueSystem { BrokenAdapter(self.works.adapter(at: url), self.bug) }
    func documents() async throws -> [RemoteDocument] { try await self.works.documents() }

    func documents(about subject: String) async throws -> [RemoteDocument] {
        try await self.works.documents(about: subject)
    }
}
