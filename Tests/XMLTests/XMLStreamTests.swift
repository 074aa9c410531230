import Foundation
import Mutation
import Testing

@testable import XML

@Suite struct XMLStreamTests {
    private static let statement = """
        <?xml version="1.0" encoding="UTF-8"?>
        <d:Document xmlns:d="urn:camt" xmlns:t="urn:types"><!-- > --><d:Stmt a="1>2"><d:Id>S&amp;1 €</d:Id>
        <d:Ntry k='">'><d:Amt t:c="EUR">1.50</d:Amt><d:Ntry>inner</d:Ntry></d:Ntry>
        <?go on?><other><d:Ntry/></other><d:Ntry><![CDATA[<d:Ntry> ]] ]]></d:Ntry></d:Stmt></d:Document>
        """

    private static let entry = QName("urn:camt", "Ntry")
    private static let way = [QName("urn:camt", "Document"), QName("urn:camt", "Stmt"), Self.entry]

    private func elements(
        _ bytes: some Collection<UInt8>,
        _ selection: XMLSelection,
        piece: Int,
        limits: XMLLimits = .stream,
        charset: String? = nil
    ) throws(XMLError) -> [XMLElement] {
        var stream = XMLStream(selection, limits: limits, charset: charset)
        var found: [XMLElement] = []
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            found += try stream.feed(rest.prefix(piece))
            rest = rest.dropFirst(piece)
        }
        return found + (try stream.finish())
    }

    private func refusal(
        _ text: String,
        piece: Int = 7,
        change: (inout XMLLimits) -> Void = { _ in }
    ) -> XMLError.Kind? {
        var limits = XMLLimits.stream
        change(&limits)
        do throws(XMLError) {
            _ = try self.elements(text.utf8, .named([QName("", "e")]), piece: piece, limits: limits)
            return nil
        } catch {
            return error.kind
        }
    }

    @Test(arguments: [1, 2, 3, 5, 7, 16, 64, 1_000])
    func `the same elements come out however the document is cut`(piece: Int) throws {
        let named = try self.elements(Self.statement.utf8, .named([Self.entry]), piece: piece)
        #expect(named.map(\.text) == ["", "", "<d:Ntry> ]] "])
        #expect(named[0].attribute("k") == "\">")
        #expect(named[0].child(QName("urn:camt", "Amt"))?.attribute(QName("urn:types", "c")) == "EUR")
        #expect(named[0].child(Self.entry)?.text == "inner")
        #expect(named[0].resolve("t:x") == QName("urn:types", "x"))
        let placed = try self.elements(Self.statement.utf8, .at([Self.way]), piece: piece)
        #expect(placed.count == 2)
        let id = try self.elements(Self.statement.utf8, .named([QName("urn:camt", "Id")]), piece: piece)
        #expect(id.map(\.text) == ["S&1 €"])
    }

    @Test(arguments: [1, 3, 8, 4_000])
    func `every encoding that the reader reads is read in pieces`(piece: Int) throws {
        let text = "<e>ä€😀" + String(repeating: "ö", count: 1_500) + "😀</e>"
        let wanted = XMLSelection.named([QName("", "e")])
        let whole = try read(text)
        #expect(try self.elements(text.utf8, wanted, piece: piece) == [whole])
        #expect(try self.elements("\u{FEFF}\(text)".utf8, wanted, piece: piece) == [whole])
        #expect(try self.elements(utf16(text), wanted, piece: piece) == [whole])
        #expect(try self.elements(utf16(text, bigEndian: true), wanted, piece: piece) == [whole])
        let latin = Array("<e>".utf8) + Array(repeating: 0xE4, count: 2_000) + Array("</e>".utf8)
        let read = try self.elements(latin, wanted, piece: piece, charset: "ISO-8859-1")
        #expect(read.map(\.text) == [String(repeating: "ä", count: 2_000)])
        #expect(throws: XMLError.self) { try self.elements(latin, wanted, piece: piece) }
    }

    @Test(arguments: [
        ("", XMLError.Kind.empty), (" \n", .empty), ("<a>", .notWellFormed), ("<a/><b/>", .notWellFormed),
        ("<a><b></a>", .notWellFormed), ("<a b='1", .notWellFormed), ("<a>&b;</a>", .notWellFormed),
        ("<!DOCTYPE a><a/>", .documentType), ("<p:a/>", .namespaceError), ("<a><!-- ", .notWellFormed),
        ("<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>", .namespaceError), ("<a>\u{0}</a>", .notWellFormed),
        ("<?xml version='1.0' encoding='UTF-7'?><a/>", .encoding("UTF-7")), ("<a/>x", .notWellFormed),
    ])
    func `what the reader refuses is refused`(text: String, kind: XMLError.Kind) {
        for piece in [1, 3, 1_000] { #expect(self.refusal(text, piece: piece) == kind, "in pieces of \(piece)") }
        #expect(XMLLibrary.externalLoads == 0)
    }

    @Test func `an error names its line, and stays`() throws {
        var stream = XMLStream(.named([QName("", "e")]))
        let error = #expect(throws: XMLError.self) {
            _ = try stream.feed("<a>\n\n<p:b/>".utf8); _ = try stream.finish()
        }
        let refusal = try #require(error)
        #expect(refusal.line == 3)
        #expect(throws: refusal) { try stream.feed("<c/>".utf8) }
        #expect(throws: refusal) { try stream.finish() }
    }

    @Test func `nothing is read after the end`() throws {
        var stream = XMLStream(.named([QName("", "e")]))
        #expect(try stream.feed("<e/>".utf8).isEmpty)
        #expect(stream.rootName == nil)
        #expect(try stream.finish().count == 1)
        #expect(stream.rootName == QName("", "e"))
        #expect(throws: XMLError.self) { try stream.feed("<e/>".utf8) }
    }

    @Test func `limits are those of each element, and of the whole only where it is said`() {
        let entries = String(repeating: "<e k='12345'><f/>12345</e>", count: 50)
        #expect(
            self.refusal("<a>\(entries)</a>") {
                $0.elements = 2; $0.textBytes = 10
            } == nil
        )
        #expect(self.refusal("<a>\(entries)<e><f/><f/></e></a>") { $0.elements = 2 } == .limit(.elements, 2))
        #expect(self.refusal("<a><e>12<f>34</f></e></a>") { $0.textBytes = 3 } == .limit(.textBytes, 3))
        #expect(self.refusal("<a>12345</a>") { $0.textBytes = 3 } == nil)
        #expect(self.refusal("<a>\(entries)</a>") { $0.bytes = 1_000 } == .limit(.bytes, 1_000))
        #expect(self.refusal("<a><b><e/></b></a>") { $0.depth = 2 } == .limit(.depth, 2))
        #expect(self.refusal("<a abcd='1'/>") { $0.nameLength = 3 } == .limit(.nameLength, 3))
        let attributes = (0..<300).map { " a\($0)='>'" }.joined()
        #expect(self.refusal("<a\(attributes)/>") == .limit(.attributesPerElement, 256))
        #expect(self.refusal("<a \(attributes.replacing(" a", with: " xmlns:a"))/>") == .limit(.namespaces, 256))
    }

    @Test(arguments: ["<a b='", "<a ", "<", "<a><!-- ", "<a><![CDATA[", "<a>", "<a><?b ", "<a><e>"])
    func `what never ends is forgotten or refused, and never held`(start: String) throws {
        let before = Memory.resident()
        var stream = XMLStream(.named([QName("", "e")]))
        let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 64 << 10)
        var most = 0
        do throws(XMLError) {
            _ = try stream.feed(start.utf8)
            for _ in 0..<800 {
                _ = try stream.feed(piece)
                most = max(most, Memory.resident())
            }
            _ = try stream.finish()
            Issue.record("read to its end")
        } catch {
            #expect(error.kind == .limit(.textBytes, 8 << 20) || error.kind == .notWellFormed)
        }
        #expect(most - before < 50 << 20)
    }

    @Test func `fifty megabytes are read in far less memory than they take`() throws {
        let text = String(repeating: "remittance information ", count: 60)
        let entry = Array("<Ntry><Amt>1.50</Amt><Ustrd>\(text)</Ustrd></Ntry>\n<Other>\(text)</Other>".utf8)
        let piece = 64 << 10
        var stream = XMLStream(.at([[QName("", "Document"), QName("", "Ntry")]]))
        var (fed, found, most) = (0, 0, 0)
        var buffer = Array("<Document>".utf8)
        let before = Memory.resident()
        while fed < 50 << 20 {
            while buffer.count < piece { buffer += entry }
            found += try stream.feed(buffer.prefix(piece)).count
            buffer.removeFirst(piece)
            fed += piece
            most = max(most, Memory.resident())
        }
        // The document ends with the entry that the last piece has cut.
        found += try stream.feed(buffer + Array("</Document>".utf8)).count
        found += try stream.finish().count
        #expect(found == (fed + buffer.count - 10) / entry.count)
        #expect(most - before < 30 << 20, "\((most - before) >> 10) KB more, for \(fed >> 10) KB")
    }

    @Test(arguments: UInt64(0)..<8)
    func `a damaged document is read as the reader reads it`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let original = Array(Self.statement.utf8)
        let root = XMLSelection.named([QName("urn:camt", "Document")])
        for _ in 0..<400 {
            var bytes = original
            for _ in 0...Int.random(in: 0..<3, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0x20...0x7F, using: &random)
            }
            let whole = try? XMLReader().read(bytes)
            let piece = Int.random(in: 1...bytes.count, using: &random)
            let streamed = try? self.elements(bytes, root, piece: piece)
            // A document with another outermost element has nothing to hand out.
            let expected = whole.map { $0.name == Self.way[0] ? [$0] : [] }
            #expect(
                streamed == expected || (whole != nil && streamed?.isEmpty == true),
                "seed \(seed), pieces of \(piece): \(String(decoding: bytes, as: UTF8.self))"
            )
        }
    }
}

enum Memory {
    /// The bytes of this process in memory.
    static func resident() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0) << 10
    }
}
