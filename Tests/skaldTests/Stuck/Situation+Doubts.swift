extension Situation {
    /// The answer is lost, and who could tell what became of it says nothing until somebody mends it.
    private static func doubt(
        _ name: String,
        _ operation: String,
        _ lookUp: String,
        happened: Bool = true,
        about subject: String,
        way: Int = 0,
        takesTime: Bool = false
    ) -> Self {
        Self(
            name: name,
            before: [
                "sandbox fault \(operation)=drop-\(happened ? "after" : "before")*1",
                "sandbox fault \(lookUp)=drop-before",
            ],
            cause: "person",
            subject: subject,
            owner: "finance",
            way: way,
            mended: ["sandbox fault --clear"],
            takesTime: takesTime,
            policy: Self.impatient
        )
    }

    static let doubts = [
        Self.doubt(
            "a receivable that may be posted, asked for again",
            "erp.upsert.invoice",
            "erp.get.invoice",
            about: "receivable"
        ),
        Self.doubt(
            "a receivable that may be posted, seen by somebody",
            "erp.upsert.invoice",
            "erp.get.invoice",
            about: "receivable",
            way: 1
        ),
        Self.doubt(
            "a receivable that never arrived, as somebody saw",
            "erp.upsert.invoice",
            "erp.get.invoice",
            happened: false,
            about: "receivable",
            way: 2,
            takesTime: true
        ),
        Self.doubt(
            "a draft that may exist",
            "billing.draftInvoice",
            "billing.lookUp",
            about: "draft-invoice"
        ),
        Self.doubt(
            "an opportunity that may be closed",
            "crm.closeWon",
            "crm.lookUp",
            happened: false,
            about: "opportunity"
        ),
        Self.doubt(
            "a note that support may have, as somebody saw",
            "support.tellInvoiced",
            "support.lookUp",
            about: "support-note",
            way: 1
        ),
    ]
}
