import RevenueModel
import XML

/// The namespaces of SuiteTalk 2025_2.
enum SuiteTalk {
    static let messages = "urn:messages_2025_2.platform.webservices.netsuite.com"
    static let core = "urn:core_2025_2.platform.webservices.netsuite.com"
    static let faults = "urn:faults_2025_2.platform.webservices.netsuite.com"
    static let relationships = "urn:relationships_2025_2.lists.webservices.netsuite.com"
    static let sales = "urn:sales_2025_2.transactions.webservices.netsuite.com"
    static let customers = "urn:customers_2025_2.transactions.webservices.netsuite.com"

    static let prefixes = [
        Self.messages: "platformMsgs", Self.core: "platformCore", Self.faults: "platformFaults",
        Self.relationships: "listRel", Self.sales: "tranSales", Self.customers: "tranCust",
    ]

    /// Where each record type is defined.
    static let types: [DocumentKind: QName] = [
        .customer: QName(Self.relationships, "Customer"), .salesOrder: QName(Self.sales, "SalesOrder"),
        .invoice: QName(Self.sales, "Invoice"), .customerPayment: QName(Self.customers, "CustomerPayment"),
    ]

    static func kind(of type: QName) -> DocumentKind? { Self.types.first { $0.value == type }?.key }
}
