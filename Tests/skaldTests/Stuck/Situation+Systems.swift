import Foundation

extension Situation {
    static let systems = [
        Self.outage("billing.issueInvoice", of: "billing"),
        Self.outage("erp.upsert.invoice", of: "erp"),
        Self.outage("crm.closeWon", of: "crm"),
        Self(
            name: "another order behind a system that is out of reach",
            before: ["sandbox fault billing.issueInvoice=unavailable"],
            after: ["start quote-to-cash --order '\(CommandLineUnderTest.fixture("globex-multi-line"))'"],
            cause: "capacity",
            subject: "billing",
            owner: "whoever runs billing",
            mended: ["sandbox fault --clear"],
            takesTime: true,
            saga: "quote-to-cash/Q-2077"
        ),
        Self(
            name: "a pause before the next attempt",
            before: ["sandbox fault billing.issueInvoice=drop-before*1"],
            cause: "pause",
            subject: "issue-invoice",
            owner: "skald",
            takesTime: true,
            // Longer than a command waits.
            policy: "retries: {default: {attempts: 3, pause: 31s}}"
        ),
        Self(
            name: "an engine that died while a request was out",
            after: ["start quote-to-cash --order '\(CommandLineUnderTest.fixture("globex-multi-line"))'"],
            dies: true,
            cause: "reply",
            subject: "account",
            owner: "the other system",
            takesTime: true,
            saga: "quote-to-cash/Q-2077"
        ),
        Self(
            name: "cash of which the ERP cannot say whether it is there",
            before: ["sandbox fault erp.get.customerPayment=drop-before"],
            after: ["sandbox pay INV-1001", "run"],
            cause: "person",
            subject: "application",
            owner: "whoever runs erp",
            mended: ["sandbox fault --clear"],
            saga: "payment-to-receivables/PAY-1"
        ),
        Self(
            name: "a definition that was changed under its sagas",
            isGolden: true,
            cause: "definition",
            owner: "whoever installed this program",
            way: 1,
            saga: "quote-to-cash/Q-2"
        ),
    ]

    private static func outage(_ operation: String, of system: String) -> Self {
        Self(
            name: "\(system) out of reach",
            before: ["sandbox fault \(operation)=unavailable"],
            cause: "capacity",
            subject: system,
            owner: "whoever runs \(system)",
            mended: ["sandbox fault --clear"],
            takesTime: true
        )
    }
}
