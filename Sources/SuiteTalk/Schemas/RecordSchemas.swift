extension SuiteTalkSchemas {
    /// Customers.
    static let relationships = Self.records(
        SuiteTalkNames.relationships,
        [
            Self.record(
                "Customer",
                [
                    ("entityId", "xsd:string"), ("companyName", "xsd:string"), ("email", "xsd:string"),
                    ("subsidiary", "core:RecordRef"), ("currency", "core:RecordRef"),
                    ("customFieldList", "core:CustomFieldList"),
                ]
            )
        ]
    )

    /// Sales orders and invoices.
    static let sales = Self.records(
        SuiteTalkNames.sales,
        [
            Self.line("SalesOrderItem", Self.orderItem), Self.list("SalesOrderItemList", "item", "SalesOrderItem"),
            Self.record("SalesOrder", Self.salesOrder), Self.line("InvoiceItem", Self.invoiceItem),
            Self.list("InvoiceItemList", "item", "InvoiceItem"), Self.record("Invoice", Self.invoice),
        ]
    )

    /// Credit memos and customer payments.
    static let customers = Self.records(
        SuiteTalkNames.customers,
        [
            Self.line("CreditMemoItem", Self.creditItem), Self.list("CreditMemoItemList", "item", "CreditMemoItem"),
            Self.line("CreditMemoApply", Self.apply), Self.list("CreditMemoApplyList", "apply", "CreditMemoApply"),
            Self.record("CreditMemo", Self.creditMemo), Self.line("CustomerPaymentApply", Self.apply),
            Self.list("CustomerPaymentApplyList", "apply", "CustomerPaymentApply"),
            Self.record("CustomerPayment", Self.customerPayment),
        ]
    )

    /// Journal entries.
    static let general = Self.records(
        SuiteTalkNames.general,
        [
            Self.line("JournalEntryLine", Self.journalLine),
            Self.list("JournalEntryLineList", "line", "JournalEntryLine"),
            Self.record("JournalEntry", Self.journalEntry),
        ]
    )
}

// The fields of each type in the vendor's order, which differs from type to type: the service reads in no other.
extension SuiteTalkSchemas {
    private static let salesOrder = [
        ("entity", "core:RecordRef"), ("currency", "core:RecordRef"), ("tranDate", "xsd:dateTime"),
        ("otherRefNum", "xsd:string"), ("memo", "xsd:string"), ("currencyName", "xsd:string"),
        ("subsidiary", "core:RecordRef"), ("status", "xsd:string"), ("terms", "core:RecordRef"),
        ("itemList", "tns:SalesOrderItemList"), ("customFieldList", "core:CustomFieldList"),
    ]

    private static let orderItem = [
        ("item", "core:RecordRef"), ("quantity", "xsd:decimal"), ("description", "xsd:string"),
        ("rate", "xsd:decimal"), ("amount", "xsd:decimal"), ("revRecStartDate", "xsd:dateTime"),
        ("revRecEndDate", "xsd:dateTime"), ("line", "xsd:long"), ("tax1Amt", "xsd:decimal"),
        ("taxCode", "core:RecordRef"), ("customFieldList", "core:CustomFieldList"),
    ]

    private static let invoice = [
        ("entity", "core:RecordRef"), ("tranDate", "xsd:dateTime"), ("createdFrom", "core:RecordRef"),
        ("terms", "core:RecordRef"), ("subsidiary", "core:RecordRef"), ("currency", "core:RecordRef"),
        ("dueDate", "xsd:dateTime"), ("otherRefNum", "xsd:string"), ("memo", "xsd:string"),
        ("amountRemaining", "xsd:decimal"), ("account", "core:RecordRef"), ("currencyName", "xsd:string"),
        ("total", "xsd:decimal"), ("status", "xsd:string"), ("itemList", "tns:InvoiceItemList"),
        ("customFieldList", "core:CustomFieldList"),
    ]

    private static let invoiceItem = [
        ("item", "core:RecordRef"), ("line", "xsd:long"), ("description", "xsd:string"), ("amount", "xsd:decimal"),
        ("quantity", "xsd:decimal"), ("rate", "xsd:decimal"), ("revRecStartDate", "xsd:dateTime"),
        ("revRecEndDate", "xsd:dateTime"), ("tax1Amt", "xsd:decimal"), ("taxCode", "core:RecordRef"),
        ("customFieldList", "core:CustomFieldList"),
    ]

    private static let creditMemo = [
        ("currency", "core:RecordRef"), ("entity", "core:RecordRef"), ("tranDate", "xsd:dateTime"),
        ("subsidiary", "core:RecordRef"), ("otherRefNum", "xsd:string"), ("memo", "xsd:string"),
        ("account", "core:RecordRef"), ("currencyName", "xsd:string"), ("amountRemaining", "xsd:decimal"),
        ("unapplied", "xsd:decimal"), ("applied", "xsd:decimal"), ("total", "xsd:decimal"),
        ("itemList", "tns:CreditMemoItemList"), ("applyList", "tns:CreditMemoApplyList"),
        ("customFieldList", "core:CustomFieldList"),
    ]

    private static let creditItem = [
        ("item", "core:RecordRef"), ("line", "xsd:long"), ("quantity", "xsd:decimal"), ("description", "xsd:string"),
        ("rate", "xsd:decimal"), ("amount", "xsd:decimal"), ("taxCode", "core:RecordRef"), ("tax1Amt", "xsd:decimal"),
        ("customFieldList", "core:CustomFieldList"),
    ]

    private static let apply = [("apply", "xsd:boolean"), ("doc", "xsd:long"), ("amount", "xsd:decimal")]

    private static let customerPayment = [
        ("arAcct", "core:RecordRef"), ("customer", "core:RecordRef"), ("currency", "core:RecordRef"),
        ("payment", "xsd:decimal"), ("tranDate", "xsd:dateTime"), ("memo", "xsd:string"),
        ("currencyName", "xsd:string"), ("undepFunds", "xsd:boolean"), ("account", "core:RecordRef"),
        ("subsidiary", "core:RecordRef"),
        ("applyList", "tns:CustomerPaymentApplyList"), ("customFieldList", "core:CustomFieldList"),
    ]

    private static let journalEntry = [
        ("tranDate", "xsd:dateTime"), ("currency", "core:RecordRef"), ("subsidiary", "core:RecordRef"),
        ("memo", "xsd:string"), ("lineList", "tns:JournalEntryLineList"), ("customFieldList", "core:CustomFieldList"),
    ]

    private static let journalLine = [
        ("account", "core:RecordRef"), ("line", "xsd:long"), ("debit", "xsd:decimal"), ("credit", "xsd:decimal"),
        ("memo", "xsd:string"),
    ]
}

extension SuiteTalkSchemas {
    private static func records(_ namespace: String, _ types: [String]) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:core="\(SuiteTalkNames.core)"
            xmlns:tns="\(namespace)" targetNamespace="\(namespace)" elementFormDefault="qualified">
          <xsd:import namespace="\(SuiteTalkNames.core)" schemaLocation="core.xsd"/>
        \(types.joined(separator: "\n"))
        </xsd:schema>
        """
    }

    private static func record(_ name: String, _ fields: [(String, String)]) -> String {
        """
          <xsd:complexType name="\(name)">
            <xsd:complexContent>
              <xsd:extension base="core:Record">
        \(Self.sequence(fields))
                <xsd:attribute name="internalId" type="core:Text"/>
                <xsd:attribute name="externalId" type="core:Text"/>
              </xsd:extension>
            </xsd:complexContent>
          </xsd:complexType>
        """
    }

    private static func line(_ name: String, _ fields: [(String, String)]) -> String {
        """
          <xsd:complexType name="\(name)">
        \(Self.sequence(fields))
          </xsd:complexType>
        """
    }

    /// A record's lines; they replace all that stand there, unless it says otherwise.
    private static func list(_ name: String, _ entry: String, _ type: String) -> String {
        """
          <xsd:complexType name="\(name)">
            <xsd:sequence>
              <xsd:element name="\(entry)" type="tns:\(type)" minOccurs="0" maxOccurs="unbounded"/>
            </xsd:sequence>
            <xsd:attribute name="replaceAll" type="xsd:boolean" default="true"/>
          </xsd:complexType>
        """
    }

    private static func sequence(_ fields: [(String, String)]) -> String {
        let elements = fields.map { name, type in
            "      <xsd:element name=\"\(name)\" type=\"\(type)\" minOccurs=\"0\"/>"
        }
        return (["    <xsd:sequence>"] + elements + ["    </xsd:sequence>"]).joined(separator: "\n")
    }
}
