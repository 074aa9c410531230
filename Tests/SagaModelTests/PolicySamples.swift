import SagaModel

extension Policy {
    /// A policy of the tests, changed as a test needs it.
    static func sample(_ change: (inout Policy) -> Void) -> Self {
        var policy = Policy(workflow: "sample", version: "1")
        change(&policy)
        return policy
    }
}

extension Condition {
    static func total(_ relation: Comparison.Operator, _ amount: String, _ currency: String = "EUR") -> Self {
        .test(Comparison("total", relation, FactValue.money(amount, currency).map { [$0] } ?? []))
    }

    static let isEuropean = Self.test(Comparison("european", .is, [.flag(true)]))
}

extension ApprovalRule {
    /// Finance up to 50,000, an approver any amount, from 5,000 on.
    static let large = Self(
        before: ["post"],
        when: .total(.above, "5000.00"),
        of: ["order", "total"],
        amount: "total",
        grades: [Grade("finance", upTo: .money("50000.00", "EUR")), Grade("approver")],
        owner: "finance",
        within: .days(2)
    )
}

extension CutoffRule {
    static func books(_ then: Way) -> Self {
        Self(steps: ["post"], date: "postedOn", then: then, owner: "finance", within: .days(3))
    }
}

extension Obstacle {
    static func closed(_ period: String) -> Self {
        Self(id: "period \(period)", kind: .cutoff, subject: period, owner: "finance", reason: "closed")
    }

    static func dispute(_ id: String, kind: HoldKind = "dispute", on subject: String = "Q-1") -> Self {
        Self(id: id, kind: .hold, subject: subject, owner: "support", reason: "case \(id)", hold: kind)
    }
}
