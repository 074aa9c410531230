internal import SagaModel
internal import XML

/// What is sent, checked before it leaves: SAP would cut a long text short, or refuse it when half is done.
///
/// The schemas are our own and name only what is written here; lengths are those of SAP's dictionary.
enum SAPSchema {
    private static let compiled = Result { () throws(XMLSchemaError) in
        try XMLSchema([
            XMLSchema.Document(name: "functions.xsd", bytes: Self.functions.utf8),
            XMLSchema.Document(name: "idocs.xsd", bytes: Self.idocs.utf8),
        ])
    }

    /// Refuses what is not as the schema says; nothing has been sent by then.
    static func check(_ content: XMLOutput, _ asking: String) throws(Failure) {
        do {
            try Self.compiled.get().validate(content.document())
        } catch {
            throw .rejected("\(asking): it was not sent. \(error)")
        }
    }

    private static let functions = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="\(SAPFunction.namespace)" \
        targetNamespace="\(SAPFunction.namespace)">
        <xs:element name="BapiAccDocumentPost"><xs:complexType><xs:sequence>
          \(Self.table("Accountreceivable", optional: true, """
            \(Self.field("ItemnoAcc", "Number10")) \(Self.field("Customer", "Code10"))
            \(Self.field("Pmnttrms", "Code4", optional: true)) \(Self.field("BlineDate", "xs:date", optional: true))
            \(Self.field("AllocNmbr", "Text18")) \(Self.field("ItemText", "Text50"))
            """))
          \(Self.table("Accountgl", optional: true, """
            \(Self.field("ItemnoAcc", "Number10")) \(Self.field("GlAccount", "Code10"))
            \(Self.field("ItemText", "Text50")) \(Self.field("AllocNmbr", "Text18"))
            \(Self.field("TaxCode", "Code2", optional: true))
            """))
          \(Self.table("Accounttax", optional: true, """
            \(Self.field("ItemnoAcc", "Number10")) \(Self.field("GlAccount", "Code10"))
            \(Self.field("TaxCode", "Code2"))
            """))
          \(Self.table("Currencyamount", """
            \(Self.field("ItemnoAcc", "Number10")) \(Self.field("Currency", "Currency"))
            \(Self.field("AmtDoccur", "Amount"))
            """))
          \(Self.structure("Documentheader", """
            \(Self.field("BusAct", "Code4")) \(Self.field("HeaderTxt", "Text25")) \(Self.field("CompCode", "Code4"))
            \(Self.field("DocDate", "xs:date")) \(Self.field("PstngDate", "xs:date")) \(Self.field("DocType", "Code2"))
            \(Self.field("RefDocNo", "Code16"))
            """))
          <xs:element name="Return"/>
        </xs:sequence></xs:complexType></xs:element>
        <xs:element name="BapiSalesorderCreatefromdat2"><xs:complexType><xs:sequence>
          \(Self.structure("OrderHeaderIn", """
            \(Self.field("DocType", "Code4")) \(Self.field("SalesOrg", "Code4")) \(Self.field("DistrChan", "Code2"))
            \(Self.field("Division", "Code2")) \(Self.field("PurchDate", "xs:date")) \(Self.field("Pmnttrms", "Code4"))
            \(Self.field("PurchNoC", "Code35")) \(Self.field("Currency", "Currency"))
            """))
          \(Self.table("OrderItemsIn", Self.orderItem))
          \(Self.table("OrderPartners", "\(Self.field("PartnRole", "Code2")) \(Self.field("PartnNumb", "Code10"))"))
          <xs:element name="Return"/>
        </xs:sequence></xs:complexType></xs:element>
        <xs:element name="BapiSalesorderChange"><xs:complexType><xs:sequence>
          \(Self.structure("OrderHeaderInx", Self.field("Updateflag", "Flag")))
          \(Self.table("OrderItemIn", Self.orderItem))
          \(Self.table("OrderItemInx", "\(Self.field("ItmNumber", "Number6")) \(Self.field("Updateflag", "Flag"))"))
          <xs:element name="Return"/> \(Self.field("Salesdocument", "Code10"))
        </xs:sequence></xs:complexType></xs:element>
        <xs:element name="BapiTransactionCommit"><xs:complexType><xs:sequence>
          \(Self.field("Wait", "Flag"))
        </xs:sequence></xs:complexType></xs:element>
        \(Self.types)</xs:schema>
        """

    private static let orderItem = """
        \(Self.field("ItmNumber", "Number6")) \(Self.field("Material", "Code40", optional: true))
        \(Self.field("ShortText", "Text40", optional: true)) \(Self.field("ReqQty", "Quantity", optional: true))
        \(Self.field("CondValue", "Amount", optional: true))
        """

    private static let idocs = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
        <xs:element name="FINSTA01"><xs:complexType><xs:sequence>
        <xs:element name="IDOC"><xs:complexType><xs:sequence>
          \(Self.segment("EDI_DC40", """
            \(Self.field("TABNAM", "Code10")) \(Self.field("MANDT", "Number3")) \(Self.field("DIRECT", "Code1"))
            \(Self.field("IDOCTYP", "Code30")) \(Self.field("MESTYP", "Code30")) \(Self.field("SNDPOR", "Code10"))
            \(Self.field("SNDPRT", "Code2")) \(Self.field("SNDPRN", "Code10"))
            """))
          \(Self.segment("E1IDKU1", """
            \(Self.field("BGMREF", "Code16"))
            \(Self.segment("E1EDK03", "\(Self.field("IDDAT", "Number3")) \(Self.field("DATUM", "Number8"))"))
            \(Self.segment("E1IDB02", "\(Self.field("FIIKONTO", "Code35")) \(Self.field("FIIKWAER", "Currency"))"))
            \(Self.segment("E1IDPF1", """
              \(Self.field("LINLINEIT", "Number6")) \(Self.field("LINACTION", "Code3"))
              \(Self.segment("E1EDP02", "\(Self.field("QUALF", "Number3")) \(Self.field("BELNR", "Code35"))"))
              \(Self.segment("E1IDPU5", """
                \(Self.field("MOABETR", "SignedBehind")) \(Self.field("CUXWAERZ", "Currency"))
                """))
              """))
            """))
        </xs:sequence><xs:attribute name="BEGIN" fixed="1" use="required"/></xs:complexType></xs:element>
        </xs:sequence></xs:complexType></xs:element>
        \(Self.types)</xs:schema>
        """
}
