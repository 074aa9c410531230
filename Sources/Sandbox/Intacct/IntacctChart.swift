import RevenueModel

/// The names that the gateway's company uses where ours has others.
package enum IntacctChart {
    /// General ledger account → what the books call it.
    package static let accounts: [String: Booking.Account] = [
        "1000": .cash, "1200": .receivable, "1300": .contractAsset, "2200": .taxPayable, "2400": .deferredRevenue,
        "4000": .revenue, "1010": .clearing, "2600": .unappliedCash, "2610": .customerCredit, "2620": .refundPayable,
        "4100": .refunds, "1250": .disputesReceivable, "6100": .disputeLosses, "6110": .paymentFees,
        "6120": .badDebt, "6130": .smallDifferences, "6140": .exchangeDifference,
    ]

    /// The bank account that payments go to.
    package static let bank = "BANK"
    /// The template that spreads revenue evenly.
    package static let revenueTemplate = "Straight line"
    package static let orderType = "Sales Order"
    package static let journal = "GJ"

    /// The fields that the company added → what the books call them.
    static let customFields = [
        "SKALD_HOLDS": SandboxWorld.catalog.customFields["holdReasons"] ?? "holds",
        "SKALD_OBLIGATION": SandboxWorld.catalog.customFields["obligation"] ?? "obligation",
        "SKALD_CHANGES": "changes",
    ]
    /// What the books call the flag that the gateway has a field of its own for.
    static let hold = SandboxWorld.catalog.customFields["hold"] ?? "hold"

    /// The account's number there.
    static func account(_ number: Int) -> String? {
        let account = SandboxWorld.catalog.ledgerAccounts.first { $0.value == number }?.key
        return Self.accounts.first { $0.value == account }?.key
    }
}
