import RevenueModel
import SagaModel

// What the case learns while it waits for the invoice, and when it looks again.

extension CaseFacts {
    /// From one look at a draft to the next: a hold that was let go may be all that kept it, or a closed period.
    static let looks: [Span] = [.minutes(1), .minutes(5), .minutes(30), .minutes(120), .minutes(480), .minutes(840)]

    /// More credits than this are not drawn up for one decision.
    static let mostPlans = 5

    var untilNextLook: Span { Self.looks[min(max(1, self.drafts), Self.looks.count) - 1] }

    mutating func heed(_ resolution: CaseResolution?) {
        self.resolution = resolution
        self.drafts = 0
        self.plans = 0
    }

    /// Draws the credit up from what billing says now; where it says nothing, from what it said last.
    mutating func plan(on standing: InvoiceStanding?) {
        let before = self.memo
        self.standing = standing ?? self.standing
        if self.standing?.isIssued ?? false { self.plans += 1 } else { self.drafts += 1 }
        self.hasNewPlan = self.memo != before
    }
}
