import Testing
import XML

@testable import SOAP

@Suite struct SOAPVersionTests {
    private static let m = "urn:m"
    private static let asked = QName(Self.m, "upsert")
    private static let answered = QName(Self.m, "upsertResponse")

    private func envelope(_ version: SOAPVersion, _ content: String) -> [UInt8] {
        let open = "<s:Envelope xmlns:s='\(version.namespace)' xmlns:o='\(version.other.namespace)' xmlns:m='urn:m'>"
        return Array("\(open)\(content)</s:Envelope>".utf8)
    }

    private func refusal(_ version: SOAPVersion, _ content: String, question: String? = nil) -> SOAPError? {
        #expect(throws: SOAPError.self, "\(content)") {
            try readSOAP(self.envelope(version, content), version: version, question: question)
        }
    }

    private func headers(_ message: SOAPMessage) -> [XMLElement]? {
        guard case .body(_, let headers) = message else { return nil }
        return headers
    }

    private func fault(_ bytes: [UInt8], _ version: SOAPVersion) throws -> SOAPFault? {
        guard case .fault(let fault) = try readSOAP(bytes, version: version) else { return nil }
        return fault
    }

    @Test(arguments: SOAPVersion.allCases)
    func `a message of the version spoken is read, and one of the other refused by name`(version: SOAPVersion) throws {
        let block = version.headerBlock(QName(Self.m, "id"), [.text("7")])
        let bytes = try SOAPEnvelope(version: version, header: [block], body: .element(Self.answered)).document()
        let message = try readSOAP(bytes, version: version, expecting: Self.answered)
        #expect(self.headers(message)?.map(\.text) == ["7"])
        #expect(throws: SOAPError.wrongVersion(expected: version.other, found: version.namespace)) {
            try readSOAP(bytes, version: version.other)
        }
    }

    @Test(
        arguments: SOAPVersion.allCases,
        [
            "<o:Body><m:a/></o:Body>", "<o:Header/><s:Body><m:a/></s:Body>", "<s:Body><o:Fault/></s:Body>",
            "<s:Header><m:h o:mustUnderstand='0'/></s:Header><s:Body><m:a/></s:Body>",
            "<s:Header><o:h/></s:Header><s:Body><m:a/></s:Body>", "<s:Body o:encodingStyle=''><m:a/></s:Body>",
            "<s:Body><s:Fault><o:Code/></s:Fault></s:Body>",
        ]
    )
    func `a message that mixes versions is refused`(version: SOAPVersion, content: String) {
        guard case .mixedVersions(let name) = self.refusal(version, content) else {
            Issue.record("not refused for its versions: \(content)")
            return
        }
        #expect(name.namespace == version.other.namespace)
    }

    @Test(
        arguments: SOAPVersion.allCases,
        [
            "", "urn:other", "http://schemas.xmlsoap.org/soap/actor/next",
            "http://www.w3.org/2003/05/soap-envelope/role/next",
        ]
    )
    func `a header that must be understood concerns us when its role does`(version: SOAPVersion, role: String) throws {
        let name = QName(Self.m, "h")
        let block = version.headerBlock(name, mustUnderstand: true, role: role, [])
        let bytes = try SOAPEnvelope(version: version, header: [block], body: .element(Self.asked)).document()
        let isOurs = role.isEmpty || role.contains("soap/actor") == (version == .soap11) && role.hasSuffix("next")
        if isOurs {
            #expect(throws: SOAPError.mustUnderstand([name])) { try readSOAP(bytes, version: version) }
            #expect(throws: Never.self) { try readSOAP(bytes, version: version, understood: [name]) }
        } else {
            #expect(throws: Never.self) { try readSOAP(bytes, version: version) }
        }
    }

    @Test(arguments: SOAPVersion.allCases)
    func `who receives an unknown header answers with a fault that names it`(version: SOAPVersion) throws {
        let names = [QName(Self.m, "h"), QName(Self.m, "i")]
        let refusal = SOAPError.mustUnderstand(names).refusal(version: version)
        let bytes = try refusal.document()
        #expect(try self.fault(bytes, version)?.code == "MustUnderstand")
        let root = try XMLReader().read(bytes)
        let named = root.children(version.name("Header")).flatMap(\.children).map { header in
            header.attribute("qname").flatMap { header.resolve($0) }
        }
        #expect(named == (version == .soap12 ? names : []))
    }

    @Test(arguments: SOAPVersion.allCases)
    func `who receives the other version answers in it, and says what could be spoken`(version: SOAPVersion) throws {
        let error = SOAPError.wrongVersion(expected: version, found: version.other.namespace)
        let bytes = try error.refusal(version: version).document()
        #expect(try self.fault(bytes, version.other)?.code == "VersionMismatch")
        let supported = try XMLReader().read(bytes).children.first?.children.first?.children.first
        #expect(supported?.attribute("qname").flatMap { supported?.resolve($0) } == version.name("Envelope"))
        let unreadable = try SOAPError.notAnEnvelope("no").refusal(version: version).document()
        #expect(try self.fault(unreadable, version)?.code == (version == .soap11 ? "Client" : "Sender"))
    }

    @Test func `a fault of SOAP 1.2 is read with all it says`() throws {
        let content = """
            <s:Body><s:Fault><s:Code><s:Value>s:Receiver</s:Value><s:Subcode><s:Value>m:Busy</s:Value><s:Subcode>\
            <s:Value>m:Limit</s:Value></s:Subcode></s:Subcode></s:Code><s:Reason><s:Text xml:lang='de'>Zu viel.</s:Text>\
            <s:Text xml:lang='en-GB'> Too much. </s:Text></s:Reason><s:Node>urn:node</s:Node><s:Role>urn:role</s:Role>\
            <s:Detail><m:busy>7</m:busy></s:Detail></s:Fault></s:Body>
            """
        let fault = try #require(try self.fault(self.envelope(.soap12, content), .soap12))
        #expect(fault.code == "Receiver")
        #expect(fault.subcodes == [QName(Self.m, "Busy"), QName(Self.m, "Limit")])
        #expect(fault.reason == "Too much.")
        #expect(fault.reasons == ["de": "Zu viel.", "en-GB": "Too much."])
        #expect(fault.node == "urn:node")
        #expect(fault.role == "urn:role")
        #expect(fault.detail(named: QName(Self.m, "busy"))?.text == "7")
        #expect(fault.description == "SOAP fault Receiver/Busy/Limit: Too much.")
    }

    @Test(arguments: SOAPVersion.allCases)
    func `a fault that is written is read again`(version: SOAPVersion) throws {
        let detail = XMLOutput.element(QName(Self.m, "busy"), text: "<now>")
        let body = SOAPFault.output(version: version, code: "MustUnderstand", reason: "a & b", detail: [detail])
        let bytes = try SOAPEnvelope(version: version, body: body).document(prefixes: [Self.m: "m"])
        let fault = try #require(try self.fault(bytes, version))
        #expect(fault.reason == "a & b")
        let again = try SOAPEnvelope(version: version, body: fault.output).document(prefixes: [Self.m: "m"])
        #expect(try self.fault(again, version) == fault)
    }

    @Test func `a fault with everything is written and read again`() throws {
        let fault = SOAPFault(
            version: .soap12,
            code: "Sender",
            subcodes: [QName(Self.m, "Wrong"), QName("urn:n", "Amount")],
            reason: "No.",
            reasons: ["de": "Nein.", "en": "No."],
            node: "urn:node",
            role: "urn:role"
        )
        let bytes = try SOAPEnvelope(version: .soap12, body: fault.output).document()
        #expect(try self.fault(bytes, .soap12) == fault)
        let older = SOAPFault(code: "Server", reason: "No.", node: "urn:node")
        #expect(try self.fault(try SOAPEnvelope(body: older.output).document(), .soap11) == older)
    }

    private static let reason = "<s:Reason><s:Text xml:lang='en'>x</s:Text></s:Reason>"

    @Test(arguments: [
        "", Self.reason, "<s:Code><s:Value>s:Sender</s:Value></s:Code>",
        "<s:Code><s:Value>s:Sender</s:Value></s:Code><s:Reason/>", "<s:Code><s:Value/></s:Code>\(Self.reason)",
        "<s:Code><s:Value>s:Client</s:Value></s:Code>\(Self.reason)",
        "<s:Code><s:Value>m:Sender</s:Value></s:Code>\(Self.reason)",
        "<s:Code><s:Value>q:Sender</s:Value></s:Code>\(Self.reason)",
        "<s:Code><s:Value>s:Sender</s:Value><s:Subcode/></s:Code>\(Self.reason)",
        "<s:Code><s:Value>s:Sender</s:Value></s:Code><s:Code><s:Value>s:Receiver</s:Value></s:Code>\(Self.reason)",
        "<faultcode>s:Sender</faultcode><faultstring>x</faultstring>",
    ])
    func `a fault of SOAP 1.2 without its parts cannot be read`(content: String) {
        guard case .notAnEnvelope = self.refusal(.soap12, "<s:Body><s:Fault>\(content)</s:Fault></s:Body>") else {
            Issue.record("not refused for its shape: \(content)")
            return
        }
    }

    private func related(_ ids: [String], fault: Bool = false, relation: String? = nil) -> [UInt8] {
        let type = relation.map { " RelationshipType='\($0)'" } ?? ""
        let headers = ids.map { "<w:RelatesTo s:mustUnderstand='1'\(type)>\($0)</w:RelatesTo>" }.joined()
        let entry = fault ? "<s:Fault><faultcode>s:Server</faultcode></s:Fault>" : "<m:upsertResponse/>"
        let space = "xmlns:w='\(SOAPAddressing.namespace)'"
        return self.envelope(.soap11, "<s:Header \(space)>\(headers)</s:Header><s:Body>\(entry)</s:Body>")
    }

    @Test func `an answer must relate to its question, where that had an id`() throws {
        #expect(throws: Never.self) { try readSOAP(self.related([" urn:1 "]), question: "urn:1") }
        let wrong: [(ids: [String], relation: String?)] = [
            ([], nil), (["urn:2"], nil), (["urn:1", "urn:1"], nil), (["urn:1", "urn:2"], nil), (["urn:1"], "urn:copy"),
        ]
        for (ids, relation) in wrong {
            let error = #expect(throws: SOAPError.self) {
                try readSOAP(self.related(ids, relation: relation), question: "urn:1")
            }
            guard case .unrelated("urn:1", _) = error else {
                Issue.record("not refused for its relation: \(ids)")
                continue
            }
        }
        // Without a question's id nobody looks at the header, so it is not understood.
        #expect(throws: SOAPError.self) { try readSOAP(self.related(["urn:1"])) }
    }

    @Test func `a fault need not relate to its question, but must not relate to another`() throws {
        for ids in [[], ["urn:1"]] {
            guard case .fault = try readSOAP(self.related(ids, fault: true), question: "urn:1") else {
                Issue.record("not a fault")
                continue
            }
        }
        #expect(throws: SOAPError.unrelated(question: "urn:1", answer: "urn:2")) {
            try readSOAP(self.related(["urn:2"], fault: true), question: "urn:1")
        }
    }

    @Test(arguments: SOAPVersion.allCases)
    func `a question's headers lead to an answer that relates to it`(version: SOAPVersion) throws {
        let header = SOAPAddressing.question(id: "urn:1", action: "urn:do")
        let question = try SOAPEnvelope(version: version, header: header, body: .element(Self.asked)).document()
        let headers = try #require(self.headers(try readSOAP(question, version: version)))
        let back = SOAPAddressing.answer(to: headers, action: "urn:done")
        let answer = try SOAPEnvelope(version: version, header: back, body: .element(Self.answered)).document()
        #expect(throws: Never.self) { try readSOAP(answer, version: version, question: "urn:1") }
        #expect(throws: SOAPError.self) { try readSOAP(answer, version: version, question: "urn:2") }
        #expect(SOAPAddressing.answer(to: [], action: "urn:done").isEmpty)
    }

    @Test(arguments: SOAPVersion.allCases, ["upsert", "urn:a;b=\"c\"", "a\\b", ""])
    func `the action travels where the version says`(version: SOAPVersion, action: String) throws {
        let headers = version.headers(action: action)
        let type = try #require(SOAPContentType(headers[0].value))
        #expect(type.version == version)
        #expect(type.action == (version == .soap12 ? action : nil))
        #expect(headers.map(\.name) == (version == .soap11 ? ["Content-Type", "SOAPAction"] : ["Content-Type"]))
        #expect(SOAPContentType(version.contentType)?.version == version)
    }

    @Test(arguments: ["", "text/html", "application/xml", "multipart/related; type=\"text/xml\""])
    func `another content type is not a SOAP message's`(value: String) {
        #expect(SOAPContentType(value) == nil)
    }

    @Test func `two actions are none`() {
        #expect(SOAPContentType("application/soap+xml; action=a; action=b") == nil)
        #expect(SOAPContentType("Application/SOAP+XML;Action=urn:a")?.action == "urn:a")
    }

    @Test(arguments: [
        ("text/xml; charset=utf-8", "utf-8"), ("text/xml;CHARSET=\"UTF-16\"", "UTF-16"),
        ("text/xml; charset = 'latin1' ; a=b", "latin1"), ("application/xop+xml; type=\"a;charset=b\"", nil),
        ("text/xml; charset", nil), ("charset=utf-8", nil), ("", nil),
    ])
    func `a media type says how the bytes are to be read, or nothing`(value: String, charset: String?) {
        #expect(MediaType(value).charset == charset)
    }
}
