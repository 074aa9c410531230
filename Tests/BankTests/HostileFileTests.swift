import Foundation
import Mutation
import RevenueModel
import Testing

@testable import Bank
@testable import XML

@Suite("Files that are wrong or meant to harm")
struct HostileFileTests {
    private static let file = "acme-41.camt053.v02.xml"

    private func error(_ change: (String) -> String) throws -> BankError? {
        let text = change(String(decoding: try BankFixtures.bytes(Self.file), as: UTF8.self))
        do throws(BankError) {
            _ = try BankReading(Array(text.utf8))
            return nil
        } catch {
            return error
        }
    }

    @Test("are refused with line, path, reason and remedy")
    func places() throws {
        let wrong = try #require(
            try self.error { $0.replacing(">59500.00</Amt>\n        <Cdt", with: ">5,9</Amt>\n        <Cdt") }
        )
        #expect(wrong.kind == .value)
        #expect(wrong.line == 37)
        #expect(wrong.path == "Document/BkToCstmrStmt/Stmt/Ntry/Amt")
        #expect(wrong.reason.contains("“5,9”") && !wrong.remedy.isEmpty)
        #expect("\(wrong)".hasPrefix("line 37, Document/"))
    }

    static let changes: [(String, String, BankError.Kind)] = [
        ("Ccy=\"EUR\">10000.00", "Ccy=\"EUR\">-10000.00", .value), ("Ccy=\"EUR\">10000.00", ">10000.00", .shape),
        ("Ccy=\"EUR\">10000.00", "Ccy=\"EUR\">10000.001", .value), ("Ccy=\"EUR\">10000.00", "Ccy=\"EUR\">NaN", .value),
        ("Ccy=\"EUR\">10000.00", "Ccy=\"EUR\">99999999999999999999", .value),
        ("Ccy=\"EUR\">10000.00", "Ccy=\"eur\">10000.00", .value), ("Ccy=\"EUR\">10000.00", "Ccy=\"EUR\">1e3", .value),
        ("<CdtDbtInd>CRDT</CdtDbtInd>\n        <Sts>", "<Sts>", .shape),
        ("<CdtDbtInd>CRDT</CdtDbtInd>\n        <Sts>", "<CdtDbtInd>crdt</CdtDbtInd><Sts>", .value),
        ("<Sts>BOOK</Sts>", "", .shape), ("<Sts>BOOK</Sts>", "<Sts>BOOK</Sts><Sts>PDNG</Sts>", .shape),
        ("<Sts>BOOK</Sts>", "<RvslInd>yes</RvslInd><Sts>BOOK</Sts>", .value),
        ("<ElctrncSeqNb>41</ElctrncSeqNb>", "<ElctrncSeqNb>x</ElctrncSeqNb>", .value),
        ("<Id>ACME-EUR-41</Id>", "", .shape), ("<Id>ACME-EUR-41</Id>", "<Id> </Id>", .shape),
        ("<LglSeqNb>41</LglSeqNb>", "<ElctrncSeqNb>42</ElctrncSeqNb>", .shape),
        ("<BookgDt><Dt>2026-11-19</Dt></BookgDt>", "<BookgDt><Dt>2026-02-30</Dt></BookgDt>", .value),
        ("</Stmt>", "<Bal/></Stmt>", .shape),
        ("camt.053.001.02", "camt.053.001.99", .unknownVersion("urn:iso:std:iso:20022:tech:xsd:camt.053.001.99")),
        ("camt.053.001.02", "camt.060.001.02", .unknownVersion("urn:iso:std:iso:20022:tech:xsd:camt.060.001.02")),
        ("</Document>", "", .document), ("<GrpHdr>", "<!DOCTYPE a><GrpHdr>", .document),
        ("<GrpHdr>", "<a:b/><GrpHdr>", .document),
    ]

    @Test("are refused when a value could mean two things, or a part is not in its place", arguments: Self.changes)
    func refused(old: String, new: String, kind: BankError.Kind) throws {
        #expect(try self.error { $0.replacing(old, with: new) }?.kind == kind, "\(old) → \(new)")
        #expect(XMLLibrary.externalLoads == 0)
    }

    @Test("are read whatever a bank adds that nobody asked for")
    func unknownElements() throws {
        let more = "<SplmtryData><Envlp><x xmlns=\"urn:bank\">1</x></Envlp></SplmtryData></Ntry>"
        #expect(try self.error { $0.replacing("</Ntry>", with: more) } == nil)
        #expect(try self.error { $0.replacing("<Sts>BOOK</Sts>", with: "<Sts>B<!-- x -->OOK</Sts>") } == nil)
        #expect(try self.error { $0.replacing("10000.00</Amt>", with: " +10000. </Amt>") } == nil)
    }

    @Test("a namespace that a bank made up is read as the version that somebody says")
    func alias() throws {
        let text = String(decoding: try BankFixtures.bytes(Self.file), as: UTF8.self)
        let own = text.replacing("urn:iso:std:iso:20022:tech:xsd:camt.053.001.02", with: "urn:bank:statement")
        #expect(throws: BankError.self) { try BankReading(Array(own.utf8)) }
        let read = try BankReading(Array(own.utf8), aliases: ["urn:bank:statement": "camt.053.001.02"])
        #expect(read.statements.first?.movements.count == 2)
        #expect(throws: BankError.self) {
            try BankReading(Array(own.utf8), aliases: ["urn:bank:statement": "camt.053.001.2"])
        }
    }

    @Test("one reference for two bookings of the same amount moves money once and asks")
    func repeatedReference() throws {
        let text = String(decoding: try BankFixtures.bytes("acme-45-gap.camt053.v08.xml"), as: UTF8.self)
        let start = try #require(text.range(of: "      <Ntry>")?.lowerBound)
        let end = try #require(text.range(of: "</Ntry>\n")?.upperBound)
        let twice = text.replacingCharacters(in: end..<end, with: String(text[start..<end]))
        let statement = try #require(try BankReading(Array(twice.utf8)).statements.first)
        #expect(statement.movements.count == 1)
        #expect(statement.exceptions.map(\.kind) == [.repeatedReference, .unbalanced])
    }

    @Test("a booking of a notice without a reference is left to the statement")
    func unidentified() throws {
        let text = String(decoding: try BankFixtures.bytes("acme-refund-returned.camt054.v02.xml"), as: UTF8.self)
        let without = text.replacing("<AcctSvcrRef>BANK-24-0001</AcctSvcrRef>", with: "")
        let statement = try #require(try BankReading(Array(without.utf8)).statements.first)
        #expect(statement.movements.isEmpty)
        #expect(statement.exceptions.map(\.kind) == [.unidentified])
    }

    static let bai2: [(String, String)] = [
        ("99,4132500,2,16/", ""), ("01,BANK01,ACME01,261120,0600,1,80,,2/", "01,BANK01,ACME01,261120,0600,1,80,,3/"),
        ("16,195,100000", "16,195,-100000"), ("16,195,100000", "16,195,1000.00"), ("16,195,", "16,777,"),
        ("03,4589761203,USD", "03,,USD"), ("03,4589761203,USD", "03,4589761203,US"), ("98,1382500,1,8/\n", ""),
        ("49,1382500,6/\n", ""), ("02,ACME01,BANK01,1,261119,2359,USD,2/", "hello"),
        ("261119,2359,USD", "261399,2359,USD"),
        ("88,100,250000,1,/", "88,1x0,250000,1,/"), ("99,4132500,2,16/", "99,4132500,2,16/\n16,195,1,0,,,/"),
        ("16,195,100000", "16,195,99999999999999999999"),
    ]

    @Test("BAI2 that is cut off or has a value that is none is refused with its line", arguments: Self.bai2)
    func refusedBAI2(old: String, new: String) throws {
        let text = String(decoding: try BankFixtures.bytes("acme-us.bai2"), as: UTF8.self).replacing(old, with: new)
        #expect(throws: BankError.self, "\(old) → \(new)") { try BankReading(Array(text.utf8)) }
    }

    @Test("BAI2 whose totals or counts do not agree is read, and kept out")
    func totalsBAI2() throws {
        let text = String(decoding: try BankFixtures.bytes("acme-us.bai2"), as: UTF8.self)
        for (old, new) in [
            ("49,1382500,6/", "49,1382500,7/"), ("49,1382500,6/", "49,1382501,6/"),
            ("98,2750000,1,6/", "98,2750000,2,6/"),
        ] {
            let read = try BankReading(Array(text.replacing(old, with: new).utf8))
            let all = read.exceptions + read.statements.flatMap(\.exceptions)
            #expect(all.contains { $0.kind == .controlTotal && $0.holds == .statement }, "\(new)")
        }
        let test = try BankReading(
            Array(text.replacing("BANK01,1,261119,2359,USD", with: "BANK01,4,261119,2359,USD").utf8)
        )
        #expect(test.statements.first?.exceptions.map(\.kind) == [.correction])
    }

    @Test("damaged files are read or refused, and never ask for another", arguments: UInt64(1)...4)
    func fuzz(seed: UInt64) async throws {
        let corpus = try SpecimenTests.files.map { try BankFixtures.bytes($0) }
        var (read, refused) = (0, 0)
        for (mark, part) in [
            ("<" as Unicode.Scalar, corpus.filter { $0.first == 0x3C }), (",", corpus.filter { $0.first != 0x3C }),
        ] {
            var mutator = Mutator(part, mark: mark, seed: seed)
            for number in 0..<2_500 {
                if number.isMultiple(of: 100) { await Task.yield() }
                let bytes = mutator.next()
                if let reading = try? BankReading(bytes) {
                    read += 1
                    #expect(reading.statements.allSatisfy { $0.movements.allSatisfy { !$0.id.isEmpty } })
                } else {
                    refused += 1
                }
            }
        }
        #expect(read > 300 && refused > 1_000, "\(read) read, \(refused) refused")
        #expect(XMLLibrary.externalLoads == 0)
    }

    @Test("damaged status reports are read or refused", arguments: UInt64(1)...2)
    func fuzzStatus(seed: UInt64) async throws {
        var mutator = Mutator([try BankFixtures.bytes("acme-refunds.pain002.v03.xml")], seed: seed)
        var read = 0
        for number in 0..<2_000 {
            if number.isMultiple(of: 100) { await Task.yield() }
            if (try? PaymentStatusReport(mutator.next())) != nil { read += 1 }
        }
        #expect(read > 100 && read < 1_800, "\(read)")
        #expect(XMLLibrary.externalLoads == 0)
    }
}
