internal import RevenueModel
internal import SuiteTalk

extension NetSuiteRecord {
    /// The invoice's dispute flag, the holds behind it, and a note for people; nothing else of the invoice changes.
    static func holds(_ holds: InvoiceHolds, of invoice: String, _ fields: HoldFields) -> Self {
        let kind = RecordKind.invoice
        return Self(
            kind,
            externalID: invoice,
            [
                kind.text("memo", holds.memo),
                kind.custom([
                    CustomField(fields.flag, .flag(!holds.ids.isEmpty)),
                    CustomField(fields.reasons, .text(holds.ids.joined(separator: InvoiceHolds.separator))),
                ]),
            ]
        )
    }
}
