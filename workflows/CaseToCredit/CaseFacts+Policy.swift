import RevenueModel
import SagaModel

extension CaseFacts {
    /// What policies of case-to-credit may ask about.
    static let exposed: [PolicyFact<CaseFacts>] = [
        PolicyFact("case", .text, "The case's number, known from the start.") { .text($0.supportCase.id) },
        PolicyFact("account", .text, "The customer's id, known from the start.") { .text($0.supportCase.account) },
        PolicyFact("legalEntity", .text, "The selling company, known from the start.") {
            .text($0.supportCase.legalEntity)
        },
        PolicyFact("scope", .text, "What is disputed, known from the start: document, line, account.") {
            .text($0.supportCase.scope.rawValue)
        },
        PolicyFact("openedOn", .date, "The day the case was opened, known from the start.") {
            .date($0.supportCase.openedOn.description)
        },
        PolicyFact("isAgain", .flag, "Whether the case was compensated before and started again.") {
            .flag($0.generation > 1)
        },
        PolicyFact("invoice", .text, "The disputed invoice's number, known once billing has found it.") {
            $0.standing.map { .text($0.invoice.number) }
        },
        PolicyFact("currency", .text, "The invoice's currency, known once billing has found it: EUR.") {
            $0.standing.map { .text($0.invoice.total.currency.code) }
        },
        PolicyFact("open", .money, "What is still owed of the invoice, known once billing has found it.") {
            $0.standing?.open.fact
        },
        PolicyFact("credit", .money, "The credit with tax, known once the case is resolved for the customer.") {
            $0.memo?.total.fact
        },
        PolicyFact("refund", .money, "What of the credit is paid back; only where something is.") {
            $0.refund.isPositive ? $0.refund.fact : nil
        },
        PolicyFact(
            "postingDate",
            .date,
            "The day of the credit memo: that of the resolution, or the first of the period that it was moved to.",
            redate: { facts, date in facts.postedOn = LocalDate(date) ?? facts.postedOn }
        ) {
            $0.postingDate.map { .date($0.description) }
        },
    ]
}
