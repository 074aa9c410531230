internal import XML

/// The namespaces of SuiteTalk 2025_2, the same for who asks and for who answers.
///
/// What is in those of another version is not understood.
package enum SuiteTalkNames {
    package static let messages = "urn:messages_2025_2.platform.webservices.netsuite.com"
    package static let core = "urn:core_2025_2.platform.webservices.netsuite.com"
    package static let faults = "urn:faults_2025_2.platform.webservices.netsuite.com"
    package static let relationships = "urn:relationships_2025_2.lists.webservices.netsuite.com"
    package static let sales = "urn:sales_2025_2.transactions.webservices.netsuite.com"
    package static let customers = "urn:customers_2025_2.transactions.webservices.netsuite.com"
    package static let general = "urn:general_2025_2.transactions.webservices.netsuite.com"
    /// The service's own: its binding and port.
    package static let platform = "urn:platform_2025_2.webservices.netsuite.com"

    /// The prefixes that a person who reads a message knows from the vendor's.
    package static let prefixes = [
        Self.messages: "platformMsgs", Self.core: "platformCore", Self.faults: "platformFaults",
        Self.relationships: "listRel", Self.sales: "tranSales", Self.customers: "tranCust", Self.general: "tranGeneral",
        QName.xsiType.namespace: "xsi",
    ]

    /// Where the service answers, below its host.
    package static let path = "/services/NetSuitePort_2025_2"
}
