import RevenueModel

/// The other systems as one value: documents, books, keys and faults.
///
/// It has no clock, no file and no socket. A request is decided (`decide…`, which changes nothing and may refuse),
/// its facts are committed to the file, and only then applied: what was answered is never lost.
package struct SandboxWorld: Equatable, Sendable {
    package private(set) var documents: [DocumentID: Document] = [:]
    package private(set) var journal: [Booking] = []
    package private(set) var events: [SandboxEvent] = []
    package private(set) var faults: [String: Fault] = [:]
    package private(set) var closedThrough: String?
    private var answers: [SystemName: [String: AnsweredKey]] = [:]
    private var nonces: Set<String> = []
    private var lastInternalID = 0

    package init() {}

    package static var catalog: Catalog { Catalog() }

    /// Takes in what was committed.
    package mutating func apply(_ facts: [Fact]) {
        for fact in facts { self.apply(fact) }
    }

    private mutating func apply(_ fact: Fact) {
        switch fact {
        case .document(let document):
            self.documents[document.id] = document
            self.lastInternalID = max(self.lastInternalID, document.internalID)
        case .posted(let entry): self.journal.append(entry)
        case .answered(let answer): self.answers[answer.request.system, default: [:]][answer.key] = answer
        case .nonce(let nonce): self.nonces.insert(nonce)
        case .happened(let event): self.events.append(event)
        case .fault(let fault): self.faults[fault.operation] = fault
        case .cleared(let operation): self.faults[operation] = nil
        case .closed(let period): self.closedThrough = max(period, self.closedThrough ?? period)
        }
    }
}

extension SandboxWorld {
    /// The number that the next document gets.
    var nextInternalID: Int { self.lastInternalID + 1 }

    /// A document that is still in force.
    func live(_ system: SystemName, _ kind: DocumentKind, _ externalID: String) -> Document? {
        self.documents[DocumentID(system, kind, externalID)].flatMap { $0.isLive ? $0 : nil }
    }

    /// All documents of a kind that are still in force, oldest first.
    func live(_ system: SystemName, _ kind: DocumentKind) -> [Document] {
        self.documents.values
            .filter { $0.id.system == system && $0.id.kind == kind && $0.isLive }
            .sorted { $0.internalID < $1.internalID }
    }

    func answer(to key: String, from system: SystemName) -> AnsweredKey? { self.answers[system]?[key] }

    func hasSeen(nonce: String) -> Bool { self.nonces.contains(nonce) }

    func isClosed(_ date: LocalDate) -> Bool {
        guard let closedThrough else { return false }
        return date.period <= closedThrough
    }
}
