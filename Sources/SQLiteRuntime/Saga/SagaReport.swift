package import SagaModel

/// What is known of one saga: the documented schema that the command line prints.
package struct SagaReport: Codable, Equatable, Sendable {
    package static let schemaName = "skald.saga/1"

    package var schema = Self.schemaName
    package let id: SagaID
    package let workflow: WorkflowName
    package let version: Int
    /// Lines of history so far.
    package var revision: Int
    /// The last milestone that was reached.
    package let state: StateName?
    /// The milestone that the saga is on its way to; absent once it has ended or turned back.
    package let nextState: StateName?
    package let status: SagaStatus
    /// How long it has been in this state and status: RFC 3339, as all times here.
    package let since: String
    package let updated: String
    package let amount: String?
    package let businessKeys: [String]
    package let steps: [StepReport]
    /// How far it is, for the picture of its workflow.
    package let overlay: Overlay
    package let facts: JSONValue
    package var blockers: [BlockerReport]
    /// Who sees to it, where somebody was named.
    package let assignment: RemarkReport?
    /// What people wrote beside it, oldest first; absent where nobody did.
    package let notes: [RemarkReport]?
}

/// Something a person said, with who and when.
package struct RemarkReport: Codable, Equatable, Sendable {
    package let text: String
    package let by: String
    package let at: String

    init(_ remark: Remark) {
        self.text = remark.text
        self.by = remark.by
        self.at = remark.at.rfc3339
    }
}

/// How a request ended, by a person's word.
package struct StatementReport: Codable, Equatable, Sendable {
    package let outcome: StatedOutcome
    /// Whether the other system said so too.
    package let isVerified: Bool
    package let reason: String
    package let by: String
    package let at: String

    init(_ statement: Statement) {
        self.outcome = statement.outcome
        self.isVerified = statement.isVerified
        self.reason = statement.reason
        self.by = statement.by
        self.at = statement.at.rfc3339
    }
}

/// One step of one round, or one that has not begun.
package struct StepReport: Codable, Equatable, Sendable {
    package enum Kind: String, Codable, Sendable { case check, compensatable, kept, pivot, retriable }

    package enum Status: String, Codable, Sendable {
        case pending, running, retrying, done, refused
        case needsPerson = "needs-person"
        case undone, undoing, dropped, skipped
    }

    package let name: StepName
    package let kind: Kind
    /// The milestone that it belongs to.
    package let state: StateName
    package let status: Status
    package let attempts: Int
    /// The document's number in the other system.
    package let reference: String?
    package let wasInDoubt: Bool
    package let failure: String?
    package let startedAt: String?
    package let endedAt: String?
    package let idempotencyKey: IdempotencyKey
    package let undo: UndoReport?
    /// Who said that the saga goes on without it, and why.
    package let skipped: RemarkReport?
    package let statement: StatementReport?
}

/// How far the way back of a step is.
package struct UndoReport: Codable, Equatable, Sendable {
    package let status: StepReport.Status
    package let attempts: Int
    package let failure: String?
    package let statement: StatementReport?
}

/// One thing that the saga waits for.
package struct BlockerReport: Codable, Equatable, Sendable {
    package let cause: Blocker.Cause
    package let subject: String
    package let since: String
    package let until: String?
    /// The other system's last word, or why a gate is shut.
    package let failure: String?
    /// The gate, the step behind it, and who can open it, where that is known.
    package let gate: GateName?
    package let step: StepName?
    package let owner: String?

    /// The same, with more to say of why.
    package func because(_ failure: String) -> Self {
        Self(
            cause: self.cause,
            subject: self.subject,
            since: self.since,
            until: self.until,
            failure: failure,
            gate: self.gate,
            step: self.step,
            owner: self.owner
        )
    }
}
