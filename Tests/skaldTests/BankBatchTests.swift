import Foundation
import Testing

@Suite("A long file of the bank, from the command line")
struct BankBatchTests {
    private static let bookings = 300

    private let skald: CommandLineUnderTest

    init() throws { self.skald = try CommandLineUnderTest() }

    /// Every second booking is money that we sent, and begins nothing.
    private func notice() throws -> String {
        let entries = (1...Self.bookings).map { number in
            "<Ntry><Amt Ccy=\"EUR\">\(number).00</Amt><CdtDbtInd>\(number.isMultiple(of: 2) ? "DBIT" : "CRDT")</CdtDbtInd>"
                + "<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt><ValDt><Dt>2026-11-20</Dt></ValDt>"
                + "<AcctSvcrRef>BANK-\(number)</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd>"
                + "<SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd></Ntry>"
        }
        let text =
            "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\"><BkToCstmrDbtCdtNtfctn><GrpHdr>"
            + "<MsgId>M</MsgId><CreDtTm>2026-11-21T01:00:00+01:00</CreDtTm></GrpHdr><Ntfctn><Id>N</Id>"
            + "<CreDtTm>2026-11-20T23:30:00+01:00</CreDtTm><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id>"
            + "<Ccy>EUR</Ccy></Acct>\(entries.joined())</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>"
        return try self.skald.write(text, to: "notice.xml")
    }

    private struct Listed: Decodable {
        struct Saga: Decodable {
            let id: String
            let amount: String?
        }

        let sagas: [Saga]
    }

    private func sagas() throws -> [String] {
        let listed = try self.skald.run("list", "-o", "json").json(Listed.self).sagas
        return listed.map { "\($0.id) \($0.amount ?? "-")" }.sorted()
    }

    @Test(
        "gives the same sagas, whether the import is killed once or never, and wherever",
        arguments: ["handling bank/DE89370400440532013000/BANK-271=271.00", "after commit"]
    )
    func killed(_ place: String) throws {
        let file = try self.notice()
        let whole = try CommandLineUnderTest()
        #expect(try whole.run("bank", "import", file).status == 0)
        let expected = try Self(whole).sagas()
        #expect(expected.count == Self.bookings / 2)

        self.skald.environment["SKALD_CRASH_AT"] = place
        #expect(try self.skald.run("bank", "import", file).status != 0, "it was killed")
        self.skald.environment["SKALD_CRASH_AT"] = nil
        #expect(try self.skald.run("bank", "import", file).status == 0)
        #expect(try self.sagas() == expected)
        let verified = try self.skald.run("verify")
        #expect(verified.status == 0, "\(verified.output)")
        #expect(try self.skald.run("bank", "import", file).output.contains("0 bookings taken in"))
        #expect(try self.sagas() == expected)
    }

    private init(_ skald: CommandLineUnderTest) { self.skald = skald }
}
