extension IntacctSchema {
    /// The newer functions, which carry an object, and the question for records.
    static let objects = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:include schemaLocation="types.xsd"/>
          <xs:complexType name="readByQuery"><xs:sequence>
            <xs:element name="object" type="name"/>
            <xs:element name="query" type="name"/>
            <xs:element name="fields" type="name"/>
            <xs:element name="pagesize" type="recordno"/>
          </xs:sequence></xs:complexType>
          <xs:complexType name="created"><xs:choice>
            <xs:element name="CUSTOMER" type="customer"/>
            <xs:element name="ARPYMT" type="application"/>
            <xs:element name="GLBATCH" type="journalEntry"/>
          </xs:choice></xs:complexType>
          <xs:complexType name="updated"><xs:choice>
            <xs:element name="CUSTOMER" type="customer"/>
            <xs:element name="ARINVOICE"><xs:complexType><xs:sequence>
              <xs:element name="RECORDNO" type="recordno"/>
              <xs:element name="ONHOLD" type="flag"/>
              <xs:any processContents="skip"/>
            </xs:sequence></xs:complexType></xs:element>
          </xs:choice></xs:complexType>
          <xs:complexType name="deleted"><xs:sequence>
            <xs:element name="object" fixed="ARADJUSTMENT" type="xs:string"/>
            <xs:element name="keys" type="recordno"/>
          </xs:sequence></xs:complexType>
          <xs:complexType name="customer"><xs:sequence>
            <xs:element name="CUSTOMERID" type="name"/>
            <xs:element name="NAME" type="name"/>
            <xs:element name="DISPLAYCONTACT"><xs:complexType><xs:sequence>
              <xs:element name="PRINTAS" type="name"/>
              <xs:element name="EMAIL1" type="name" minOccurs="0"/>
            </xs:sequence></xs:complexType></xs:element>
          </xs:sequence></xs:complexType>
          <xs:complexType name="application"><xs:sequence>
            <xs:element name="FINANCIALENTITY" type="name"/>
            <xs:element name="PAYMENTMETHOD" type="name"/>
            <xs:element name="CUSTOMERID" type="name"/>
            <xs:element name="DOCNUMBER" type="name"/>
            <xs:element name="RECEIPTDATE" type="usDate"/>
            <xs:element name="CURRENCY" type="name" minOccurs="0"/>
            <xs:element name="ARPYMTDETAILS"><xs:complexType><xs:sequence>
              <xs:element name="ARPYMTDETAIL" maxOccurs="unbounded"><xs:complexType><xs:sequence>
                <xs:element name="RECORDKEY" type="recordno"/>
                <xs:element name="ADJUSTMENTKEY" type="recordno"/>
                <xs:element name="TRX_ADJUSTMENTAMOUNT" type="money"/>
              </xs:sequence></xs:complexType></xs:element>
            </xs:sequence></xs:complexType></xs:element>
          </xs:sequence></xs:complexType>
          <xs:complexType name="journalEntry"><xs:sequence>
            <xs:element name="JOURNAL" type="name"/>
            <xs:element name="BATCH_DATE" type="usDate"/>
            <xs:element name="BATCH_TITLE" type="name"/>
            <xs:element name="REFERENCENO" type="name"/>
            <xs:element name="ENTRIES"><xs:complexType><xs:sequence>
              <xs:element name="GLENTRY" minOccurs="2" maxOccurs="unbounded"><xs:complexType><xs:sequence>
                <xs:element name="ACCOUNTNO" type="name"/>
                <xs:element name="TR_TYPE"><xs:simpleType><xs:restriction base="xs:string">
                  <xs:enumeration value="1"/><xs:enumeration value="-1"/>
                </xs:restriction></xs:simpleType></xs:element>
                <xs:element name="TRX_AMOUNT" type="money"/>
                <xs:element name="CURRENCY" type="name" minOccurs="0"/>
                <xs:element name="LOCATION" type="name" minOccurs="0"/>
                <xs:element name="DESCRIPTION" type="xs:string" minOccurs="0"/>
              </xs:sequence></xs:complexType></xs:element>
            </xs:sequence></xs:complexType></xs:element>
          </xs:sequence></xs:complexType>
        </xs:schema>
        """
}
