package import XML

/// The kinds of record that are read and written here; the raw value is what a reference calls them.
package enum RecordKind: String, CaseIterable, Sendable {
    case customer, salesOrder, invoice, creditMemo, customerPayment, journalEntry

    /// The kind of a record that says its type.
    package init?(type: QName) {
        guard let kind = Self.allCases.first(where: { $0.type == type }) else { return nil }
        self = kind
    }

    package var namespace: String {
        switch self {
        case .customer: SuiteTalkNames.relationships
        case .salesOrder, .invoice: SuiteTalkNames.sales
        case .creditMemo, .customerPayment: SuiteTalkNames.customers
        case .journalEntry: SuiteTalkNames.general
        }
    }

    /// The type in the published schema.
    package var type: QName {
        let name =
            switch self {
            case .customer: "Customer"
            case .salesOrder: "SalesOrder"
            case .invoice: "Invoice"
            case .creditMemo: "CreditMemo"
            case .customerPayment: "CustomerPayment"
            case .journalEntry: "JournalEntry"
            }
        return QName(self.namespace, name)
    }
}
