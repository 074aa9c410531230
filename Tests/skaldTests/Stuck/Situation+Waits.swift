extension Situation {
    static let waits = [
        Self(name: "no payment yet", cause: "signal", owner: "customer", takesTime: true),
        Self(
            name: "no payment yet, of which the bank tells now",
            cause: "signal",
            owner: "customer",
            way: 1,
            files: ["FILE": Self.payment("e1")]
        ),
        Self(
            name: "an invoice that is overdue",
            after: ["run"],
            cause: "signal",
            owner: "collections",
            takesTime: true,
            policy: Self.deadlines(overdue: "60d")
        ),
        Self(
            name: "a wait that is over",
            after: ["run", "run"],
            cause: "person",
            subject: "receivable-settled",
            owner: "collections",
            policy: Self.deadlines(overdue: "1ms")
        ),
    ]

    private static func deadlines(overdue: String) -> String {
        "deadlines: {awaiting-payment: {within: 1ms, owner: customer}, overdue: {within: \(overdue), owner: collections}}"
    }

    static let events = [
        Self(
            name: "an event whose predecessor is missing",
            after: ["event ingest MONEY"],
            cause: "event",
            subject: "bank/e2",
            owner: "finance",
            files: ["MONEY": Self.payment("e2", Self.second)]
        ),
        Self(
            name: "an event that has waited too long for its predecessor",
            after: ["event ingest MONEY", "run", "run"],
            cause: "event",
            subject: "bank/e2",
            owner: "finance",
            files: ["MONEY": Self.payment("e2", Self.second)],
            config: "inbox: {patience: 1ms}\n"
        ),
        Self(
            name: "a dead letter of a mistyped kind",
            after: ["event ingest MONEY"],
            cause: "event",
            subject: "bank/e2",
            owner: "finance",
            files: ["MONEY": Self.payment("e2", type: "payment-setled")]
        ),
        Self(
            name: "a dead letter whose amount is no text",
            after: ["event ingest MONEY"],
            cause: "event",
            subject: "bank/e2",
            owner: "finance",
            files: [
                "MONEY": Self.payment("e2").replacing("\"59500.00\"", with: "59500.00"), "FILE": Self.payment("e2"),
            ]
        ),
    ]

    private static let second = #""subject":"INV-1001","sequence":2,"#
}
