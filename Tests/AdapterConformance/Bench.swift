import RevenueModel
import SagaModel
import Synchronization

/// What a trial works with: the adapter behind the proxy, and the remote's own word.
struct Bench: Sendable {
    let subject: any AdapterUnderTest
    let proxy: FaultProxy
    let gateway: RevenueSystem
    private let serial = Serial()

    init(_ subject: any AdapterUnderTest, _ proxy: FaultProxy) {
        self.subject = subject
        self.proxy = proxy
        self.gateway = subject.adapter(at: proxy.url)
    }

    /// A fresh effect that has not happened.
    func effect(_ recipe: Recipe) async throws -> Case {
        self.proxy.calm()
        let serial = self.serial.next()
        let effect = try await recipe.make(serial, self.gateway)
        let made = Case(effect: effect, key: IdempotencyKey(rawValue: "conformance/\(serial)/step"))
        guard try await !self.stands(effect.document) else {
            throw Violation("it stood before anything was asked: the recipe must make a fresh one")
        }
        self.proxy.calm()
        return made
    }

    func send(_ request: RevenueRequest, _ key: IdempotencyKey) async -> Result<RevenueReply, Failure> {
        do throws(Failure) {
            return .success(try await self.gateway.send(request, key: key))
        } catch {
            return .failure(error)
        }
    }

    func lookUp(_ request: RevenueRequest, _ key: IdempotencyKey) async -> Result<RevenueReply?, Failure> {
        do throws(Failure) {
            return .success(try await self.gateway.lookUp(request, key: key))
        } catch {
            return .failure(error)
        }
    }

    /// What is in force, in an order that can be compared.
    func world() async throws -> [RemoteDocument] {
        try await self.subject.documents().sorted { "\($0)" < "\($1)" }
    }

    /// Whether the document is in force; twice is a violation of its own.
    func stands(_ wanted: RemoteDocument) async throws -> Bool {
        let found = try await self.subject.documents(about: wanted.subject).filter {
            $0.kind == wanted.kind && $0.subject == wanted.subject && $0.state == wanted.state
        }
        guard let first = found.first else { return false }
        guard found.count == 1 else {
            throw Violation("\(wanted.kind) \(wanted.subject) is there \(found.count) times")
        }
        guard wanted.amount == nil || first.amount == wanted.amount else {
            let amounts = "\(first.amount ?? "nothing") and not \(wanted.amount ?? "")"
            throw Violation("\(wanted.kind) \(wanted.subject) is there with \(amounts)")
        }
        return true
    }
}

/// One effect under one key.
struct Case: Sendable {
    let effect: Effect
    let key: IdempotencyKey

    var undoKey: IdempotencyKey { IdempotencyKey(rawValue: "\(self.key)/undo") }
    /// The key of the next generation.
    var nextKey: IdempotencyKey { IdempotencyKey(rawValue: "\(self.key):2") }

    var undo: RevenueRequest? {
        switch self.effect.wayBack {
        case .request(let request): request
        case .none: nil
        }
    }
}

/// Numbers that are never used twice in a suite.
private final class Serial: Sendable {
    private let last = Mutex(0)

    func next() -> Int {
        self.last.withLock { number in
            number += 1
            return number
        }
    }
}

extension Bench {
    /// A send without trouble, which must succeed.
    @discardableResult
    func done(
        _ request: RevenueRequest,
        _ key: IdempotencyKey,
        _ what: String
    ) async throws(Violation) -> RevenueReply {
        switch await self.send(request, key) {
        case .success(let reply): return reply
        case .failure(let failure): throw Violation("\(what) failed (\(failure))")
        }
    }

    func expect(
        _ document: RemoteDocument,
        stands: Bool,
        _ when: String
    ) async throws {
        guard try await self.stands(document) == stands else {
            throw Violation("\(when) \(document.kind) \(document.subject) \(stands ? "is not there" : "is there")")
        }
    }
}
