package import RevenueModel
package import SagaModel

package typealias RevenueSystem = any Gateway<RevenueRequest, RevenueReply>

/// What the suite must know to judge an adapter: how to make it, what it can do, and what is true at its remote.
///
/// The remote may be anything that speaks HTTP: the suite stands in between and brings its own trouble.
package protocol AdapterUnderTest: Sendable {
    /// Where the remote listens: `http://127.0.0.1:8080`.
    var remote: String { get }
    /// Every write that the adapter offers.
    var recipes: [Recipe] { get }
    /// Every question that it offers.
    var questions: [Question] { get throws }
    /// What it refuses before anything leaves: a request for another system, one that it cannot do.
    var refused: [RevenueRequest] { get }
    /// What happens when a name of ours has no code there.
    var mapping: Mapping { get throws }

    /// The adapter as it is shipped, which believes that the remote is at `url`.
    func adapter(at url: String) -> RevenueSystem

    /// Everything in force at the remote, told by the remote itself and not through the adapter.
    func documents() async throws -> [RemoteDocument]

    /// At least those of `documents()` with that subject: for a remote whose books are long.
    func documents(about subject: String) async throws -> [RemoteDocument]
}

extension AdapterUnderTest {
    package func documents(about subject: String) async throws -> [RemoteDocument] { try await self.documents() }
}

/// A document that is in force at the remote: neither cancelled nor void nor reversed.
package struct RemoteDocument: Hashable, Sendable {
    package let kind: String
    /// The business key under which we ask for it and take it back.
    package let subject: String
    package let state: String
    /// As decimal text.
    package let amount: String?

    package init(kind: String, subject: String, state: String = "active", amount: String? = nil) {
        self.kind = kind
        self.subject = subject
        self.state = state
        self.amount = amount
    }
}

/// How to make one kind of effect: each trial gets a fresh one.
package struct Recipe: Sendable {
    /// For people: the operation's name.
    package let name: String
    /// Puts in place what the effect needs, through the gateway that works, and names documents after the serial.
    package let make: @Sendable (_ serial: Int, _ gateway: RevenueSystem) async throws -> Effect

    package init(_ name: String, make: @escaping @Sendable (Int, RevenueSystem) async throws -> Effect) {
        self.name = name
        self.make = make
    }
}

/// A write, how it is taken back, and how to see that it happened.
package struct Effect: Sendable {
    package enum WayBack: Sendable {
        case request(RevenueRequest)
        case none(because: String)
    }

    package let action: RevenueRequest
    package let wayBack: WayBack
    /// What is in force at the remote when it happened, and only then.
    package let document: RemoteDocument
    /// The action of the next generation, where the remote never forgets an id that was taken back.
    package let again: (action: RevenueRequest, document: RemoteDocument)

    package init(
        _ action: RevenueRequest,
        wayBack: WayBack,
        makes document: RemoteDocument,
        again: (action: RevenueRequest, document: RemoteDocument)? = nil
    ) {
        self.action = action
        self.wayBack = wayBack
        self.document = document
        self.again = again ?? (action, document)
    }
}

/// A question that changes nothing: one that is answered, and one that is refused.
package struct Question: Sendable {
    package let name: String
    package let good: RevenueRequest
    package let bad: RevenueRequest?

    package init(_ name: String, good: RevenueRequest, bad: RevenueRequest?) {
        self.name = name
        self.good = good
        self.bad = bad
    }
}

/// What an adapter does about codes that an operator must map.
package enum Mapping: Sendable {
    case none(because: String)
    case cases([Unmapped])
}

/// An adapter that lacks a code, and what its refusal must name.
package struct Unmapped: Sendable {
    package let request: RevenueRequest
    /// The key of the configuration that is missing.
    package let key: String
    package let adapter: @Sendable (_ url: String) -> RevenueSystem

    package init(
        _ request: RevenueRequest,
        lacks key: String,
        adapter: @escaping @Sendable (String) -> RevenueSystem
    ) {
        self.request = request
        self.key = key
        self.adapter = adapter
    }
}
