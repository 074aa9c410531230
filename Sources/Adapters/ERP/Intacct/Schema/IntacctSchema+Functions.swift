extension IntacctSchema {
    /// The older functions, whose elements have one order.
    static let functions = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:include schemaLocation="types.xsd"/>
          <xs:include schemaLocation="objects.xsd"/>
          <xs:complexType name="order"><xs:sequence>
            <xs:element name="transactiontype" type="name"/>
            <xs:element name="datecreated" type="date"/>
            <xs:element name="customerid" type="name"/>
            <xs:element name="documentno" type="name"/>
            <xs:element name="referenceno" type="name"/>
            <xs:element name="termname" type="name"/>
            <xs:element name="currency" type="name" minOccurs="0"/>
            <xs:element name="sotransitems" type="orderLines"/>
          </xs:sequence></xs:complexType>
          <xs:complexType name="orderChange">
            <xs:sequence>
              <xs:element name="customfields" type="customfields"/>
              <xs:element name="updatesotransitems" type="orderLines"/>
            </xs:sequence>
            <xs:attribute name="key" type="name" use="required"/>
          </xs:complexType>
          <xs:complexType name="orderLines"><xs:sequence>
            <xs:element name="sotransitem" maxOccurs="unbounded">
              <xs:complexType><xs:sequence>
                <xs:element name="itemid" type="name"/>
                <xs:element name="itemdesc" type="xs:string"/>
                <xs:element name="quantity" type="quantity"/>
                <xs:element name="price" type="money"/>
                <xs:element name="locationid" type="name" minOccurs="0"/>
                <xs:element name="customfields" type="customfields" minOccurs="0"/>
                <xs:element name="revrectemplate" type="name"/>
                <xs:element name="revrecstartdate" type="date"/>
                <xs:element name="revrecenddate" type="date"/>
              </xs:sequence></xs:complexType>
            </xs:element>
          </xs:sequence></xs:complexType>
          <xs:complexType name="invoice"><xs:sequence>
            <xs:element name="customerid" type="name"/>
            <xs:element name="datecreated" type="date"/>
            <xs:element name="datedue" type="date"/>
            <xs:element name="termname" type="name"/>
            <xs:element name="invoiceno" type="name"/>
            <xs:element name="ponumber" type="name"/>
            <xs:element name="description" type="xs:string"/>
            <xs:element name="externalid" type="name"/>
            <xs:element name="currency" type="name" minOccurs="0"/>
            <xs:element name="taxsolutionid" type="name" minOccurs="0"/>
            <xs:element name="invoiceitems"><xs:complexType><xs:sequence>
              <xs:element name="lineitem" type="receivableLine" maxOccurs="unbounded"/>
            </xs:sequence></xs:complexType></xs:element>
          </xs:sequence></xs:complexType>
          <xs:complexType name="adjustment"><xs:sequence>
            <xs:element name="customerid" type="name"/>
            <xs:element name="datecreated" type="date"/>
            <xs:element name="adjustmentno" type="name"/>
            <xs:element name="invoiceno" type="name"/>
            <xs:element name="description" type="xs:string"/>
            <xs:element name="externalid" type="name"/>
            <xs:element name="currency" type="name" minOccurs="0"/>
            <xs:element name="taxsolutionid" type="name" minOccurs="0"/>
            <xs:element name="aradjustmentitems"><xs:complexType><xs:sequence>
              <xs:element name="lineitem" type="receivableLine" maxOccurs="unbounded"/>
            </xs:sequence></xs:complexType></xs:element>
          </xs:sequence></xs:complexType>
          <xs:complexType name="receivableLine"><xs:sequence>
            <xs:element name="glaccountno" type="name"/>
            <xs:element name="offsetglaccountno" type="name"/>
            <xs:element name="amount" type="money"/>
            <xs:element name="memo" type="xs:string"/>
            <xs:element name="locationid" type="name"/>
            <xs:element name="customfields" type="customfields" minOccurs="0"/>
            <xs:sequence minOccurs="0">
              <xs:element name="revrectemplate" type="name"/>
              <xs:element name="defrevaccount" type="name"/>
              <xs:element name="revrecstartdate" type="date"/>
              <xs:element name="revrecenddate" type="date"/>
            </xs:sequence>
            <xs:element name="itemid" type="name"/>
            <xs:element name="taxentries"><xs:complexType><xs:sequence>
              <xs:element name="taxentry"><xs:complexType><xs:sequence>
                <xs:element name="detailid" type="name"/>
                <xs:element name="trx_tax" type="money"/>
              </xs:sequence></xs:complexType></xs:element>
            </xs:sequence></xs:complexType></xs:element>
          </xs:sequence></xs:complexType>
          <xs:complexType name="payment"><xs:sequence>
            <xs:element name="customerid" type="name"/>
            <xs:element name="paymentamount" type="money"/>
            <xs:choice>
              <xs:element name="undepfundsacct" type="name"/>
              <xs:element name="bankaccountid" type="name"/>
            </xs:choice>
            <xs:element name="refid" type="name"/>
            <xs:element name="datereceived" type="date"/>
            <xs:element name="paymentmethod" type="name"/>
            <xs:element name="currency" type="name" minOccurs="0"/>
            <xs:element name="arpaymentitem"><xs:complexType><xs:sequence>
              <xs:element name="invoicekey" type="recordno"/>
              <xs:element name="amount" type="money"/>
            </xs:sequence></xs:complexType></xs:element>
          </xs:sequence></xs:complexType>
          <xs:complexType name="reversal">
            <xs:sequence>
              <xs:element name="datereversed" type="date"/>
              <xs:element name="description" type="xs:string"/>
            </xs:sequence>
            <xs:attribute name="key" type="recordno" use="required"/>
          </xs:complexType>
        </xs:schema>
        """
}
