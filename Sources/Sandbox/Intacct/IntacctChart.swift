import RevenueModel

/// The names that the gateway's company uses where ours has others.
package enum IntacctChart {
    /// General ledger account → what the books call it.
    package static let accounts: [String: Booking.Account] = [
        "1000": .cash, "1200": .receivable, "2200": .taxPayable, "2400": .deferredRevenue, "4000": .revenue,
    ]

    /// The bank account that payments go to.
    package static let bank = "BANK"
    /// The template that spreads revenue evenly.
    package static let revenueTemplate = "Straight line"
    package static let orderType = "Sales Order"
    package static let journal = "GJ"
}
