extension Situation {
    static let people = Self.refusals + Self.skips + Self.undos + Self.data

    private static let retriable = [
        "billing.issueInvoice", "crm.closeWon", "support.tellInvoiced", "success.startOnboarding",
    ]

    private static let refusals = Self.retriable.map { operation in
        Self(
            name: "\(operation) that is refused",
            before: ["sandbox fault \(operation)=refuse*1"],
            cause: "person",
            owner: "finance"
        )
    }

    private static let skips = Self.retriable.map { operation in
        Self(
            name: "\(operation) that nobody needs",
            before: ["sandbox fault \(operation)=refuse*1"],
            cause: "person",
            owner: "finance",
            way: 1
        )
    }

    private static let undos =
        ["billing.cancelSubscription", "billing.voidDraft", "support.revokeEntitlement"].map {
            Self(
                name: "\($0) that is refused",
                before: ["sandbox fault erp.upsert.invoice=refuse*1", "sandbox fault \($0)=refuse*1"],
                cause: "person",
                owner: "finance",
                status: 3
            )
        } + [
            Self(
                name: "a way back whose answer is lost, and the system says nothing",
                before: [
                    "sandbox fault erp.upsert.invoice=refuse*1", "sandbox fault billing.voidDraft=drop-after*1",
                    "sandbox fault billing.lookUp=drop-before",
                ],
                cause: "person",
                subject: "draft-invoice/undo",
                owner: "finance",
                mended: ["sandbox fault --clear"],
                policy: Self.impatient,
                status: 3
            )
        ]

    private static let data = [
        Self(
            name: "somebody sees to it",
            before: ["sandbox fault billing.issueInvoice=refuse*1"],
            after: ["assign Q-1042 --to ben"],
            cause: "person",
            owner: "ben"
        ),
        Self(
            name: "cash that the ERP refuses to apply",
            before: ["sandbox fault erp.upsert.customerPayment=refuse*1"],
            after: ["sandbox pay INV-1001", "run"],
            cause: "person",
            subject: "application",
            owner: "finance",
            saga: "payment-to-receivables/PAY-1"
        ),
    ]
}
