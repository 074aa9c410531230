import Foundation

extension Situation {
    static let gates = Self.holds + Self.periods + Self.approvals

    private static let holds =
        [
            ("dispute", "Q-1042", "finance"), ("dispute", "ACME-001", "finance"), ("dispute", "INV-1001", "finance"),
            ("fraud", "Q-1042", "risk"), ("fraud", "ACME-001", "risk"),
        ]
        .map { kind, subject, owner in
            Self(
                name: "a \(kind) hold on \(subject)",
                before: ["hold place \(subject) --kind \(kind) --reason r"],
                cause: "hold",
                owner: owner
            )
        }
        + [
            Self(
                name: "a hold of a kind that the policy does not know",
                before: ["hold place Q-1042 --kind odd --reason r --owner eve"],
                cause: "hold",
                owner: "eve"
            ),
            Self(
                name: "a hold of an unknown kind on an invoice",
                before: ["hold place INV-1001 --kind odd --reason r --owner eve"],
                cause: "hold",
                owner: "eve"
            ),
        ]

    private static let periods = [
        Self(
            name: "a closed period before the posting",
            before: ["period close northwind-de/2026-11 --reason close"],
            cause: "cutoff",
            owner: "finance"
        ),
        Self(
            name: "a hold before a closed period",
            before: [
                "hold place Q-1042 --kind dispute --reason r", "period close northwind-de/2026-11 --reason close",
            ],
            cause: "hold",
            owner: "finance"
        ),
        Self(
            name: "a closed period behind a hold that is gone",
            before: [
                "hold place Q-1042 --kind dispute --reason r --id C-1",
                "period close northwind-de/2026-11 --reason close",
            ],
            after: ["hold release C-1 --reason settled"],
            cause: "cutoff",
            owner: "finance"
        ),
    ]

    private static func approval(before step: String, by roles: String = "{role: approver}") -> String {
        "approvals: {large: {before: [\(step)], of: [total], amount: total, by: [\(roles)], owner: cfo}}"
    }

    private static let approvals = [
        Self(
            name: "an approval",
            cause: "approval",
            owner: "cfo",
            policy: Self.approval(before: "receivable"),
            user: "ben"
        ),
        Self(
            name: "an approval of more than the first role may give",
            cause: "approval",
            owner: "cfo",
            policy: Self.approval(before: "receivable", by: "{role: approver, upTo: EUR 1000.00}, {role: finance}"),
            user: "ben"
        ),
        Self(
            name: "an approval that somebody refused after the pivot",
            after: ["approval reject Q-1042 --reason no"],
            cause: "approval",
            owner: "cfo",
            policy: Self.approval(before: "issue-invoice"),
            user: "ben"
        ),
    ]
}
