import Testing
import XML

@testable import SOAP

@Suite struct SOAPTests {
    private static let open = "<s:Envelope xmlns:s='\(SOAPVersion.soap11.namespace)' xmlns:m='urn:m'>"
    private static let close = "</s:Envelope>"

    private func envelope(_ content: String) -> [UInt8] {
        Array((Self.open + content + Self.close).utf8)
    }

    private func refusal(_ content: String) -> SOAPError? {
        #expect(throws: SOAPError.self, "\(content)") { try readSOAP(self.envelope(content)) }
    }

    @Test func `a message is its one entry and its headers`() throws {
        let bytes = self.envelope("<s:Header><m:id>7</m:id></s:Header> <s:Body>\n<m:done ok='1'/></s:Body>")
        guard case .body(let entry, let headers) = try readSOAP(bytes) else {
            Issue.record("not a body")
            return
        }
        #expect(entry.name == QName("urn:m", "done"))
        #expect(entry.attribute("ok") == "1")
        #expect(headers.map(\.text) == ["7"])
    }

    @Test(
        arguments: [
            "", "<s:Header/>", "<s:Body/>", "<s:Body><m:a/><m:b/></s:Body>",
            "<s:Body><m:a/></s:Body><s:Body><m:b/></s:Body>",
            "<s:Body><m:a/></s:Body><s:Header/>", "<s:Header/><s:Header/><s:Body><m:a/></s:Body>",
            "<m:Body><m:a/></m:Body>", "<s:Body><m:a/></s:Body><m:extra/>", "<s:Body>text<m:a/></s:Body>",
            "text<s:Body><m:a/></s:Body>", "<s:Header>text</s:Header><s:Body><m:a/></s:Body>",
            "<s:Body><m:a><m:b href='#1'/></m:a></s:Body>", "<m:x><s:Body><m:a/></s:Body></m:x>",
            "<s:Body><s:Fault><faultstring>no code</faultstring></s:Fault></s:Body>",
        ]
    )
    func `another shape is refused`(content: String) {
        guard case .notAnEnvelope = self.refusal(content) else {
            Issue.record("not refused for its shape: \(content)")
            return
        }
    }

    @Test func `an envelope of SOAP 1.2 is refused by name`() {
        let later = "http://www.w3.org/2003/05/soap-envelope"
        let error = #expect(throws: SOAPError.self) {
            try readSOAP(Array("<e:Envelope xmlns:e='\(later)'><e:Body><a/></e:Body></e:Envelope>".utf8))
        }
        #expect(error == .wrongVersion(expected: .soap11, found: later))
        #expect(error?.description.contains(later) == true)
    }

    @Test func `another document is not an envelope`() {
        for document in ["<html><body/></html>", "<Envelope/>"] {
            #expect(throws: SOAPError.self) { try readSOAP(Array(document.utf8)) }
        }
        let error = #expect(throws: SOAPError.self) { try readSOAP(Array("{}".utf8)) }
        guard case .notXML(let reason) = error else {
            Issue.record("read as XML")
            return
        }
        #expect(reason.kind == .notWellFormed)
    }

    @Test(arguments: ["1", "true", " 1 ", "maybe", ""])
    func `a header that must be understood and is not refuses the message`(must: String) throws {
        let content = "<s:Header><m:h s:mustUnderstand='\(must)'/></s:Header><s:Body><m:a/></s:Body>"
        #expect(self.refusal(content) == .mustUnderstand([QName("urn:m", "h")]))
        #expect(throws: Never.self) {
            try readSOAP(self.envelope(content), understood: [QName("urn:m", "h")])
        }
    }

    @Test func `a header that need not be understood is no obstacle`() {
        let content = "<s:Header><m:h s:mustUnderstand='0'/><m:i/></s:Header><s:Body><m:a/></s:Body>"
        #expect(throws: Never.self) { try readSOAP(self.envelope(content)) }
    }

    @Test func `processing instructions and document types are refused`() {
        let body = "<s:Body><m:a/></s:Body>"
        #expect(self.kind(Self.open + "<?go?>" + body + Self.close) == .processingInstruction)
        #expect(self.kind("<!DOCTYPE x>" + Self.open + body + Self.close) == .documentType)
    }

    private func kind(_ document: String) -> XMLError.Kind? {
        let error = #expect(throws: SOAPError.self) { try readSOAP(Array(document.utf8)) }
        guard case .notXML(let reason) = error else { return nil }
        return reason.kind
    }

    @Test func `the answer to another question is refused`() {
        let bytes = self.envelope("<s:Body><m:addResponse/></s:Body>")
        let error = #expect(throws: SOAPError.self) {
            try readSOAP(bytes, expecting: QName("urn:m", "upsertResponse"))
        }
        #expect(
            error == .unexpectedEntry(expected: QName("urn:m", "upsertResponse"), found: QName("urn:m", "addResponse"))
        )
    }

    @Test func `a fault is read whatever was expected, with its class and its detail`() throws {
        let content = """
            <s:Body><s:Fault><faultcode>s:Server.userException</faultcode><faultstring> It broke. </faultstring>\
            <detail><m:busy><m:code>WS_<!-- -->BLOCKED</m:code></m:busy></detail></s:Fault></s:Body>
            """
        guard case .fault(let fault) = try readSOAP(self.envelope(content), expecting: QName("urn:m", "a")) else {
            Issue.record("not a fault")
            return
        }
        #expect(fault.code == "Server.userException")
        #expect(fault.reason == "It broke.")
        #expect(fault.detail(named: QName("urn:m", "busy"))?.child(QName("urn:m", "code"))?.text == "WS_BLOCKED")
        #expect(fault.detail(named: QName("urn:m", "idle")) == nil)
    }

    @Test func `what is written is read again`() throws {
        let detail = XMLOutput.element(QName("urn:m", "busy"), text: "<now>")
        let body = SOAPFault.output(code: "Client", reason: "a & b", detail: [detail])
        let bytes = try SOAPEnvelope(body: body).document(prefixes: ["urn:m": "m"])
        #expect(String(decoding: bytes, as: UTF8.self).contains("<faultcode>soapenv:Client</faultcode>"))
        guard case .fault(let fault) = try readSOAP(bytes) else {
            Issue.record("not a fault")
            return
        }
        #expect(fault.reason == "a & b")
        let again = try readSOAP(try SOAPEnvelope(body: fault.output).document(prefixes: ["urn:m": "m"]))
        #expect(again == .fault(fault))

        let header = XMLOutput.element(QName("urn:m", "id"), text: "7")
        let message = try SOAPEnvelope(header: [header], body: .element(QName("urn:m", "a"))).document()
        guard case .body(_, let headers) = try readSOAP(message) else {
            Issue.record("not a body")
            return
        }
        #expect(headers.map(\.text) == ["7"])
    }
}
