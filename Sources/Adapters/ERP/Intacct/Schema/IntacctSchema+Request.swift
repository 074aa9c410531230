extension IntacctSchema {
    /// Who asks, and for which functions.
    static let request = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:include schemaLocation="functions.xsd"/>
          <xs:element name="request">
            <xs:complexType><xs:sequence>
              <xs:element name="control" type="control"/>
              <xs:element name="operation" type="operation"/>
            </xs:sequence></xs:complexType>
          </xs:element>
          <xs:complexType name="control"><xs:sequence>
            <xs:element name="senderid" type="name"/>
            <xs:element name="password" type="name"/>
            <xs:element name="controlid" type="controlid"/>
            <xs:element name="uniqueid" type="flag"/>
            <xs:element name="dtdversion" fixed="3.0" type="xs:string"/>
            <xs:element name="includewhitespace" type="flag"/>
          </xs:sequence></xs:complexType>
          <xs:complexType name="operation">
            <xs:sequence>
              <xs:element name="authentication" type="authentication"/>
              <xs:element name="content">
                <xs:complexType><xs:sequence>
                  <xs:element name="function" type="function" maxOccurs="unbounded"/>
                </xs:sequence></xs:complexType>
              </xs:element>
            </xs:sequence>
            <xs:attribute name="transaction" type="flag" use="required"/>
          </xs:complexType>
          <xs:complexType name="authentication"><xs:choice>
            <xs:element name="login">
              <xs:complexType><xs:sequence>
                <xs:element name="userid" type="name"/>
                <xs:element name="companyid" type="name"/>
                <xs:element name="password" type="name"/>
              </xs:sequence></xs:complexType>
            </xs:element>
            <xs:element name="sessionid" type="name"/>
          </xs:choice></xs:complexType>
          <xs:complexType name="function">
            <xs:choice>
              <xs:element name="getAPISession" type="empty"/>
              <xs:element name="readByQuery" type="readByQuery"/>
              <xs:element name="create" type="created"/>
              <xs:element name="update" type="updated"/>
              <xs:element name="delete" type="deleted"/>
              <xs:element name="create_sotransaction" type="order"/>
              <xs:element name="update_sotransaction" type="orderChange"/>
              <xs:element name="delete_sotransaction" type="keyed"/>
              <xs:element name="create_invoice" type="invoice"/>
              <xs:element name="reverse_invoice" type="reversal"/>
              <xs:element name="create_aradjustment" type="adjustment"/>
              <xs:element name="create_arpayment" type="payment"/>
              <xs:element name="reverse_arpayment" type="reversal"/>
            </xs:choice>
            <xs:attribute name="controlid" type="controlid" use="required"/>
          </xs:complexType>
        </xs:schema>
        """

    /// Values, each no wider than what we mean by it.
    static let types = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:complexType name="empty"/>
          <xs:complexType name="keyed"><xs:attribute name="key" type="name" use="required"/></xs:complexType>
          <xs:simpleType name="name">
            <xs:restriction base="xs:string"><xs:minLength value="1"/></xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="controlid">
            <xs:restriction base="xs:string"><xs:minLength value="1"/><xs:maxLength value="256"/></xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="flag">
            <xs:restriction base="xs:string">
              <xs:enumeration value="true"/><xs:enumeration value="false"/>
            </xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="money">
            <xs:restriction base="xs:string"><xs:pattern value="-?[0-9]+(\\.[0-9]{1,2})?"/></xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="quantity">
            <xs:restriction base="xs:string"><xs:pattern value="-?[0-9]+(\\.[0-9]+)?"/></xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="recordno">
            <xs:restriction base="xs:string"><xs:pattern value="[0-9]+"/></xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="usDate">
            <xs:restriction base="xs:string"><xs:pattern value="[0-9]{2}/[0-9]{2}/[0-9]{4}"/></xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="twoDigits">
            <xs:restriction base="xs:string"><xs:pattern value="[0-9]{2}"/></xs:restriction>
          </xs:simpleType>
          <xs:simpleType name="fourDigits">
            <xs:restriction base="xs:string"><xs:pattern value="[0-9]{4}"/></xs:restriction>
          </xs:simpleType>
          <xs:complexType name="date"><xs:sequence>
            <xs:element name="year" type="fourDigits"/>
            <xs:element name="month" type="twoDigits"/>
            <xs:element name="day" type="twoDigits"/>
          </xs:sequence></xs:complexType>
          <xs:complexType name="customfields"><xs:sequence>
            <xs:element name="customfield" maxOccurs="unbounded">
              <xs:complexType><xs:sequence>
                <xs:element name="customfieldname" type="name"/>
                <xs:element name="customfieldvalue" type="xs:string"/>
              </xs:sequence></xs:complexType>
            </xs:element>
          </xs:sequence></xs:complexType>
        </xs:schema>
        """
}
