import RevenueModel

/// What the systems know before anything happened: enough to sell, small enough to read.
package struct Catalog: Sendable {
    /// A customer as the CRM lists it.
    package struct Account: Sendable {
        package let parent: String?
        package let isActive: Bool
    }

    package let accounts: [String: Account] = [
        "ACME-HQ": Account(parent: nil, isActive: true),
        "ACME-001": Account(parent: "ACME-HQ", isActive: true),
        "GLOBEX-001": Account(parent: nil, isActive: true),
        "UMBRELLA-001": Account(parent: nil, isActive: false),
    ]
    /// The ERP's internal id of each item on sale.
    package let items = ["SEAT": 501, "ONBOARD": 502, "SUPPORT-PLUS": 503]
    package let currencies = ["EUR": 901, "USD": 902]
    package let subsidiaries = ["northwind-de": 1, "northwind-us": 2]
    package let taxCodes = ["DE-19": 601, "US-0": 602, "FR-20": 603, "DE-7": 604]
    package let terms = ["net-30": 701, "net-14": 702, "net-60": 703]
    private static let cash = 805
    /// The ERP's internal id of each account; invoices are posted to `receivable`.
    package let ledgerAccounts: [Booking.Account: Int] = [
        .receivable: 801, .deferredRevenue: 802, .revenue: 803, .taxPayable: 804, .cash: Self.cash, .contractAsset: 806,
        .clearing: 807, .unappliedCash: 808, .customerCredit: 809, .refundPayable: 810, .refunds: 811,
        .disputesReceivable: 812, .disputeLosses: 813, .paymentFees: 814, .badDebt: 815, .smallDifferences: 816,
        .exchangeDifference: 817,
    ]
    /// What our configuration calls a custom field → the script id that it has in the ERP.
    package let customFields = [
        "obligation": "custcol_obligation", "corrects": "custcol_corrects", "change": "custcol_change",
        "hold": "custbody_hold", "holdReasons": "custbody_hold_reasons",
    ]
    /// How many requests may be under way in the ERP at once.
    package let concurrencyLimit = 15

    package init() {}

    /// Percent of tax for each tax code.
    ///
    /// Whole numbers, because a rate in floating point would not round as booked.
    package let taxPercent = ["DE-19": 19, "DE-7": 7, "US-0": 0, "FR-20": 20]
    /// Days until an invoice is due.
    package let termDays = ["net-30": 30, "net-14": 14, "net-60": 60]

    /// What a configuration calls the accounts → their internal ids.
    package var accountNames: [String: Int] {
        let names = Dictionary(self.ledgerAccounts.map { ($0.key.rawValue, $0.value) }) { first, _ in first }
        // The books have one name for the money at the bank; entries of ours have another.
        return names.merging([LedgerAccount.bank.rawValue: Self.cash]) { _, bank in bank }
    }

    /// The account with that internal id.
    func account(_ id: Int) throws(Refusal) -> Booking.Account {
        guard let account = self.ledgerAccounts.first(where: { $0.value == id })?.key else {
            throw Refusal(ERPCode.unknownReference, "Invalid account reference key \(id).")
        }
        return account
    }

    /// The currency that a subsidiary keeps its books in, for documents that name none.
    package func currency(ofSubsidiary id: Int?) -> String { id == 2 ? "USD" : "EUR" }
}

extension Catalog {
    /// Refuses an account that is unknown or inactive, or lies below one that is.
    func requireAccount(_ id: String) throws(Refusal) {
        guard let account = self.accounts[id] else {
            throw Refusal("unknown-account", "There is no account “\(id)”.")
        }
        guard account.isActive else { throw Refusal("inactive-account", "Account “\(id)” is inactive.") }
        if let parent = account.parent { try self.requireAccount(parent) }
    }

    /// Refuses an order that names anything that is not on sale or not set up.
    func requireSellable(_ order: Order) throws(Refusal) {
        for line in order.lines where self.items[line.item] == nil {
            throw Refusal("unknown-item", "Item “\(line.item)” of line \(line.number) is not in the catalog.")
        }
        guard !order.lines.isEmpty else { throw Refusal("no-lines", "Order \(order.id) has no lines.") }
        guard self.currencies[order.currency.code] != nil else {
            throw Refusal("unknown-currency", "Nothing is sold in \(order.currency).")
        }
        for line in order.lines where line.unitPrice.currency != order.currency {
            throw Refusal(
                "mixed-currencies",
                "Line \(line.number) is priced in \(line.unitPrice.currency), not \(order.currency)."
            )
        }
        try self.require(order.legalEntity, in: self.subsidiaries, code: "unknown-legal-entity", "legal entity")
        for code in order.taxCodes { try self.require(code, in: self.taxCodes, code: "unknown-tax-code", "tax code") }
        try self.require(order.terms, in: self.terms, code: "unknown-terms", "payment terms")
    }

    private func require(
        _ name: String,
        in known: [String: Int],
        code: String,
        _ kind: String
    ) throws(Refusal) {
        guard known[name] == nil else { return }
        throw Refusal(
            code,
            "“\(name)” is not a \(kind) here; known are \(known.keys.sorted().joined(separator: ", "))."
        )
    }
}
