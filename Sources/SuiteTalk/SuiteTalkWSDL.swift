/// The description of the service, for clients that others wrote.
package enum SuiteTalkWSDL {
    private static let operations = ["get", "upsert", "delete", "getIntegrationGovernanceInfo"]

    /// The text; `address` is where the service answers, and its schemas lie in the folder `xsd` below.
    package static func text(address: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:xsd="http://www.w3.org/2001/XMLSchema"
            xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:msgs="\(SuiteTalkNames.messages)"
            xmlns:tns="\(SuiteTalkNames.platform)" targetNamespace="\(SuiteTalkNames.platform)">
          <wsdl:types>
            <xsd:schema>
              \(SuiteTalkSchemas.imports(from: "\(address)/xsd/").joined(separator: "\n      "))
            </xsd:schema>
          </wsdl:types>
          <wsdl:message name="headers">
            <wsdl:part name="tokenPassport" element="msgs:tokenPassport"/>
            <wsdl:part name="documentInfo" element="msgs:documentInfo"/>
          </wsdl:message>
        \(Self.operations.map(Self.messages).joined(separator: "\n"))
          <wsdl:portType name="NetSuitePortType">
        \(Self.operations.map(Self.operation).joined(separator: "\n"))
          </wsdl:portType>
          <wsdl:binding name="NetSuiteBinding" type="tns:NetSuitePortType">
            <soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
        \(Self.operations.map(Self.binding).joined(separator: "\n"))
          </wsdl:binding>
          <wsdl:service name="NetSuiteService">
            <wsdl:port name="NetSuitePort" binding="tns:NetSuiteBinding"><soap:address location="\(address)"/></wsdl:port>
          </wsdl:service>
        </wsdl:definitions>
        """
    }

    private static func messages(of name: String) -> String {
        """
          <wsdl:message name="\(name)Request"><wsdl:part name="parameters" element="msgs:\(name)"/></wsdl:message>
          <wsdl:message name="\(name)Response">
            <wsdl:part name="parameters" element="msgs:\(name)Response"/>
          </wsdl:message>
        """
    }

    private static func operation(_ name: String) -> String {
        """
            <wsdl:operation name="\(name)">
              <wsdl:input message="tns:\(name)Request"/>
              <wsdl:output message="tns:\(name)Response"/>
            </wsdl:operation>
        """
    }

    private static func binding(of name: String) -> String {
        """
            <wsdl:operation name="\(name)">
              <soap:operation soapAction="\(name)"/>
              <wsdl:input>
                <soap:header message="tns:headers" part="tokenPassport" use="literal"/>
                <soap:body use="literal" parts="parameters"/>
              </wsdl:input>
              <wsdl:output>
                <soap:header message="tns:headers" part="documentInfo" use="literal"/>
                <soap:body use="literal" parts="parameters"/>
              </wsdl:output>
            </wsdl:operation>
        """
    }
}
