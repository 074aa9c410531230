import RevenueModel
import SagaModel

extension OrderFacts {
    /// What policies of quote-to-cash may ask about.
    static let exposed: [PolicyFact<OrderFacts>] = [
        PolicyFact("order", .text, "The order's number, known from the start.") { .text($0.order.id) },
        PolicyFact("account", .text, "The customer's id, known from the start.") { .text($0.order.account.id) },
        PolicyFact("accountGroup", .text, "The account above the customer's; only where there is one.") {
            $0.order.account.parent.map { .text($0) }
        },
        PolicyFact("legalEntity", .text, "The selling company, known from the start.") { .text($0.order.legalEntity) },
        PolicyFact("currency", .text, "The order's currency, known from the start: EUR.") {
            .text($0.order.currency.code)
        },
        PolicyFact("taxCode", .text, "Where tax is due, and at which rate, known from the start: DE-19.") {
            .text($0.order.taxCode)
        },
        PolicyFact("terms", .text, "The payment terms, known from the start: net-30.") { .text($0.order.terms) },
        PolicyFact("orderedOn", .date, "The day of the order, known from the start.") {
            .date($0.order.orderedOn.description)
        },
        PolicyFact("lines", .number, "How many lines the order has, known from the start.") {
            Exact("\($0.order.lines.count)").map { .number($0) }
        },
        PolicyFact("net", .money, "The order's lines before tax, known from the start.") { $0.net?.fact },
        PolicyFact("isAgain", .flag, "Whether the order was compensated before and started again.") {
            .flag($0.generation > 1)
        },
        PolicyFact("invoice", .text, "The invoice's number, known once billing has drawn it up.") {
            $0.invoice.map { .text($0.number) }
        },
        PolicyFact("total", .money, "The invoice with tax, known once billing has drawn it up.") {
            $0.invoice?.total.fact
        },
        PolicyFact("postingDate", .date, "The invoice's date, which decides the period of its posting.") {
            $0.invoice.map { .date($0.issuedOn.description) }
        },
        PolicyFact("payment", .text, "The payment's id, known once the invoice is settled.") {
            $0.payment.map { .text($0.id) }
        },
        PolicyFact("paidOn", .date, "The day the money arrived, known once the invoice is settled.") {
            $0.payment.map { .date($0.receivedOn.description) }
        },
    ]

    /// The lines' sum; `nil` when it cannot be counted.
    private var net: Money? {
        try? self.order.lines.reduce(.zero(self.order.currency)) { try $0.adding(try $1.amount()) }
    }
}
