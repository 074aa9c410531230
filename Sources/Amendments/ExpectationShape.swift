internal import Policy
internal import RevenueModel

/// Results that a file may promise, and a test holds it to.
enum ExpectationShape {
    static let record = PolicyShape.record([
        PolicyKey("kinds", .list(.choice(AmendmentKind.allCases.map(\.rawValue))), "What each amendment is."),
        PolicyKey("lines", .list(.value), "Every delta line before tax, credits negative."),
        PolicyKey("total", .value, "Of all delta documents, with tax."),
        PolicyKey("tax", .value, "Of all delta documents."),
        PolicyKey("open", .map(.value), "By invoice: what is open afterwards."),
        PolicyKey("credit", .value, "The customer's credit afterwards."),
        PolicyKey("refund", .value, "What is paid back."),
        PolicyKey("posted", .map(AmendmentShape.date), "By journal: the posting date."),
        PolicyKey("basis", .map(.choice(PostingDate.Basis.allCases.map(\.rawValue))), "By journal: what dated it."),
        PolicyKey(
            "treatments",
            .map(.choice(Treatment.allCases.map(\.rawValue))),
            "By amendment: how revenue changes."
        ),
        PolicyKey("catchUp", .value, "Revenue of closed periods that is booked now."),
        PolicyKey("revenue", .map(.value), "By period: the schedule afterwards."),
        PolicyKey("monthly", .list(.value), "Monthly recurring revenue before and after."),
        PolicyKey("value", .list(.value), "The contract's value before and after."),
        PolicyKey("pending", .list(.name), "Amendments whose day has not come."),
        PolicyKey(
            "refused",
            .list(.choice(BillingCode.allCases.map(\.rawValue))),
            "Why nothing is calculated."
        ),
    ])
}
