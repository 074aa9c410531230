import RevenueModel
import SagaModel
import Simulator
import Workflows

/// What other systems may promise.
enum Promise: String, CaseIterable {
    case key, dayKey, search, keyAndSearch, nothing

    var capability: Capability {
        let flight = Span.minutes(5)
        switch self {
        case .key: return Capability(keyLifetime: .days(365), canLookUp: false, longestFlight: flight)
        case .dayKey: return Capability(keyLifetime: .days(1), canLookUp: false, longestFlight: flight)
        case .search: return Capability(keyLifetime: nil, canLookUp: true, longestFlight: flight)
        case .keyAndSearch: return Capability(keyLifetime: .days(365), canLookUp: true, longestFlight: flight)
        case .nothing: return Capability(keyLifetime: nil, canLookUp: false, longestFlight: flight)
        }
    }
}

/// What is explored: every shipped workflow in each of its stories, and one that has everything.
///
/// A new workflow joins by its line here.
enum Subjects {
    static let shipped: [any Explorable] =
        Self.declared(QuoteToCash()) + Self.of(QuoteToCash(), [.nothing])
        + Self.declared(Amendment()) + Self.of(Amendment(), [.nothing], stories: 1)
        + Self.declared(CaseToCredit(), stories: 2).suffix(1) + Self.declared(OverdueReceivable())
    /// One fault each: two make so many schedules of them that they belong to the long ones.
    static let wide: [any Explorable] =
        Self.declared(CaseToCredit(), stories: 1) + Self.declared(PaymentToReceivables())
    static let own: [any Explorable] =
        Self.of(Everything(), [.search]) + Self.of(Everything(), [.key, .dayKey, .keyAndSearch, .nothing], stories: 1)
        + Self.choosing
    /// Minutes, not seconds.
    static let long: [any Explorable] =
        Self.of(QuoteToCash(), [.key, .dayKey, .search, .keyAndSearch])
        + Self.of(Amendment(), [.key, .dayKey, .search, .keyAndSearch])
        + Self.of(CaseToCredit(), [.key, .search, .nothing])
        + Self.of(Everything(), [.key, .dayKey, .keyAndSearch, .nothing], after: 1)

    /// A policy that takes back by another way than the definition's first.
    private static var choosing: [any Explorable] {
        var policy = Policy(workflow: "everything", version: "1")
        policy.compensation["order"] = [UndoRule("always", undo: "credit")]
        return Everything().rehearsals.prefix(1).map { story in
            var terms = Self.terms(Everything(), .keyAndSearch)
            terms.policy = policy
            return Subject(Everything(), story: story, terms, called: "everything, \(story.name), by credit")
        }
    }

    /// What the shipped adapters say: some ERPs can only be searched, the other systems recognise a key, too.
    private static func declared<Flow: Workflow>(_ workflow: Flow, stories count: Int = .max) -> [any Explorable]
    where Flow.Request == RevenueRequest {
        workflow.rehearsals.prefix(count).map { story in
            let steps = workflow.definition.steps.map { step in
                let promise = step.request(story.facts).system == .erp ? Promise.search : .keyAndSearch
                return (step.name, promise.capability)
            }
            var terms = Self.terms(workflow, .nothing)
            terms.capabilities = Dictionary(steps) { first, _ in first }
            return Subject(workflow, story: story, terms, called: "\(workflow.name), \(story.name), declared")
        }
    }

    private static func of<Flow: Workflow>(
        _ workflow: Flow,
        _ promises: [Promise],
        after first: Int = 0,
        stories count: Int = .max
    ) -> [any Explorable] {
        promises.flatMap { promise in
            workflow.rehearsals.dropFirst(first).prefix(count).map { story in
                let name = "\(workflow.name), \(story.name), \(promise)"
                return Subject(workflow, story: story, Self.terms(workflow, promise), called: name)
            }
        }
    }

    static func terms(_ workflow: some Workflow, _ promise: Promise, isSideBySide: Bool = true) -> Terms {
        let sequences = isSideBySide ? workflow.definition.allSideBySide : [:]
        return Terms(attempts: 2, pause: .seconds(2), capability: promise.capability, sequences: sequences)
    }
}
