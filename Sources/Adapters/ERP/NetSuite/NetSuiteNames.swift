internal import XML

/// The namespaces of endpoint 2025_2; an answer in those of another version is not understood.
enum NetSuiteNames {
    static let messages = "urn:messages_2025_2.platform.webservices.netsuite.com"
    static let core = "urn:core_2025_2.platform.webservices.netsuite.com"
    static let faults = "urn:faults_2025_2.platform.webservices.netsuite.com"
    static let relationships = "urn:relationships_2025_2.lists.webservices.netsuite.com"
    static let sales = "urn:sales_2025_2.transactions.webservices.netsuite.com"
    static let customers = "urn:customers_2025_2.transactions.webservices.netsuite.com"

    static let prefixes = [
        Self.messages: "messages", Self.core: "core", Self.relationships: "relationships", Self.sales: "sales",
        Self.customers: "customers", QName.xsiType.namespace: "xsi",
    ]
}

/// The kinds of record that are read or written here; the raw value is what a reference calls them.
enum RecordKind: String, Sendable {
    case customer, salesOrder, invoice, customerPayment

    var namespace: String {
        switch self {
        case .customer: NetSuiteNames.relationships
        case .salesOrder, .invoice: NetSuiteNames.sales
        case .customerPayment: NetSuiteNames.customers
        }
    }

    /// The type in the published schema.
    var type: QName {
        switch self {
        case .customer: QName(self.namespace, "Customer")
        case .salesOrder: QName(self.namespace, "SalesOrder")
        case .invoice: QName(self.namespace, "Invoice")
        case .customerPayment: QName(self.namespace, "CustomerPayment")
        }
    }
}
