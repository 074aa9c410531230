import RevenueModel
import SagaModel

extension AmendmentFacts {
    /// What policies of amendments may ask about; all of it is known from the start.
    static let exposed: [PolicyFact<AmendmentFacts>] = [
        PolicyFact("amendment", .text, "The amendment's number: AMD-7.") { .text($0.id) },
        PolicyFact("contract", .text, "The contract that it changes.") { .text($0.party.contract) },
        PolicyFact("account", .text, "The contract's payer.") { .text($0.party.account.id) },
        PolicyFact("legalEntity", .text, "The selling company.") { .text($0.party.legalEntity) },
        PolicyFact("currency", .text, "The contract's currency: EUR.") { .text($0.currency.code) },
        PolicyFact("kind", .text, "What people call it: expand, downgrade, cancel.") {
            .text($0.amendment.kind.rawValue)
        },
        PolicyFact("isAgain", .flag, "Whether it was compensated before and started again.") {
            .flag($0.generation > 1)
        },
        PolicyFact("effectiveOn", .date, "The day from which it holds.") {
            .date($0.amendment.effectiveOn.description)
        },
        PolicyFact("daysBack", .number, "How many days ago it began to hold; 0 when it begins today or later.") {
            let days = $0.amendment.effectiveOn.days(until: $0.asOf)
            return Exact("\(max(0, days))").map { .number($0) }
        },
        PolicyFact("reachesClosedPeriod", .flag, "Whether a document was meant for a period that is closed.") {
            .flag($0.documents.contains { $0.posting.originalPeriod != nil })
        },
        PolicyFact("total", .money, "What its documents come to, with tax; below zero when it takes back.") {
            $0.total?.fact
        },
        PolicyFact("credit", .money, "What its credit memos take back, with tax; 0 where there is none.") {
            $0.credit?.fact
        },
        PolicyFact("refund", .money, "What is to be paid back; 0 where nothing is.") { $0.refund?.fact },
        PolicyFact("invoice", .text, "The invoice that its first credit settles or corrects; only where it has one.") {
            $0.creditedInvoice.map { .text($0) }
        },
        PolicyFact("postingDate", .date, "The day of what is posted next, which decides its period.") {
            $0.open.first.map { .date($0.postedOn.description) }
        },
    ]

    /// All documents together; `nil` when they cannot be counted.
    var total: Money? { try? Money.sum(self.documents.map(\.total), in: self.currency) }

    private var credit: Money? {
        let credits = self.documents.map(\.total).filter(\.isNegative)
        return try? Money.sum(credits, in: self.currency).negated()
    }

    private var refund: Money? {
        try? Money.sum(self.documents.map { try $0.settled(.refund) }, in: self.currency)
    }

    private var creditedInvoice: String? {
        self.postings.lazy.compactMap { posting -> String? in
            if case .credit(let memo) = posting { memo.invoice } else { nil }
        }.first
    }
}
