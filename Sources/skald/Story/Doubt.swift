internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel

/// A time in which nobody knew whether a request had happened, and how it ended.
struct Doubt: Encodable {
    enum Way: String, Encodable {
        /// The same request under the same key and external id: the other system recognises it.
        case sentAgain = "sent-again"
        case lookedUp = "looked-up"
    }

    enum Outcome: String, Encodable {
        case happened
        case didNotHappen = "did-not-happen"
    }

    let step: String
    let key: IdempotencyKey
    let since: String
    let reason: String
    private(set) var askedAt: String?
    private(set) var way: Way?
    private(set) var system: SystemName?
    private(set) var settledAt: String?
    private(set) var outcome: Outcome?
    private(set) var reference: String?

    init(key: IdempotencyKey, since: Moment, reason: String) {
        let parts = key.rawValue.split(separator: "/").dropFirst(2)
        self.step = parts.joined(separator: "/")
        self.key = key
        self.since = since.rfc3339
        self.reason = reason
    }

    mutating func ask(_ way: Way, _ system: SystemName, _ at: Moment) {
        self.askedAt = at.rfc3339
        self.way = way
        self.system = system
    }

    mutating func settle(_ at: Moment, outcome: Outcome, reference: String?) {
        self.settledAt = at.rfc3339
        self.outcome = outcome
        self.reference = reference
    }

    var sentence: String {
        let start = "The answer to \(self.step) was lost at \(self.since.short): whether it happened was unknown."
        return "\(start) \(self.asked)\(self.ended)"
    }

    private var asked: String {
        guard let way, let askedAt else { return "Nobody has been asked yet" }
        let system = self.system.map { $0 == .erp ? "ERP" : $0.rawValue } ?? "other system"
        switch way {
        case .sentAgain: return "The \(system) was sent it again under the same key and external id at \(askedAt.short)"
        case .lookedUp: return "The \(system) was asked what became of it at \(askedAt.short)"
        }
    }

    private var ended: String {
        switch self.outcome {
        case .happened: ": one document\(self.reference.map { ", \($0)" } ?? "")."
        case .didNotHappen: ": it had not happened."
        case nil: "; it is still unknown."
        }
    }
}
