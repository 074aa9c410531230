internal import RevenueModel

/// A question to one of the system's lists, as an address below the services.
struct SAPQuery<Row: Decodable & Sendable>: Sendable {
    let address: String

    private init(_ list: String, _ conditions: [(String, String)], expanding part: String? = nil) {
        let filter = conditions.map { "\($0.0) eq '\($0.1.replacing("'", with: "''"))'" }.joined(separator: " and ")
        let expansion = part.map { "&$expand=\($0)" } ?? ""
        self.address = "\(list)?$format=json\(expansion)&$filter=\(filter.percentEncoded)"
    }
}

extension SAPQuery where Row == SAPEntry {
    /// The documents of one type under one reference; in all company codes where none is known.
    static func entries(_ reference: String, _ type: SAPDocumentType, company: String? = nil) -> Self {
        let company = company.map { [("CompanyCode", $0)] } ?? []
        return Self(
            "API_JOURNALENTRY_SRV/A_JournalEntry",
            [("ReferenceDocument", reference), ("AccountingDocumentType", type.rawValue)] + company,
            expanding: "to_JournalEntryItem"
        )
    }

    static func entry(of item: SAPItem) -> Self {
        Self(
            "API_JOURNALENTRY_SRV/A_JournalEntry",
            [("AccountingDocument", item.document), ("CompanyCode", item.company), ("FiscalYear", item.year)],
            expanding: "to_JournalEntryItem"
        )
    }
}

extension SAPQuery where Row == SAPItem {
    private static var list: String { "API_OPLACCTGDOCITEMCUBE_SRV/A_OperationalAcctgDocItemCube" }
    private static var customers: (String, String) { ("AccountingDocumentItemType", "D") }

    /// The customer's items of a document.
    static func items(of entry: SAPEntry) -> Self {
        Self(
            Self.list,
            [
                ("AccountingDocument", entry.number), ("CompanyCode", entry.company), ("FiscalYear", entry.year),
                Self.customers,
            ]
        )
    }

    /// The customers' items that a document clears, its own included.
    static func items(clearedBy entry: SAPEntry) -> Self {
        Self(
            Self.list,
            [
                ("ClearingAccountingDocument", entry.number), ("CompanyCode", entry.company), Self.customers,
            ]
        )
    }
}

extension SAPQuery where Row == SAPOrder {
    static func orders(_ reference: String) -> Self {
        Self("API_SALES_ORDER_SRV/A_SalesOrder", [("PurchaseOrderByCustomer", reference)], expanding: "to_Item")
    }
}

extension SAPQuery where Row == SAPCustomer {
    static func customer(_ number: String) -> Self {
        Self("API_BUSINESS_PARTNER_SRV/A_BusinessPartner", [("Customer", number)])
    }
}

/// The document types of the ledger that are written here; SAP delivers them.
enum SAPDocumentType: String, Sendable {
    case invoice = "DR"
    case credit = "DG"
    case journal = "SA"
    case reversal = "AB"
    case receipt = "DZ"
}
