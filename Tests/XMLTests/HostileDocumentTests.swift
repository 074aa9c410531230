import Mutation
import Testing

@testable import XML

@Suite struct HostileDocumentTests {
    private static let stealing = """
        <!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>
        """

    @Test func `a document type is refused in every encoding, and no file is asked for`() {
        let before = XMLLibrary.externalLoads
        #expect(refusal(Self.stealing) == .documentType)
        #expect(refusal("\u{FEFF}" + Self.stealing) == .documentType)
        #expect(refusal(utf16(Self.stealing)) == .documentType)
        #expect(refusal(utf16(Self.stealing, bigEndian: true)) == .documentType)
        #expect(refusal(Self.stealing.utf8, charset: "ISO-8859-1") == .documentType)
        #expect(XMLLibrary.externalLoads == before)
        #expect(XMLLibrary.externalLoads == 0)
    }

    @Test func `a document type hidden in UTF-7 is refused by the encoding's name`() {
        let hidden = "<?xml version=\"1.0\" encoding=\"UTF-7\"?>+ADwAIQ-DOCTYPE a+AD4-<a/>"
        #expect(refusal(hidden) == .encoding("UTF-7"))
        #expect(refusal("<a/>".utf8, charset: "utf-7") == .encoding("utf-7"))
    }

    @Test(
        arguments: [
            "<!DOCTYPE a><a/>",
            "<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/x.dtd\"><a/>",
            "<!DOCTYPE a PUBLIC \"p\" \"file:///etc/passwd\"><a/>",
            "<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/p\"> %p;]><a/>",
            "<!DOCTYPE a [<!ATTLIST a isSuccess CDATA \"true\">]><a/>",
            "<!-- first --><!DOCTYPE a><a/>",
            "<!DOCTYPE a [<!ENTITY x \"&y;\"><!ENTITY y \"&x;\">]><a>&x;</a>",
        ]
    )
    func `any document type is refused`(document: String) {
        #expect(refusal(document) == .documentType)
        #expect(XMLLibrary.externalLoads == 0)
    }

    @Test func `a billion laughs are refused at once`() {
        var document = "<!DOCTYPE a [<!ENTITY l0 \"lol\">"
        for level in 1...9 {
            let laughs = String(repeating: "&l\(level - 1);", count: 10)
            document += "<!ENTITY l\(level) \"\(laughs)\">"
        }
        document += "]><a b=\"&l9;\">&l9;</a>"
        let elapsed = ContinuousClock().measure { #expect(refusal(document) == .documentType) }
        #expect(elapsed < .seconds(60))
    }

    @Test(arguments: ["a", "n:a", "xmlns:a"])
    func `twenty thousand attributes are refused at once`(prefix: String) {
        let attributes = (0..<20_000).map { " \(prefix)\($0)=\"v>'\"" }.joined()
        let document = "<!-- < \"' --><r xmlns:n='u'><![CDATA[<a b=\"]]><e\(attributes)/></r>"
        let limit: XMLLimits.Name = prefix == "xmlns:a" ? .namespaces : .attributesPerElement
        #expect(refusal(document) == .limit(limit, 256))
        // Before libxml2, which would compare each with each, has seen one of them.
        var scan = XMLTagScan(limits: .default)
        #expect(throws: XMLError.self) { try scan.check(Array(document.utf8)) }
    }

    @Test func `each limit refuses what is over it, and names itself`() {
        #expect(refusal("<a>12345</a>", limits: limits { $0.bytes = 11 }) == .limit(.bytes, 11))
        #expect(refusal("<a><b><c/></b></a>", limits: limits { $0.depth = 2 }) == .limit(.depth, 2))
        #expect(refusal("<a><b/><b/></a>", limits: limits { $0.elements = 2 }) == .limit(.elements, 2))
        #expect(refusal("<abcd/>", limits: limits { $0.nameLength = 3 }) == .limit(.nameLength, 3))
        #expect(refusal("<a abcd='1'/>", limits: limits { $0.nameLength = 3 }) == .limit(.nameLength, 3))
        #expect(refusal("<a>12<b/>34</a>", limits: limits { $0.textBytes = 3 }) == .limit(.textBytes, 3))
        #expect(refusal("<a b='1234'/>", limits: limits { $0.textBytes = 3 }) == .limit(.textBytes, 3))
        let nested = "<a xmlns:x='1'><b xmlns:y='2'/></a>"
        #expect(refusal(nested, limits: limits { $0.namespaces = 1 }) == .limit(.namespaces, 1))
        #expect(
            refusal("<a b='' c=''/>", limits: limits { $0.attributesPerElement = 1 })
                == .limit(.attributesPerElement, 1)
        )
    }

    @Test func `what is just at a limit is read`() {
        let exact = limits {
            $0.bytes = 33
            $0.depth = 2
            $0.elements = 2
            $0.nameLength = 3
            $0.textBytes = 3
            $0.namespaces = 1
            $0.attributesPerElement = 1
        }
        #expect(refusal("<a xmlns:x='u' b='1'><x:c/>1</a>", limits: exact) == nil)
    }

    @Test func `a very deep document is refused`() {
        #expect(refusal(String(repeating: "<a>", count: 1_000_000)) == .limit(.depth, 100))
    }

    @Test func `random bytes in a document never do harm`() throws {
        let seed: UInt64 = 0x5EED_0001
        let original = Array("<?xml version='1.0'?><a xmlns:n='u' n:b='c'>x&amp;<!-- y --><![CDATA[z]]><n:d/></a>".utf8)
        var random = SplitMix64(seed: seed)
        for _ in 0..<5_000 {
            var bytes = original
            for _ in 0...Int.random(in: 0..<4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            _ = refusal(bytes)
        }
        #expect(XMLLibrary.externalLoads == 0, "seed \(seed)")
    }

    private func limits(_ change: (inout XMLLimits) -> Void) -> XMLLimits {
        var limits = XMLLimits.default
        change(&limits)
        return limits
    }
}
