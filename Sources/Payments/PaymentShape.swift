internal import Policy
internal import RevenueModel

/// The keys of a file with payments to try: the reader takes these, and the schema is made of them.
enum PaymentShape {
    static let file = PolicyShape.record([
        PolicyKey("currency", Self.code, required: true, "Of the books: EUR."),
        PolicyKey("legalEntity", .name, "The company whose money it is."),
        PolicyKey("tolerance", .map(Self.amount), "By currency: up to which a shortage is given up."),
        PolicyKey(
            "overpayment",
            .choice(CashPolicy.Overpayment.allCases.map(\.rawValue)),
            "What becomes of money beyond the documents; keep-unapplied, where nothing stands here."
        ),
        PolicyKey(
            "unmatched",
            .choice(CashPolicy.Unmatched.allCases.map(\.rawValue)),
            "What becomes of money that fits no document; oldest-first, where nothing stands here."
        ),
        PolicyKey("dunning", Self.dunning, "When a customer is asked to pay."),
        PolicyKey("invoices", .list(Self.invoice), required: true, "What is open before anything happens."),
        PolicyKey("events", .list(Self.event), required: true, "What happens, in the order in which it is heard of."),
        PolicyKey("expect", Self.expectation, "Results that a test checks."),
    ])

    private static let code = PolicyShape.pattern("^[A-Z]{3}$")
    private static let date = PolicyShape.pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    private static let amount = PolicyShape.value

    static let dunning = PolicyShape.record([
        PolicyKey("threshold", .map(Self.amount), required: true, "By currency: from which sum on anybody is asked."),
        PolicyKey("daysBetween", .count, required: true, "From one request to the next."),
        PolicyKey("mostAttempts", .count, required: true, "Then somebody collects."),
    ])

    static let invoice = PolicyShape.record([
        PolicyKey("number", .name, required: true, "INV-1"),
        PolicyKey("account", .name, required: true, "The customer."),
        PolicyKey("due", Self.date, required: true, "The day on which it falls due."),
        PolicyKey("net", Self.amount, required: true, "Before tax, in its own currency."),
        PolicyKey("tax", Self.amount, "Nothing, where nothing stands here."),
        PolicyKey("currency", Self.code, "The books', where nothing stands here."),
        PolicyKey("rate", .value, "What one unit of its currency is worth in the books: 0.90."),
    ])

    static let event = PolicyShape.record([
        PolicyKey("event", .choice(PaymentEvent.Kind.allCases.map(\.rawValue)), required: true, "What happens."),
        PolicyKey("id", .name, required: true, "Unique: the same again changes nothing."),
        PolicyKey("on", Self.date, required: true, "The day."),
        PolicyKey("of", .name, "The payment or the invoice that it is about."),
        PolicyKey("account", .name, "Who paid, or is asked."),
        PolicyKey("amount", Self.amount, "In its currency."),
        PolicyKey("currency", Self.code, "The books', where nothing stands here."),
        PolicyKey("rate", .value, "What one unit of its currency is worth in the books that day."),
        PolicyKey("into", .choice(CashAccount.allCases.map(\.rawValue)), "bank, where nothing stands here."),
        PolicyKey("pays", .map(Self.amount), "By invoice: what the payer says it is for."),
        PolicyKey("isInstalment", .flag, "The payer means to pay the rest later."),
        PolicyKey("fee", Self.amount, "What the bank or the processor wants."),
        PolicyKey("tax", Self.amount, "The tax in a credit, or that the office gives back."),
    ])

    static let expectation = PolicyShape.record([
        PolicyKey("open", .map(Self.amount), "By invoice: what is open afterwards."),
        PolicyKey("unapplied", .map(Self.amount), "By payment: what of it belongs to nothing yet."),
        PolicyKey("credit", Self.amount, "What the customers may still use."),
        PolicyKey("basis", .map(.choice(CashPlan.Basis.allCases.map(\.rawValue))), "By payment: how it was matched."),
        PolicyKey("deductions", .map(Self.amount), "By invoice: what somebody has to settle with the customer."),
        PolicyKey("ledger", .map(Self.amount), "By account: its balance in the books, debit positive; all of them."),
        PolicyKey("asked", .list(.text), "What each dunning says."),
        PolicyKey("refused", .map(.text), "By event: words of why it is not taken."),
        PolicyKey("waiting", .list(.name), "Events that wait for what they are about."),
    ])
}
