extension SuiteTalkSchemas {
    /// References, status, custom fields, and the passport.
    static let core = """
        <?xml version="1.0" encoding="UTF-8"?>
        <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:core="\(SuiteTalkNames.core)"
            targetNamespace="\(SuiteTalkNames.core)" elementFormDefault="qualified">
          <xsd:simpleType name="Text">
            <xsd:restriction base="xsd:string"><xsd:minLength value="1"/></xsd:restriction>
          </xsd:simpleType>
          <xsd:simpleType name="RecordType">
            <xsd:restriction base="xsd:string">
              <xsd:enumeration value="customer"/>
              <xsd:enumeration value="salesOrder"/>
              <xsd:enumeration value="invoice"/>
              <xsd:enumeration value="creditMemo"/>
              <xsd:enumeration value="customerPayment"/>
              <xsd:enumeration value="journalEntry"/>
            </xsd:restriction>
          </xsd:simpleType>
          <xsd:complexType name="Record" abstract="true"/>
          <xsd:complexType name="BaseRef" abstract="true">
            <xsd:sequence><xsd:element name="name" type="xsd:string" minOccurs="0"/></xsd:sequence>
          </xsd:complexType>
          <xsd:complexType name="RecordRef">
            <xsd:complexContent>
              <xsd:extension base="core:BaseRef">
                <xsd:attribute name="internalId" type="core:Text"/>
                <xsd:attribute name="externalId" type="core:Text"/>
                <xsd:attribute name="type" type="core:RecordType"/>
              </xsd:extension>
            </xsd:complexContent>
          </xsd:complexType>
          <xsd:complexType name="StatusDetail">
            <xsd:sequence>
              <xsd:element name="code" type="xsd:string"/>
              <xsd:element name="message" type="xsd:string"/>
              <xsd:element name="afterSubmitFailed" type="xsd:boolean" minOccurs="0"/>
            </xsd:sequence>
            <xsd:attribute name="type">
              <xsd:simpleType>
                <xsd:restriction base="xsd:string">
                  <xsd:enumeration value="ERROR"/>
                  <xsd:enumeration value="WARN"/>
                  <xsd:enumeration value="INFO"/>
                </xsd:restriction>
              </xsd:simpleType>
            </xsd:attribute>
          </xsd:complexType>
          <xsd:complexType name="Status">
            <xsd:sequence>
              <xsd:element name="statusDetail" type="core:StatusDetail" minOccurs="0" maxOccurs="unbounded"/>
            </xsd:sequence>
            <xsd:attribute name="isSuccess" type="xsd:boolean" use="required"/>
          </xsd:complexType>
          <xsd:element name="status" type="core:Status"/>
          <xsd:complexType name="CustomFieldRef" abstract="true">
            <xsd:attribute name="internalId" type="core:Text"/>
            <xsd:attribute name="scriptId" type="core:Text"/>
          </xsd:complexType>
          <xsd:complexType name="BooleanCustomFieldRef">
            <xsd:complexContent>
              <xsd:extension base="core:CustomFieldRef">
                <xsd:sequence><xsd:element name="value" type="xsd:boolean"/></xsd:sequence>
              </xsd:extension>
            </xsd:complexContent>
          </xsd:complexType>
          <xsd:complexType name="StringCustomFieldRef">
            <xsd:complexContent>
              <xsd:extension base="core:CustomFieldRef">
                <xsd:sequence><xsd:element name="value" type="xsd:string"/></xsd:sequence>
              </xsd:extension>
            </xsd:complexContent>
          </xsd:complexType>
          <xsd:complexType name="CustomFieldList">
            <xsd:sequence>
              <xsd:element name="customField" type="core:CustomFieldRef" maxOccurs="unbounded"/>
            </xsd:sequence>
          </xsd:complexType>
          <xsd:complexType name="DeletionReason">
            <xsd:sequence>
              <xsd:element name="deletionReasonCode" type="core:RecordRef"/>
              <xsd:element name="deletionReasonMemo" type="xsd:string" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>
          <xsd:complexType name="TokenPassportSignature">
            <xsd:simpleContent>
              <xsd:extension base="core:Text">
                <xsd:attribute name="algorithm" use="required">
                  <xsd:simpleType>
                    <xsd:restriction base="xsd:string"><xsd:enumeration value="HMAC-SHA256"/></xsd:restriction>
                  </xsd:simpleType>
                </xsd:attribute>
              </xsd:extension>
            </xsd:simpleContent>
          </xsd:complexType>
          <xsd:complexType name="TokenPassport">
            <xsd:sequence>
              <xsd:element name="account" type="core:Text"/>
              <xsd:element name="consumerKey" type="core:Text"/>
              <xsd:element name="token" type="core:Text"/>
              <xsd:element name="nonce">
                <xsd:simpleType>
                  <xsd:restriction base="xsd:string"><xsd:pattern value="[0-9A-Za-z]{6,64}"/></xsd:restriction>
                </xsd:simpleType>
              </xsd:element>
              <xsd:element name="timestamp" type="xsd:long"/>
              <xsd:element name="signature" type="core:TokenPassportSignature"/>
            </xsd:sequence>
          </xsd:complexType>
          <xsd:complexType name="GetIntegrationGovernanceInfoResult">
            <xsd:sequence>
              <xsd:element ref="core:status"/>
              <xsd:element name="integrationConcurrencyLimit" type="xsd:long" minOccurs="0"/>
              <xsd:element name="limitType" minOccurs="0">
                <xsd:simpleType>
                  <xsd:restriction base="xsd:string">
                    <xsd:enumeration value="_account"/>
                    <xsd:enumeration value="_integrationSpecific"/>
                    <xsd:enumeration value="_internal"/>
                  </xsd:restriction>
                </xsd:simpleType>
              </xsd:element>
            </xsd:sequence>
          </xsd:complexType>
          <xsd:element name="getIntegrationGovernanceInfoResult" type="core:GetIntegrationGovernanceInfoResult"/>
        </xsd:schema>
        """

    /// What a fault's detail says.
    static let faults: String = {
        let names = [
            "exceededConcurrentRequestLimitFault", "insufficientPermissionFault", "invalidCredentialsFault",
            "unexpectedErrorFault",
        ]
        let elements = names.map { "<xsd:element name=\"\($0)\" type=\"faults:SoapFault\"/>" }.joined(separator: "\n  ")
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:faults="\(SuiteTalkNames.faults)"
                targetNamespace="\(SuiteTalkNames.faults)" elementFormDefault="qualified">
              <xsd:complexType name="SoapFault">
                <xsd:sequence>
                  <xsd:element name="code" type="xsd:string"/>
                  <xsd:element name="message" type="xsd:string"/>
                </xsd:sequence>
              </xsd:complexType>
              \(elements)
            </xsd:schema>
            """
    }()
}
