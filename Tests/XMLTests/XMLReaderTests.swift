import Testing

@testable import XML

@Suite struct XMLReaderTests {
    @Test(
        arguments: [
            "<a", "<a>", "<a></b>", "<a/><b/>", "<a/>junk", "junk<a/>", "<a b='1' b='2'/>", "<a b=1/>",
            "<a>&nbsp;</a>", "<a>&#0;</a>", "<a>\u{1}</a>", "<a>\u{0}</a>", "{\"isSuccess\": true}",
            "<html><body><br></body></html>", "<a>&</a>", "<a>]]></a>", "<a><!-- -- --></a>",
        ]
    )
    func `a broken document is refused`(document: String) {
        #expect(refusal(document) == .notWellFormed)
    }

    @Test(
        arguments: [
            "<p:a/>", "<a p:b=''/>", "<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>", "<a xmlns:xml='urn:other'/>",
            "<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>", "<a xmlns:xmlns='u'/>", "<a xmlns:p=''/>",
        ]
    )
    func `a document whose names mean nothing, or two things, is refused`(document: String) {
        #expect(refusal(document) == .namespaceError)
    }

    @Test(arguments: ["", " \n\t", "\u{FEFF}"])
    func `nothing is not a document`(document: String) {
        #expect(refusal(document) == .empty)
    }

    @Test func `a comment inside a code does not cut it short`() throws {
        let code = try read("<code>WS_REQ<!-- x -->UEST_<![CDATA[BLOCK]]>ED</code>").text
        #expect(code == "WS_REQUEST_BLOCKED")
    }

    @Test func `entities and character references are read as the characters they stand for`() throws {
        let element = try read("<a b='&lt;&#65;&quot;'>&amp;&#x20AC;&gt;&apos;</a>")
        #expect(element.text == "&€>'")
        #expect(element.attribute("b") == "<A\"")
        let doubled = try read("<a xmlns='u?a&amp;b' b='x&amp;y&#38;&amp;#38;&amp;amp;'/>")
        #expect(doubled.attribute("b") == "x&y&&#38;&amp;")
        #expect(doubled.name.namespace == "u?a&b")
    }

    @Test func `text of children is theirs alone, and order is kept`() throws {
        let element = try read("<a>1<b>x</b>2<c/><b>y</b>3</a>")
        #expect(element.text == "123")
        #expect(element.children.map(\.name.local) == ["b", "c", "b"])
        #expect(element.child(QName("", "b"))?.text == "x")
        #expect(element.children(QName("", "b")).map(\.text) == ["x", "y"])
    }

    @Test func `names are namespace and local part, whatever the prefix`() throws {
        let element = try read("<p:a xmlns:p='u' p:k='1' k='2'><a xmlns='u'/><a/></p:a>")
        #expect(element.name == QName("u", "a"))
        #expect(element.attribute(QName("u", "k")) == "1")
        #expect(element.attribute("k") == "2")
        #expect(element.children.map(\.name) == [QName("u", "a"), QName("", "a")])
    }

    @Test func `a name in content means what its prefix means at that place`() throws {
        let xsi = "http://www.w3.org/2001/XMLSchema-instance"
        let document = """
            <r xmlns:xsi="\(xsi)" xmlns:p="one"><e xsi:type="p:T"/><e xmlns:p="two" xsi:type=" p:T "/>\
            <e xmlns="three" xsi:type="T"/></r>
            """
        let elements = try read(document).children
        let types = elements.map { element in element.attribute(.xsiType).flatMap { element.resolve($0) } }
        #expect(types == [QName("one", "T"), QName("two", "T"), QName("three", "T")])
        #expect(elements[1].namespaces == ["xsi": xsi, "p": "two"])
        #expect(elements[0].resolve("q:T") == nil)
        #expect(elements[0].resolve("p:q:T") == nil)
        #expect(elements[0].resolve("") == nil)
        #expect(elements[0].resolve("p:") == nil)
        #expect(elements[0].resolve("xml:lang") == QName(QName.xmlNamespace, "lang"))
        #expect(elements[0].resolve("T") == QName("", "T"))
    }

    @Test func `processing instructions do nothing, or are refused where they are forbidden`() throws {
        let document = "<?xml-stylesheet href='file:///etc/passwd'?><a/>"
        #expect(try read(document).name.local == "a")
        let error = #expect(throws: XMLError.self) {
            try XMLReader(refusesInstructions: true).read(document.utf8)
        }
        #expect(error?.kind == .processingInstruction)
    }

    @Test func `an error names the place, the reason and the remedy`() {
        let error = #expect(throws: XMLError.self) {
            try read("<a>\n\n<!-- --><b><b><b/></b></b></a>", limits: shallow)
        }
        #expect(error?.line == 3)
        #expect(
            error?.description
                == "XML, line 3: the document has more depth than 2. Ask for less at a time, or raise the limit depth (2)."
        )
    }

    private var shallow: XMLLimits {
        var limits = XMLLimits()
        limits.depth = 2
        return limits
    }

    @Test func `a path selects the text of nodes, numbers and nothing`() throws {
        let bytes = Array("<r xmlns='u'><a k='1'>x</a><a k='2'>y<b>z</b></a></r>".utf8)
        let reader = XMLReader()
        #expect(try reader.select("//n:a", in: bytes, namespaces: ["n": "u"]) == ["x", "yz"])
        #expect(try reader.select("//n:a/@k", in: bytes, namespaces: ["n": "u"]) == ["1", "2"])
        #expect(try reader.select("count(//*)", in: bytes) == ["4"])
        #expect(try reader.select("//a", in: bytes) == [])
        #expect(throws: XMLError.self) { try reader.select("//m:a", in: bytes) }
        #expect(throws: XMLError.self) { try reader.select("//a", in: Array("<!DOCTYPE a><a/>".utf8)) }
    }

    @Test(
        arguments: [
            ("true", true), ("1", true), (" \n\ttrue\r", true), ("false", false), ("0", false),
            ("TRUE", nil), ("yes", nil), ("", nil), ("2", nil), ("\u{A0}true", nil), ("true false", nil),
        ] as [(String, Bool?)]
    )
    func `a boolean is true, false, 1 or 0`(text: String, value: Bool?) {
        #expect(xmlBoolean(text) == value)
    }

    @Test func `the library says its version`() {
        #expect(xmlLibraryVersion.hasPrefix("2."))
    }
}
