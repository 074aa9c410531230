package import RevenueModel
import SagaModel

/// What payment-to-receivables knows: the money that moved, and what the other systems said it is for.
package struct PaymentFacts: SagaFacts {
    package var movement: CashMovement
    package var rules: CashRules
    /// The date of its entry; another than the money's own where that period is closed.
    package var postedOn: LocalDate
    /// How often billing was asked whose money it is, in vain.
    package var askedInVain = 0
    /// The ERP's own id of the entry.
    package var entry: String?
    /// What the customer owes, and the named documents, as billing said last.
    package var items: [OpenItem] = []
    package var plan: CashPlan?
    /// Why the payer's advice cannot be followed.
    package var objection: String?
    /// How many of the plan's allocations, or of the settlements to be taken back, are through.
    package var done = 0
    /// What the payment that is taken back had settled; `nil` while billing has not heard of it.
    package var settlements: [InvoiceSettlement]?
    /// What was open of the next invoice just before it is paid; `nil` while nobody looked, or billing does not know it.
    package var left: Money?
    /// What was open of it afterwards: others may have settled the rest meanwhile.
    package var remaining: Money?
    package var verdict: ChargebackVerdict?
    /// Whether the bank took the money back before it was applied to anything.
    package var isRecalled: Bool?

    package init(movement: CashMovement, rules: CashRules = CashRules()) {
        self.movement = movement
        self.rules = rules
        self.postedOn = movement.movedOn
    }
}

/// How money is applied where nobody says it, in the currency of the money.
package struct CashRules: Codable, Equatable, Sendable {
    /// Up to which a shortage is written off.
    package var tolerance: Money?
    package var overpayment: CashPolicy.Overpayment
    package var unmatched: CashPolicy.Unmatched

    package init(
        tolerance: Money? = nil,
        overpayment: CashPolicy.Overpayment = .keepUnapplied,
        unmatched: CashPolicy.Unmatched = .oldestFirst
    ) {
        self.tolerance = tolerance
        self.overpayment = overpayment
        self.unmatched = unmatched
    }

    /// The same as the receivables know it.
    var policy: CashPolicy {
        CashPolicy(
            overpayment: self.overpayment,
            unmatched: self.unmatched,
            tolerance: self.tolerance.map { [$0.currency: $0] } ?? [:]
        )
    }
}

extension PaymentFacts {
    /// What is asked of billing to find out whose money it is, and what it may pay.
    var query: OpenItemQuery {
        let named = self.movement.advice.map(\.document)
        return OpenItemQuery(account: self.movement.account, documents: named + (self.movement.mentions ?? []))
    }

    /// What is asked of billing before an invoice is paid.
    var queryOfNext: OpenItemQuery { OpenItemQuery(account: nil, documents: [self.settlement.invoice]) }

    /// What is asked of billing after an invoice was paid.
    var queryOfLast: OpenItemQuery { OpenItemQuery(account: nil, documents: [self.settlementBefore.invoice]) }

    /// The payment that is taken or paid back; its own id where nobody named one.
    var original: String { self.movement.original ?? self.movement.id }

    /// Whether the entry can name a company and a customer, and what a bank takes back is known to have come.
    var isIdentified: Bool {
        let hasOriginal = self.settlements != nil || !self.needsOriginal
        return hasOriginal && self.movement.legalEntity != nil && self.movement.account != nil
    }

    private var needsOriginal: Bool {
        switch self.movement.kind {
        case .returned, .refundReturned: true
        case .received, .chargedBack, .refunded: false
        }
    }

    /// Whether billing has not heard yet of a document that the payer names.
    var namesUnknownDocument: Bool {
        let known = Set(self.items.map(\.document))
        return self.movement.advice.contains { !known.contains($0.document) }
    }

    /// Takes in what billing says, and as much of whose money it is as follows from that.
    mutating func learn(payer items: [OpenItem]) {
        self.items = items
        self.movement.account = self.movement.account ?? Self.only(self.itemsMeant.map(\.customer))
        self.movement.legalEntity = self.movement.legalEntity ?? Self.only(self.itemsMeant.map(\.legalEntity))
        if !self.isIdentified { self.askedInVain += 1 }
    }

    /// Takes in the payment that is taken back; a refund may also go to somebody who never paid.
    mutating func learn(original: CashMovement?, settlements: [InvoiceSettlement]?) {
        self.movement.account = self.movement.account ?? original?.account
        self.movement.legalEntity = self.movement.legalEntity ?? original?.legalEntity
        if self.movement.kind == .refundReturned { self.movement.source = self.movement.source ?? original?.source }
        self.settlements = settlements
        if !self.isIdentified { self.askedInVain += 1 }
    }

    /// Takes in what is open of the next invoice now: a hold may have kept the money from it, and a credit come meanwhile.
    mutating func learn(left items: [OpenItem]) {
        self.left = Self.open(self.settlement.invoice, items)
    }

    /// Takes in what is open of the invoice that was paid just now.
    mutating func learn(remaining items: [OpenItem]) {
        self.remaining = Self.open(self.settlementBefore.invoice, items)
    }

    private static func open(_ invoice: String, _ items: [OpenItem]) -> Money? {
        items.first { $0.document == invoice }.flatMap { try? $0.open() }
    }

    /// Takes in what a person says about it.
    mutating func learn(said: CashMovement?) {
        self.movement.account = said?.account ?? self.movement.account
        self.movement.legalEntity = said?.legalEntity ?? self.movement.legalEntity
        self.movement.advice = said?.advice ?? self.movement.advice
        self.movement.original = said?.original ?? self.movement.original
        self.askedInVain = 0
    }

    /// Whether billing was asked so often that a person has to say more.
    var wasAskedEnough: Bool { self.askedInVain > 3 }

    /// Finds what the money pays.
    mutating func match() {
        guard !self.namesUnknownDocument else { return self.askedInVain += 1 }
        let receipt = CashReceipt(
            id: self.movement.id,
            customer: self.movement.account ?? "",
            legalEntity: self.movement.legalEntity ?? "",
            amount: self.movement.amount,
            receivedOn: self.movement.movedOn,
            place: self.movement.place,
            remittance: self.movement.advice.isEmpty ? self.mentioned : self.movement.advice
        )
        do {
            self.plan = try CashMatcher(policy: self.rules.policy).plan(for: receipt, items: self.items)
            self.objection = nil
        } catch {
            self.plan = nil
            self.objection = "\(error)"
        }
    }

    /// The documents that the payer names; where none is named, all that are open.
    private var itemsMeant: [OpenItem] {
        let mentions = Set(self.movement.mentions ?? [])
        let named = self.items.filter { item in
            mentions.contains(item.document) || self.movement.advice.contains { $0.document == item.document }
        }
        return named.isEmpty && self.movement.advice.isEmpty ? self.items : named
    }

    /// What the payer mentions, the oldest debt first, as far as the money reaches.
    private var mentioned: [RemittanceLine] {
        let mentions = Set(self.movement.mentions ?? [])
        var left = self.movement.amount
        var lines: [RemittanceLine] = []
        for item in self.items.sorted(by: { ($0.dueOn, $0.document) < ($1.dueOn, $1.document) })
        where mentions.contains(item.document) && item.gross.currency == left.currency {
            guard let open = try? item.open(), open.isPositive, let amount = try? open.least(left), amount.isPositive,
                let rest = try? left.subtracting(amount)
            else { continue }
            lines.append(RemittanceLine(document: item.document, amount: amount))
            left = rest
        }
        return lines
    }

    /// The one value there is; `nil` where there are several, or none.
    private static func only(_ values: [String]) -> String? {
        Set(values).count == 1 ? values.first : nil
    }
}
