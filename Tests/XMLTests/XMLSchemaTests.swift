import Testing

@testable import XML

@Suite(.serialized) struct XMLSchemaTests {
    private static let invoice = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:i" xmlns:m="urn:m" targetNamespace="urn:i" \
        elementFormDefault="qualified">
        <xs:import namespace="urn:m" schemaLocation="http://127.0.0.1:9/money.xsd"/>
        <xs:include schemaLocation="../lines.xsd"/>
        <xs:element name="Invoice"><xs:complexType><xs:sequence>
        <xs:element name="Number"><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="INV-[0-9]{4}"/>\
        </xs:restriction></xs:simpleType></xs:element>
        <xs:element name="Line" type="Line" maxOccurs="3"/>
        <xs:element ref="m:Total"/>
        </xs:sequence><xs:attribute name="day" type="xs:date"/></xs:complexType></xs:element></xs:schema>
        """
    /// Without a namespace: it takes that of the document that includes it.
    private static let lines = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">
        <xs:complexType name="Line"><xs:simpleContent><xs:extension base="xs:decimal"/></xs:simpleContent>\
        </xs:complexType></xs:schema>
        """
    private static let money = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:m="urn:m" targetNamespace="urn:m">
        <xs:import namespace="urn:i"/>
        <xs:element name="Total" type="xs:decimal"/></xs:schema>
        """
    /// A second document for the same namespace, which nobody includes.
    private static let rates = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:m">
        <xs:element name="Rate" type="xs:decimal"/></xs:schema>
        """

    private static func document(_ name: String, _ text: String) -> XMLSchema.Document {
        XMLSchema.Document(name: name, bytes: text.utf8)
    }

    private static let documents = [
        Self.document("schemas/invoice.xsd", Self.invoice), Self.document("schemas/lines.xsd", Self.lines),
        Self.document("money.xsd", Self.money), Self.document("rates.xsd", Self.rates),
    ]

    private static func invoice(_ content: String, attributes: String = "") -> String {
        "<Invoice xmlns='urn:i' xmlns:m='urn:m'\(attributes)>\n\(content)</Invoice>"
    }

    private static let valid = Self.invoice("<Number>INV-1042</Number><Line>1.5</Line>\n<m:Total>1.5</m:Total>")

    @Test func `several documents make one schema, whatever locations they name`() throws {
        let schema = try XMLSchema(Self.documents)
        #expect(try schema.findings(in: Self.valid.utf8) == [])
        #expect(try schema.findings(in: "<m:Rate xmlns:m='urn:m'>2</m:Rate>".utf8) == [])
        #expect(throws: Never.self) { try schema.validate(Self.valid.utf8) }
        #expect(XMLLibrary.externalLoads == 0)
    }

    @Test(arguments: [
        ("<Number>1042</Number><Line>1</Line><m:Total>1</m:Total>", 2, "/Invoice/Number", "INV-[0-9]{4}"),
        ("<Number>INV-1042</Number>\n<Line>x</Line><m:Total>1</m:Total>", 3, "/Invoice/Line", "not a valid value"),
        (
            "<Number>INV-1042</Number>\n<Line>1</Line>\n<Line>1,5</Line><m:Total>1</m:Total>", 4, "/Invoice/Line[2]",
            "'1,5' is not a valid value"
        ),
        (
            "<Number>INV-1042</Number><Line>1</Line><Tax/><m:Total>1</m:Total>", 2, "/Invoice/Tax",
            "This element is not expected here. Expected is Total."
        ),
        ("<Number>INV-1042</Number><Line>1</Line>", 1, "/Invoice", "Missing child element(s)."),
    ])
    func `a finding names line, element and reason`(content: String, line: Int, path: String, reason: String) throws {
        let findings = try XMLSchema(Self.documents).findings(in: Self.invoice(content).utf8)
        let finding = try #require(findings.first)
        #expect(finding.line == line)
        #expect(finding.path == path)
        #expect(finding.reason.contains(reason))
        #expect(!finding.reason.contains("urn:"))
        #expect(finding.description == "line \(line), \(path): \(finding.reason)")
    }

    @Test func `an attribute is found by its element`() throws {
        let content = "<Number>INV-1042</Number><Line>1</Line><m:Total>1</m:Total>"
        let document = Self.invoice(content, attributes: " day='tomorrow'")
        let finding = try #require(try XMLSchema(Self.documents).findings(in: document.utf8).first)
        #expect(finding.path == "/Invoice")
        #expect(finding.reason.hasPrefix("Attribute 'day': 'tomorrow' is not a valid value"))
    }

    @Test func `a line far down in a long document is still the right one`() throws {
        let content = "<Number>INV-1042</Number>" + String(repeating: "\n", count: 100_000) + "<Line>x</Line>"
        let finding = try #require(try XMLSchema(Self.documents).findings(in: Self.invoice(content).utf8).first)
        #expect(finding.line == 100_002)
    }

    @Test func `an unknown element is not valid`() throws {
        let findings = try XMLSchema(Self.documents).findings(in: "<Order xmlns='urn:i'/>".utf8)
        #expect(findings.map(\.path) == ["/Order"])
    }

    @Test func `a document that names schemas of its own is judged by ours, and nothing is fetched`() throws {
        let document = Self.invoice(
            "<Number>7</Number>",
            attributes: " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "
                + "xsi:schemaLocation='urn:i http://127.0.0.1:9/i.xsd urn:z file:///etc/passwd' "
                + "xsi:noNamespaceSchemaLocation='file:///etc/passwd'"
        )
        #expect(try XMLSchema(Self.documents).findings(in: document.utf8).isEmpty == false)
        #expect(XMLLibrary.externalLoads == 0)
    }

    @Test func `a document that the reader refuses is not validated`() throws {
        let schema = try XMLSchema(Self.documents)
        let error = #expect(throws: XMLSchemaError.self) { try schema.validate("<!DOCTYPE a><a/>".utf8) }
        guard case .unreadable(let reason) = error else {
            Issue.record("not refused by the reader")
            return
        }
        #expect(reason.kind == .documentType)
        #expect(throws: XMLSchemaError.self) { try schema.validate("<a".utf8) }
    }

    @Test func `what a schema needs and was not given is refused, named and counted`() {
        let before = XMLLibrary.refusedSchemas
        let error = #expect(throws: XMLSchemaError.self) {
            try XMLSchema([Self.document("invoice.xsd", Self.invoice)])
        }
        #expect(error == .missing(["the namespace urn:m (for invoice.xsd)", "../lines.xsd (for invoice.xsd)"]))
        #expect(XMLLibrary.refusedSchemas == before + 2)
        #expect(XMLLibrary.externalLoads == 0)
    }

    @Test(arguments: [
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='a' type='b'/></xs:schema>",
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:elephant/></xs:schema>",
        "<html/>",
    ])
    func `a schema that is none is refused with its reason`(text: String) throws {
        let error = #expect(throws: XMLSchemaError.self) { try XMLSchema([Self.document("a", text)]) }
        guard case .wrongSchema(let findings) = error else {
            Issue.record("not refused as a schema")
            return
        }
        #expect(!findings.isEmpty)
    }

    @Test func `a schema with a document type, or twice the same document, is refused`() {
        let hostile = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"
        let error = #expect(throws: XMLSchemaError.self) { try XMLSchema([Self.document("a", hostile)]) }
        guard case .unreadableSchema("a", let reason) = error else {
            Issue.record("read")
            return
        }
        #expect(reason.kind == .documentType)
        let twice = [Self.document("a", Self.money), Self.document("a", Self.rates)]
        #expect(throws: XMLSchemaError.repeatedDocument("a")) { try XMLSchema(twice) }
    }

    @Test func `one schema serves many tasks at once`() async throws {
        let schema = try XMLSchema(Self.documents)
        let wrong = Self.invoice("<Number>7</Number>")
        await withTaskGroup(of: Bool.self) { group in
            for task in 0..<8 {
                group.addTask {
                    (0..<50).allSatisfy { _ in
                        let other = try? XMLSchema(Self.documents.reversed())
                        let used = task.isMultiple(of: 2) ? schema : other
                        let good = try? used?.findings(in: Self.valid.utf8).isEmpty
                        let bad = try? used?.findings(in: wrong.utf8).isEmpty
                        return good == true && bad == false
                    }
                }
            }
            for await correct in group { #expect(correct) }
        }
    }

    @Test func `the findings of one document are bounded`() throws {
        let line = "<Line>x</Line>"
        let text = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"><xs:complexType><xs:sequence>\
            <xs:element name="Line" type="xs:int" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>\
            </xs:schema>
            """
        let schema = try XMLSchema([Self.document("a", text)])
        let document = "<a>" + String(repeating: line, count: 1_000) + "</a>"
        #expect(try schema.findings(in: document.utf8).count == 100)
        let error = #expect(throws: XMLSchemaError.self) { try schema.validate(document.utf8) }
        #expect(error?.description.contains("There are 95 more.") == true)
    }

    @Test func `schemas, validations and streams give back what they took`() throws {
        let run = {
            let schema = try XMLSchema(Self.documents)
            _ = try schema.findings(in: Self.invoice("<Number>7</Number>").utf8)
            _ = try? XMLSchema([Self.document("a", Self.invoice)])
            // Abandoned in the middle, and after a refusal.
            for text in ["<a><e>1</e><e k='", "<a><e>1</e><!DOCTYPE a>"] {
                var stream = XMLStream(.named([QName("", "e")]))
                _ = try? stream.feed((text + String(repeating: " ", count: 2_000)).utf8)
            }
        }
        for _ in 0..<100 { try run() }
        let before = Memory.resident()
        for _ in 0..<1_000 { try run() }
        // One compiled schema alone takes tens of kilobytes.
        #expect(Memory.resident() - before < 24 << 20, "\((Memory.resident() - before) >> 10) KB more")
    }
}
