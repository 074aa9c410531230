extension SuiteTalkSchemas {
    /// The operations and their headers.
    static let messages = """
        <?xml version="1.0" encoding="UTF-8"?>
        <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:core="\(SuiteTalkNames.core)"
            xmlns:msgs="\(SuiteTalkNames.messages)" targetNamespace="\(SuiteTalkNames.messages)"
            elementFormDefault="qualified">
          <xsd:import namespace="\(SuiteTalkNames.core)" schemaLocation="core.xsd"/>
          <xsd:element name="tokenPassport" type="core:TokenPassport"/>
          <xsd:complexType name="SearchPreferences">
            <xsd:sequence>
              <xsd:element name="bodyFieldsOnly" type="xsd:boolean" minOccurs="0"/>
              <xsd:element name="returnSearchColumns" type="xsd:boolean" minOccurs="0"/>
              <xsd:element name="pageSize" type="xsd:int" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>
          <xsd:element name="searchPreferences" type="msgs:SearchPreferences"/>
          <xsd:complexType name="DocumentInfo">
            <xsd:sequence><xsd:element name="nsId" type="xsd:string"/></xsd:sequence>
          </xsd:complexType>
          <xsd:element name="documentInfo" type="msgs:DocumentInfo"/>
          <xsd:complexType name="ReadResponse">
            <xsd:sequence>
              <xsd:element ref="core:status"/>
              <xsd:element name="record" type="core:Record" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>
          <xsd:complexType name="WriteResponse">
            <xsd:sequence>
              <xsd:element ref="core:status"/>
              <xsd:element name="baseRef" type="core:BaseRef" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>
          <xsd:complexType name="GetRequest">
            <xsd:sequence><xsd:element name="baseRef" type="core:BaseRef"/></xsd:sequence>
          </xsd:complexType>
          <xsd:complexType name="GetResponse">
            <xsd:sequence><xsd:element name="readResponse" type="msgs:ReadResponse"/></xsd:sequence>
          </xsd:complexType>
          <xsd:complexType name="UpsertRequest">
            <xsd:sequence><xsd:element name="record" type="core:Record"/></xsd:sequence>
          </xsd:complexType>
          <xsd:complexType name="UpsertResponse">
            <xsd:sequence><xsd:element name="writeResponse" type="msgs:WriteResponse"/></xsd:sequence>
          </xsd:complexType>
          <xsd:complexType name="DeleteRequest">
            <xsd:sequence>
              <xsd:element name="baseRef" type="core:BaseRef"/>
              <xsd:element name="deletionReason" type="core:DeletionReason" minOccurs="0"/>
            </xsd:sequence>
          </xsd:complexType>
          <xsd:complexType name="DeleteResponse">
            <xsd:sequence><xsd:element name="writeResponse" type="msgs:WriteResponse"/></xsd:sequence>
          </xsd:complexType>
          <xsd:complexType name="GetIntegrationGovernanceInfoRequest"/>
          <xsd:complexType name="GetIntegrationGovernanceInfoResponse">
            <xsd:sequence><xsd:element ref="core:getIntegrationGovernanceInfoResult"/></xsd:sequence>
          </xsd:complexType>
          <xsd:element name="get" type="msgs:GetRequest"/>
          <xsd:element name="getResponse" type="msgs:GetResponse"/>
          <xsd:element name="upsert" type="msgs:UpsertRequest"/>
          <xsd:element name="upsertResponse" type="msgs:UpsertResponse"/>
          <xsd:element name="delete" type="msgs:DeleteRequest"/>
          <xsd:element name="deleteResponse" type="msgs:DeleteResponse"/>
          <xsd:element name="getIntegrationGovernanceInfo" type="msgs:GetIntegrationGovernanceInfoRequest"/>
          <xsd:element name="getIntegrationGovernanceInfoResponse" type="msgs:GetIntegrationGovernanceInfoResponse"/>
        </xsd:schema>
        """
}
