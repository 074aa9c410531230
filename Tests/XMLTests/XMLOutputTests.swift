import Mutation
import Testing

@testable import XML

@Suite struct XMLOutputTests {
    @Test func `a document declares its prefixes once and escapes what it says`() throws {
        let output = XMLOutput.element(
            QName("u", "a"),
            attributes: [(QName("", "k"), "<\r\n\t\"&"), (.xsiType, .qname(QName("v", "T")))],
            [.text("a<b>&\r\n"), .element(QName("", "c"))]
        )
        let bytes = try output.document(prefixes: ["u": "p", "v": "w"])
        let expected = """
            <?xml version="1.0" encoding="UTF-8"?>
            <p:a xmlns:p="u" xmlns:ns1="http://www.w3.org/2001/XMLSchema-instance" xmlns:w="v" \
            k="&lt;&#13;&#10;&#9;&quot;&amp;" ns1:type="w:T">a&lt;b&gt;&amp;&#13;
            <c/></p:a>
            """
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
        let element = try XMLReader().read(bytes)
        #expect(element.attribute(.xsiType).flatMap { element.resolve($0) } == QName("v", "T"))
    }

    private static let unwritable: [XMLOutput] = [
        .element(QName("", "a"), text: "\u{0}"),
        .element(QName("", "a"), text: "\u{FFFE}"),
        .element(QName("", "a"), attributes: [(QName("", "b"), .text("\u{1B}"))]),
        .element(QName("", "a b")),
        .element(QName("", "")),
        .element(QName("", "a"), attributes: [(QName("", "b"), .text("1")), (QName("", "b"), .text("2"))]),
        .element(QName("", "a"), attributes: [(QName("", "xmlns"), .text("u"))]),
        .text("a"),
    ]

    @Test(arguments: Self.unwritable)
    func `what has no form in XML is not written`(output: XMLOutput) {
        let error = #expect(throws: XMLError.self) { try output.document() }
        #expect(error?.kind == .unwritable)
    }

    @Test(arguments: [["u": "xml"], ["u": "1"], ["u": "p", "v": "p"], ["u": "a:b"]])
    func `prefixes that would lie are not written`(prefixes: [String: String]) {
        let output = XMLOutput.element(QName("u", "a"), [.element(QName("v", "b"))])
        #expect(throws: XMLError.self) { try output.document(prefixes: prefixes) }
    }

    @Test func `a made-up prefix avoids the given ones`() throws {
        let output = XMLOutput.element(QName("u", "a"), [.element(QName("v", "b"))])
        let bytes = try output.document(prefixes: ["v": "ns1"])
        #expect(
            String(decoding: bytes, as: UTF8.self).hasSuffix("<ns2:a xmlns:ns2=\"u\" xmlns:ns1=\"v\"><ns1:b/></ns2:a>")
        )
    }

    @Test func `what was read can be written again`() throws {
        let document =
            "<a xmlns:x='http://www.w3.org/2001/XMLSchema-instance' xmlns:p='u' x:type='p:T' k='1'>t<p:b/></a>"
        let bytes = try XMLOutput(try read(document)).document(prefixes: ["u": "q"])
        let element = try XMLReader().read(bytes)
        #expect(element.attribute(.xsiType) == "q:T")
        #expect(element.text == "t")
        #expect(element.children.map(\.name) == [QName("u", "b")])
    }

    @Test(arguments: UInt64(0)..<200)
    func `every text comes back as it was written`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<20 {
            let (text, value) = (self.text(&random), self.text(&random))
            let output = XMLOutput.element(QName("u", "a"), attributes: [(QName("", "k"), .text(value))], text: text)
            let element = try XMLReader().read(try output.document())
            #expect(Array(element.text.unicodeScalars) == Array(text.unicodeScalars), "seed \(seed)")
            #expect(element.attribute("k").map { Array($0.unicodeScalars) } == Array(value.unicodeScalars))
        }
    }

    private func text(_ random: inout SplitMix64) -> String {
        let special = Array("&<>\"'\r\n\t ]-!?=;#".unicodeScalars)
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0..<40, using: &random) {
            let isSpecial = Bool.random(using: &random)
            let code = UInt32.random(in: 0..<0x11_0000, using: &random)
            let scalar = isSpecial ? special.randomElement(using: &random) : Unicode.Scalar(code)
            if let scalar, scalar.isXMLCharacter { text.append(scalar) }
        }
        return String(text)
    }
}
