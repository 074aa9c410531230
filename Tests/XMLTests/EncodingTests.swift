import Testing

@testable import XML

@Suite struct EncodingTests {
    private let declared = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>"

    @Test func `UTF-8, UTF-16 and ISO-8859-1 are read`() throws {
        let reader = XMLReader()
        #expect(try reader.read("\u{FEFF}<a>ü€😀</a>".utf8).text == "ü€😀")
        #expect(try reader.read(utf16("<a>ü€😀</a>")).text == "ü€😀")
        #expect(try reader.read(utf16("<?xml version='1.0' encoding='utf-16'?><a>ü</a>", bigEndian: true)).text == "ü")
        #expect(try reader.read(Array(self.declared.utf8) + [0xFC] + Array("</a>".utf8)).text == "ü")
    }

    @Test func `HTTP's charset comes before the declaration`() throws {
        let bytes = Array((self.declared + "ü</a>").utf8)
        #expect(try XMLReader().read(bytes, charset: "utf-8").text == "ü")
        #expect(try XMLReader().read(bytes).text == "Ã¼")
    }

    @Test(arguments: ["UTF-7", "UTF-32", "EBCDIC-CP-US", "windows-1252", "x\u{1}"])
    func `another encoding is refused by name`(name: String) {
        #expect(refusal("<a/>".utf8, charset: name) == .encoding(name))
        #expect(refusal("<?xml version='1.0' encoding = '\(name)'?><a/>") == .encoding(name))
    }

    @Test func `bytes that are not in the encoding they claim are refused`() {
        #expect(refusal(Array("<a>".utf8) + [0xC0, 0x80] + Array("</a>".utf8)) == .encoding("UTF-8"))
        #expect(refusal(Array("<a>".utf8) + [0xED, 0xA0, 0x80] + Array("</a>".utf8)) == .encoding("UTF-8"))
        #expect(refusal(utf16("<a/>").dropLast()) == .encoding("UTF-16"))
        #expect(refusal("<?xml version='1.0' encoding='UTF-16'?><a/>") == .encoding("UTF-16"))
        #expect(refusal(utf16("<?xml version='1.0' encoding='UTF-8'?><a/>")) == .encoding("UTF-8"))
        #expect(refusal([0x3C, 0, 0x61, 0, 0x2F, 0, 0x3E, 0]) == .notWellFormed)
    }

    @Test func `a second byte order mark is refused, whole and in pieces`() {
        let document = "\u{FEFF}\u{FEFF}<a/>"
        #expect(refusal(document) == .notWellFormed)
        #expect(refusal(utf16("\u{FEFF}<a/>")) == .notWellFormed)
        #expect(throws: XMLError.self) {
            var stream = XMLStream(.named([]))
            _ = try stream.feed(document.utf8)
            _ = try stream.finish()
        }
    }
}
