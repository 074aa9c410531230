internal import Policy
internal import RevenueModel

/// The keys of a file with amendments to try: the reader takes these, and the schema is made of them.
enum AmendmentShape {
    static let file = PolicyShape.record([
        PolicyKey("contract", .name, required: true, "The contract's number: C-77."),
        PolicyKey("customer", .text, "Its name, for people; the contract's number where nothing stands here."),
        PolicyKey("payer", .name, "The account that pays; the contract's number where nothing stands here."),
        PolicyKey(
            "terms",
            .pattern("^net-[0-9]{1,3}$"),
            "Payment terms of what is billed; net-30, where nothing stands here."
        ),
        PolicyKey("legalEntity", .name, "The selling company, whose periods are closed."),
        PolicyKey("currency", .pattern("^[A-Z]{3}$"), required: true, "ISO 4217: EUR."),
        PolicyKey("zone", .text, "IANA name in which every date is a day: Europe/Berlin."),
        PolicyKey("from", Self.date, required: true, "The first day of the contract."),
        PolicyKey("until", Self.date, "The day after its last day; it runs on where nothing stands here."),
        PolicyKey("asOf", Self.date, required: true, "The day on which it is calculated."),
        PolicyKey(
            "taxes",
            .map(.either([Self.rate, .list(Self.datedRate)])),
            "By tax code: the rate, or dated rates."
        ),
        PolicyKey("lines", .list(Self.line), required: true, "What is sold, as it was signed."),
        PolicyKey(
            "billed",
            .either([.flag, Self.date]),
            "true: all that was due is invoiced, as INV-1, INV-2 …; or up to a day."
        ),
        PolicyKey("firstInvoice", .count, "The number of the first invoice: 1001 for INV-1001; 1 otherwise."),
        PolicyKey("paid", .map(.either([.choice(["all"]), Self.amount])), "By invoice: what was paid of it, or all."),
        PolicyKey("disputed", .map(Self.amount), "By invoice: what the customer disputes of it."),
        PolicyKey("closed", .list(.pattern("^[0-9]{4}-[0-9]{2}$")), "Accounting periods that are closed: 2026-10."),
        PolicyKey("policy", Self.policy, "Rules of billing that differ from the defaults."),
        PolicyKey("revenue", Self.revenue, "Rules of revenue recognition that differ from the defaults."),
        PolicyKey("settled", .list(Self.amendment), "Amendments that are booked and billed already."),
        PolicyKey("amendments", .list(Self.amendment), required: true, "The amendments to try."),
        PolicyKey("expect", ExpectationShape.record, "Results that a test checks."),
    ])

    static let date = PolicyShape.pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    static let amount = PolicyShape.value
    static let rate = PolicyShape.value
    private static let anchor = PolicyShape.value

    static let datedRate = PolicyShape.record([
        PolicyKey("from", Self.date, required: true, "The day from which it holds."),
        PolicyKey("rate", Self.rate, required: true, "0.19"),
    ])

    static let line = PolicyShape.record([
        PolicyKey("charge", .name, required: true, "Names it for ever: SEATS."),
        PolicyKey("item", .name, "The catalog's name; the charge's where nothing stands here."),
        PolicyKey("kind", .choice(["recurring", "one-time", "usage"]), "recurring, where nothing stands here."),
        PolicyKey("quantity", .value, "1, where nothing stands here."),
        PolicyKey("price", Self.amount, required: true, "Of one for a whole period, before discount and tax."),
        PolicyKey(
            "per",
            .text,
            "The billing period: month, quarter, year, 6 months; month, where nothing stands here."
        ),
        PolicyKey("from", Self.date, "The contract's or the amendment's day, where nothing stands here."),
        PolicyKey("until", Self.date, "The day after its last day; the contract's end, where nothing stands here."),
        PolicyKey("anchor", Self.date, "Any beginning of a billing period; its first day, where nothing stands here."),
        PolicyKey("anchorDay", .count, "The day of the month that is meant: 31."),
        PolicyKey(
            "due",
            .choice(["advance", "arrears"]),
            "When a period is billed: advance, where nothing stands here."
        ),
        PolicyKey("discount", .value, "A share such as 10 %, or an amount off each period."),
        PolicyKey("tax", .name, "A code of taxes."),
        PolicyKey("standalone", Self.amount, "Price of one for one period when sold alone."),
    ])

    static let policy = PolicyShape.record([
        PolicyKey("proration", .choice(ProrationMethod.allCases.map(\.rawValue)), "How a part of a period is counted."),
        PolicyKey("rounding", .choice(Rounding.allCases.map(\.rawValue)), "What becomes of half a cent."),
        PolicyKey("residual", .choice(Residual.allCases.map(\.rawValue)), "Which slice takes what does not divide."),
        PolicyKey("downgradeTiming", .choice(["at-once", "at-period-end"]), "From when a downgrade holds."),
        PolicyKey("cancelDay", .choice(["unused", "used"]), "Whether the day of a cancellation is used."),
        PolicyKey("pauseRule", .choice(["credit", "extend"]), "What a pause does to money and time."),
        PolicyKey(
            "dispositions",
            .list(.choice(Disposition.allCases.map(\.rawValue))),
            "What becomes of a credit, in order."
        ),
        PolicyKey("offsetScope", .choice(["line", "invoice", "account"]), "Which open invoices a credit may settle."),
        PolicyKey(
            "invoicing",
            .choice(["at-once", "with-next-invoice"]),
            "When the lines of an amendment are billed."
        ),
        PolicyKey(
            "closeRule",
            .choice(CloseRule.allCases.map(\.rawValue)),
            "What becomes of a posting in a closed period."
        ),
    ])

    static let revenue = PolicyShape.record([
        PolicyKey(
            "granularity",
            .choice(["day", "calendar-month", "contract-month"]),
            "How finely service is counted."
        ),
        PolicyKey("treatments", .map(Self.treatment), "By kind of amendment, where the company decides otherwise."),
    ])

    static let treatment = PolicyShape.record([
        PolicyKey("treatment", .choice(FixtureReader.treatments), required: true, "How revenue is changed."),
        PolicyKey("reason", .text, required: true, "Kept with the schedule: an auditor asks."),
    ])

    static let amendment = PolicyShape.record([
        PolicyKey("id", .pattern("^[A-Za-z0-9_-]{1,64}$"), required: true, "Unique for ever: AMD-7."),
        PolicyKey("on", Self.date, required: true, "The day from which it holds."),
        PolicyKey("booked", Self.date, "The day on which it is booked; asOf, where nothing stands here."),
        PolicyKey("reason", .text, "Why."),
        PolicyKey(
            "kind",
            .choice(AmendmentKind.allCases.map(\.rawValue)),
            "What people call it, when not what it looks like."
        ),
        PolicyKey(
            "starts",
            .choice(["at-once", "at-period-end", "at-term-end"]),
            "at-once, where nothing stands here."
        ),
        PolicyKey(
            "dispositions",
            .list(.choice(Disposition.allCases.map(\.rawValue))),
            "What becomes of its credit, in order."
        ),
        PolicyKey("reverses", .name, "The amendment that it takes back."),
        PolicyKey("changes", .list(Self.change), "What it changes."),
    ])

    /// The verbs come first; one of them, and then what it needs.
    static let change = PolicyShape.record([
        PolicyKey("quantity", .name, "The charge whose quantity becomes `to`."),
        PolicyKey("price", .name, "The charge whose price becomes `to`."),
        PolicyKey("discount", .name, "The charge whose discount becomes `to`, or none."),
        PolicyKey("add", Self.line, "A line that is sold from now on."),
        PolicyKey("swap", .name, "The charge that ends, and `for` begins in its place."),
        PolicyKey("cycle", .name, "The charge whose billing period becomes `to`, at `unitPrice`."),
        PolicyKey(
            "anchor",
            .name,
            "The charge, or all, whose periods begin by `to`: keep, reset or a day of the month."
        ),
        PolicyKey("end", Self.date, "The day after the term's last day."),
        PolicyKey("renew", Self.date, "The end of a new term that begins now."),
        PolicyKey("cancel", .name, "The charge, or all."),
        PolicyKey("pause", .name, "The charge, or all."),
        PolicyKey("resume", .name, "The charge, or all."),
        PolicyKey("transfer", .name, "Who pays from now on."),
        PolicyKey("ramp", .name, "The charge that has these `steps`."),
        PolicyKey("to", .value, "The new quantity, price, discount, period or anchor."),
        PolicyKey("unitPrice", Self.amount, "Of one for a whole new period."),
        PolicyKey("anchored", Self.anchor, "Where periods begin afterwards: keep, reset or a day of the month."),
        PolicyKey("with", .name, "The charge whose periods and end an added line takes: co-term."),
        PolicyKey("for", Self.line, "The line that begins in the place of another."),
        PolicyKey("steps", .list(Self.step), "Each from its own day."),
    ])

    static let verbs = Array(change.names.prefix { $0 != "to" })

    static let step = PolicyShape.record([
        PolicyKey("from", Self.date, required: true, "The day from which it holds."),
        PolicyKey("quantity", .value, "The new quantity."),
        PolicyKey("price", Self.amount, "The new price of one."),
    ])
}
