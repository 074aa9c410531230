package import SagaModel

/// What a command line must know of any transaction's facts to speak of its money.
package protocol RevenueFacts: SagaFacts {
    /// What the pivot put into the books and what came of it: `invoice INV-1 over EUR 119.00 is posted and not paid`.
    var outcome: String? { get }
    /// What stays after the pivot, and what corrects it, for whoever asks to cancel; `nil` before there is anything.
    var correction: Correction? { get }
    /// What has gone wrong outside, in words, where a person has to know it to decide.
    var trouble: String? { get }
    /// The document that a wait is about, where it has one.
    var awaited: String? { get }
}

extension RevenueFacts {
    package var trouble: String? { nil }
}

/// How something is put right that cannot be taken back.
package struct Correction: Equatable, Sendable {
    /// What stays: `invoice INV-1 over EUR 119.00`.
    package let stays: String
    /// What puts it right: `a credit memo for INV-1, or an amendment`.
    package let remedy: String
    /// A business key under which people find it.
    package let document: String

    package init(stays: String, remedy: String, document: String) {
        self.stays = stays
        self.remedy = remedy
        self.document = document
    }
}
