internal import Policy
internal import RevenueModel

/// The keys of a file with a case to try: the reader takes these, and the schema is made of them.
enum CaseShape {
    static let file = PolicyShape.record([
        PolicyKey("case", .name, required: true, "The case's number: CS-9."),
        PolicyKey("customer", .text, "Its name, for people; the account where nothing stands here."),
        PolicyKey("account", .name, required: true, "The customer's id: C-77."),
        PolicyKey("legalEntity", .name, "The selling company, whose periods are closed."),
        PolicyKey("currency", .pattern("^[A-Z]{3}$"), required: true, "ISO 4217: EUR."),
        PolicyKey("asOf", Self.date, required: true, "The day on which it is calculated."),
        PolicyKey("opened", Self.date, required: true, "The day the case was opened."),
        PolicyKey("subject", .text, "What the customer says."),
        PolicyKey(
            "scope",
            Self.scope,
            "What is disputed: document, line, account; document where nothing stands here."
        ),
        PolicyKey("line", .count, "The disputed line, where the scope is one line."),
        PolicyKey("entitled", .flag, "Whether the customer may ask support; true, where nothing stands here."),
        PolicyKey("invoice", Self.invoice, "The disputed invoice; the case is about none where nothing stands here."),
        PolicyKey("receipts", .list(Self.receipt), "Money that was received for the invoice."),
        PolicyKey("credits", .list(Self.credit), "What was credited before."),
        PolicyKey("otherHolds", .list(.name), "Other cases that hold the invoice, too."),
        PolicyKey("closed", .list(.pattern("^[0-9]{4}-[0-9]{2}$")), "Accounting periods that are closed: 2026-10."),
        PolicyKey("support", .list(Self.word), "What support says, in this order."),
        PolicyKey("expect", Self.expectation, "Results that a test checks."),
    ])

    static let date = PolicyShape.pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    private static let scope = PolicyShape.choice(DisputeScope.allCases.map(\.rawValue))

    static let invoice = PolicyShape.record([
        PolicyKey("number", .name, required: true, "INV-1."),
        PolicyKey("on", Self.date, required: true, "The day it was issued."),
        PolicyKey("due", Self.date, required: true, "The day it is due."),
        PolicyKey("posted", .flag, "Whether it stands in the books; true, where nothing stands here."),
        PolicyKey("tax", .name, "The tax code: DE-19."),
        PolicyKey("lines", .list(Self.line), required: true, "Its lines, numbered from 1."),
    ])

    static let line = PolicyShape.record([
        PolicyKey("item", .name, required: true, "What was sold: SEATS."),
        PolicyKey("net", .value, required: true, "Before tax."),
        PolicyKey("tax", .value, "The tax on it; nothing, where nothing stands here."),
        PolicyKey("from", Self.date, required: true, "The first day of service."),
        PolicyKey("until", Self.date, required: true, "The day after the last day of service."),
    ])

    static let receipt = PolicyShape.record([
        PolicyKey("id", .name, required: true, "PAY-1."),
        PolicyKey("on", Self.date, required: true, "The day it came."),
        PolicyKey("amount", .value, required: true, "How much."),
    ])

    static let credit = PolicyShape.record([
        PolicyKey("number", .name, required: true, "CR-1."),
        PolicyKey("on", Self.date, required: true, "The day it was posted."),
        PolicyKey("line", .count, required: true, "The line that it corrects."),
        PolicyKey("net", .value, required: true, "Before tax."),
        PolicyKey("tax", .value, "The tax on it; nothing, where nothing stands here."),
    ])

    static let word = PolicyShape.record([
        PolicyKey("says", .choice(CaseWord.Kind.allCases.map(\.rawValue)), required: true, "What support says."),
        PolicyKey("on", Self.date, required: true, "The day on which it is said."),
        PolicyKey("for", .choice(["customer", "vendor"]), "In whose favour a case is resolved."),
        PolicyKey("reason", .text, "Why."),
        PolicyKey("lines", .list(Self.part), "What is credited of which line; all that is disputed, where none."),
        PolicyKey(
            "excess",
            .choice(CreditExcess.allCases.map(\.rawValue)),
            "What becomes of a credit above the open amount: keep, where nothing stands here."
        ),
        PolicyKey("payTo", Self.payee, "The account that the bank pays it back to; without it billing pays."),
    ])

    static let payee = PolicyShape.record([
        PolicyKey("name", .name, required: true, "Whose account it is."),
        PolicyKey("account", .name, required: true, "The IBAN, or a number of the bank's own."),
        PolicyKey("bank", .name, "The bank's BIC."),
    ])

    static let part = PolicyShape.record([
        PolicyKey("line", .count, required: true, "The line of the invoice."),
        PolicyKey("amount", .value, "How much of it, before tax."),
        PolicyKey("share", .value, "Which share of it, instead of an amount: 0.25."),
    ])

    static let expectation = PolicyShape.record([
        PolicyKey("outcome", .name, "What support is told last, or the state in which the case waits."),
        PolicyKey("net", .value, "Of the credit memo."),
        PolicyKey("tax", .value, "Of the credit memo."),
        PolicyKey("total", .value, "Of the credit memo."),
        PolicyKey("applied", .value, "What of it settles the invoice."),
        PolicyKey("credit", .value, "What of it stays with the customer."),
        PolicyKey("refund", .value, "What of it is paid back."),
        PolicyKey("posted", Self.date, "Its posting date."),
        PolicyKey("open", .value, "What is owed of the invoice afterwards."),
        PolicyKey("disputed", .value, "What is disputed while the hold stands."),
        PolicyKey("collectible", .value, "What may be asked for while the hold stands."),
        PolicyKey("held", .list(.name), "Who still holds the invoice afterwards."),
        PolicyKey("ledger", .map(.value), "By account: what it holds afterwards, on the side where it grows."),
        PolicyKey("refused", .name, "Why the credit that was asked for cannot be given."),
    ])
}
