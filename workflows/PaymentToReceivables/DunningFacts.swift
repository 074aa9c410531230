package import RevenueModel
import SagaModel

/// What dunning knows: the invoice, and how often somebody was asked to pay it.
package struct DunningFacts: SagaFacts {
    package var invoice: String
    package var rules: DunningRules
    /// What makes it one of its kind, where an invoice was paid and is open again: the return's id.
    package var occasion: String?
    /// As billing said last; `nil` while it was not asked, or does not know the invoice.
    package var item: OpenItem?
    /// Counted over all the dunning of this invoice: a payment that did not hold resumes the stage before it.
    package var attempts = 0
    /// What was asked for last.
    package var reminder: Reminder?

    package init(invoice: String, rules: DunningRules = DunningRules(), occasion: String? = nil) {
        self.invoice = invoice
        self.rules = rules
        self.occasion = occasion
    }
}

/// When a customer is asked.
package struct DunningRules: Codable, Equatable, Sendable {
    /// From which amount on anybody is asked, one of a currency; any amount in one that is not named.
    package var thresholds: [Money]
    package var daysBetween: Int
    package var mostAttempts: Int

    package init(thresholds: [Money] = [], daysBetween: Int = 10, mostAttempts: Int = 3) {
        self.thresholds = thresholds
        self.daysBetween = daysBetween
        self.mostAttempts = mostAttempts
    }
}

extension DunningFacts {
    var query: OpenItemQuery { OpenItemQuery(account: nil, documents: [self.invoice]) }

    /// What may be asked for: the open amount without its disputed part.
    var collectible: Money? { self.item.flatMap { try? $0.collectible() } }

    /// Whether the whole invoice is settled; a disputed part is still owed.
    var isSettled: Bool { self.item.flatMap { try? $0.open() }.map { !$0.isPositive } ?? false }

    /// Whether there is something to ask for now, and enough of it.
    var isWorthAsking: Bool {
        guard let collectible, collectible.isPositive else { return false }
        return !self.rules.thresholds.contains {
            $0.currency == collectible.currency && collectible.minorUnits < $0.minorUnits
        }
    }

    var isExhausted: Bool { self.attempts >= self.rules.mostAttempts }

    /// From one reminder to the next.
    var pause: Span { .days(max(1, self.rules.daysBetween)) }

    /// The reminder whose turn it is.
    var next: Reminder {
        Reminder(
            invoice: self.invoice,
            account: self.item?.customer ?? "",
            amount: self.collectible ?? .zero(self.item?.gross.currency ?? .euro),
            attempt: self.attempts + 1
        )
    }

    /// What the CRM is told when asking has not helped.
    var last: Reminder { self.reminder ?? self.next }

    mutating func learn(items: [OpenItem]) {
        self.item = items.first { $0.document == self.invoice }
        self.attempts = max(self.attempts, self.item?.reminders ?? 0)
    }

    mutating func asked() {
        self.reminder = self.next
        self.attempts += 1
    }
}

extension DunningFacts {
    /// What policies of dunning may ask about.
    static let exposed: [PolicyFact<DunningFacts>] = [
        PolicyFact("invoice", .text, "The invoice's number, known from the start.") { .text($0.invoice) },
        PolicyFact("account", .text, "The customer's id, known once billing was asked.") {
            $0.item.map { .text($0.customer) }
        },
        PolicyFact("legalEntity", .text, "The selling company, known once billing was asked.") {
            $0.item.map { .text($0.legalEntity) }
        },
        PolicyFact("open", .money, "What may be asked for, known once billing was asked.") {
            $0.collectible.flatMap { .money($0.decimal, $0.currency.code) }
        },
        PolicyFact("attempts", .number, "How often somebody was asked, known from the start.") {
            Exact("\($0.attempts)").map { .number($0) }
        },
    ]
}
