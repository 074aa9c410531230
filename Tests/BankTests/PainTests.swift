import Foundation
import RevenueModel
import Testing
import XML

@testable import Bank

@Suite("Refunds to the bank, and its answers")
struct PainTests {
    static let debtor = BankParty(name: "ACME GmbH", account: "DE89370400440532013000", bank: "COBADEFFXXX")

    static func refund(_ key: String, _ amount: String = "238.00") throws -> RefundFile.Refund {
        RefundFile.Refund(
            key: key,
            amount: try Money(decimal: amount, .euro),
            creditor: BankParty(name: "Globex & Söhne GmbH", account: "NL91ABNA0417164300", bank: "ABNANL2A"),
            remittance: "Credit CM-12 for INV-1001"
        )
    }

    static func file(_ refunds: [RefundFile.Refund]) throws -> RefundFile {
        RefundFile(
            key: "case-to-credit/C-7/1/refund/1",
            createdAt: "2026-11-23T10:00:00Z",
            executeOn: try #require(LocalDate(year: 2026, month: 11, day: 24)),
            debtor: Self.debtor,
            refunds: refunds
        )
    }

    @Test("name each refund by its idempotency key, the same for the same key", arguments: RefundFile.Version.allCases)
    func names(version: RefundFile.Version) throws {
        let file = try Self.file([try Self.refund("refund/C-7/1"), try Self.refund("refund/C-7/2", "1190.10")])
        let bytes = try file.document(version)
        #expect(bytes == (try file.document(version)))
        let root = try XMLReader().read(bytes)
        let namespace = "urn:iso:std:iso:20022:tech:xsd:\(version.rawValue)"
        #expect(root.name == QName(namespace, "Document"))
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("EndToEndId>refund/C-7/1<") && text.contains("CtrlSum>1428.10<"))
        #expect(text.contains("Globex &amp; Söhne GmbH"))
    }

    @Test("are valid by the published schemas", .enabled(if: BankFixtures.hasShared, "the schemas are not at hand"))
    func schema() throws {
        for version in RefundFile.Version.allCases {
            let xsd = try BankFixtures.sharedBytes("iso20022/xsd/\(version.rawValue).xsd")
            let schema = try XMLSchema([XMLSchema.Document(name: "pain.xsd", bytes: xsd)])
            var other = try Self.refund("refund/with a key that is far too long for any bank/2")
            other.creditor = BankParty(name: "Initech Inc.", account: "4589761203", bank: nil)
            other.remittance = ""
            let file = try Self.file([try Self.refund("refund/C-7/1"), other])
            #expect(try schema.findings(in: try file.document(version)).isEmpty)
        }
    }

    @Test("shorten a long key so that no two become one")
    func longKeys() {
        let keys = (0..<2_000).map { "case-to-credit/C-2026-000000\($0)/generation/1/refund/round/\($0 % 7)" }
        let names = keys.map(BankName.of)
        #expect(Set(names).count == keys.count)
        #expect(names.allSatisfy { $0.utf8.count <= 35 && !$0.contains("//") })
        #expect(BankName.of("a//b") != "a//b" && BankName.of("/a") != "/a" && BankName.of("Ü") != "Ü")
    }

    @Test("are refused before anything is written when one could go wrong")
    func refusals() throws {
        func problem(_ refunds: [RefundFile.Refund]) throws -> RefundError? {
            let file = try Self.file(refunds)
            do throws(RefundError) {
                _ = try file.document()
                return nil
            } catch {
                return error
            }
        }
        let good = try Self.refund("r1")
        #expect(try problem([good]) == nil)
        #expect(try problem([]) == .empty)
        #expect(try problem([good, good]) == .repeatedKey("r1"))
        #expect(try problem([try Self.refund("r2", "0.00")]) == .notPositive("r2"))
        #expect(try problem([try Self.refund("r2", "-1.00")]) == .notPositive("r2"))
        var dollars = good
        dollars.key = "r3"
        dollars.amount = Money(minorUnits: 100, try #require(Currency("USD")))
        #expect(try problem([good, dollars]) == .mixedCurrencies("r3"))
        var wrong = good
        wrong.creditor.account = "NL92ABNA0417164300"
        #expect(try problem([wrong]) == .wrongIBAN("NL92ABNA0417164300", of: "the payee of r1"))
        wrong.creditor.account = nil
        #expect(try problem([wrong]) == .missing("account", of: "the payee of r1"))
        var long = good
        long.remittance = String(repeating: "x", count: 141)
        #expect(try problem([long]) == .tooLong("text", of: "r1", most: 140))
    }

    @Test("come back with a status and a reason for each, and nothing is guessed")
    func answers() throws {
        let report = try PaymentStatusReport(try BankFixtures.bytes("acme-refunds.pain002.v03.xml"))
        try BankFixtures.compare(report, with: "acme-refunds.pain002.v03.xml")
        #expect(report.status == .partly)
        #expect(report.outcome(of: "REFUND-CM-12", in: "REFUNDS-7").status == .accepted)
        let rejected = report.outcome(of: "REFUND-CM-13", in: "REFUNDS-7")
        #expect(rejected.status == .rejected)
        #expect(rejected.reasons.map(\.code) == ["AC04"])
        #expect(report.outcome(of: "REFUND-CM-14", in: "REFUNDS-7").status == .pending)
        #expect(report.outcome(of: "REFUND-CM-99", in: "REFUNDS-7").status == .unknown)
    }

    @Test("a whole message that is rejected rejects each of its refunds")
    func group() throws {
        let text = String(decoding: try BankFixtures.bytes("acme-refunds.pain002.v03.xml"), as: UTF8.self)
        let start = try #require(text.range(of: "<OrgnlPmtInfAndSts>")?.lowerBound)
        let end = try #require(text.range(of: "</OrgnlPmtInfAndSts>")?.upperBound)
        let rejected = text.replacingCharacters(in: start..<end, with: "").replacing(">PART<", with: ">RJCT<")
        let report = try PaymentStatusReport(Array(rejected.utf8))
        #expect(report.outcome(of: "REFUND-CM-12", in: "REFUNDS-7").status == .rejected)
        let strange = try PaymentStatusReport(Array(rejected.replacing(">RJCT<", with: ">WHAT<").utf8))
        #expect(strange.outcome(of: "REFUND-CM-12", in: "REFUNDS-7").status == .unknown)
    }

    @Test("a status report of an unknown version is refused by its name")
    func version() throws {
        let text = String(decoding: try BankFixtures.bytes("acme-refunds.pain002.v03.xml"), as: UTF8.self)
        let strange = text.replacing("pain.002.001.03", with: "pain.002.001.03.ch.02")
        #expect(throws: BankError.self) { try PaymentStatusReport(Array(strange.utf8)) }
        let alias = ["urn:iso:std:iso:20022:tech:xsd:pain.002.001.03.ch.02": "pain.002.001.03"]
        #expect(try PaymentStatusReport(Array(strange.utf8), aliases: alias).payments.count == 3)
    }
}
