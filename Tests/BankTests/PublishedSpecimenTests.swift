import Foundation
import RevenueModel
import Testing
import XML

@testable import Bank

/// Specimens and schemas that others published, where they are at hand; none of them is part of this project.
@Suite("Published specimens", .enabled(if: BankFixtures.hasShared, "the published specimens are not at hand"))
struct PublishedSpecimenTests {
    static let specimens = [
        "camt052.v8", "camt053.v2.minimal", "camt053.v2.multi.statement", "camt053.v8", "camt054.v2", "camt054.v8",
    ]

    /// The JSON beside a specimen, as far as it says what we say too.
    private struct Expected {
        let entries: [[String: Any]]

        init(_ name: String) throws {
            let bytes = Data(try BankFixtures.sharedBytes("iso20022/samples/\(name).json"))
            let message = try JSONSerialization.jsonObject(with: bytes) as? [String: Any]
            self.entries = try #require(message?["getEntries"] as? [[String: Any]])
        }
    }

    private func parts(_ path: String) throws -> [BankPart] {
        var reader = BankFileReader()
        let parts = try reader.feed(try BankFixtures.sharedBytes(path))
        return parts + (try reader.finish())
    }

    private func money(_ value: Any?) -> String? {
        guard let money = value as? [String: Any], let minor = money["getAmount"] as? String,
            let code = (money["getCurrency"] as? [String: Any])?["getCode"] as? String
        else { return nil }
        return "\(code) \(minor)"
    }

    private func money(_ money: Money?) -> String? { money.map { "\($0.currency) \($0.minorUnits)" } }

    private func day(_ value: Any?) -> String? {
        ((value as? [String: Any])?["0"] as? String).map { String($0.prefix(10)) }
    }

    @Test(
        "have the entries, amounts, days, references and balances that the JSON beside them has",
        arguments: Self.specimens
    )
    func camt(name: String) throws {
        let expected = try Expected(name).entries
        var (entries, statement): ([(BankEntry, BankStatement)], BankStatement?) = ([], nil)
        for part in try self.parts("iso20022/samples/\(name).xml") {
            switch part {
            case .statement(let next): statement = next
            case .entry(let entry): entries.append((entry, try #require(statement)))
            case .exception: Issue.record("unexpected exception")
            }
        }
        // Their JSON tells of the entries of a file's last statement only, or of all: from the end they agree.
        let tail = entries.suffix(expected.count)
        #expect(tail.count == expected.count && !expected.isEmpty)
        for (said, (entry, statement)) in zip(expected, tail) {
            #expect(self.money(entry.amount) == self.money(said["getAmount"]))
            #expect(entry.reference == said["getAccountServicerReference"] as? String)
            #expect(entry.isReversal == said["getReversalIndicator"] as? Bool)
            #expect(entry.bookedOn?.description == self.day(said["getBookingDate"]))
            #expect(entry.valueOn?.description == self.day(said["getValueDate"]))
            try self.compare(entry, said["getTransactionDetails"] as? [Any] ?? [])
            guard let record = said["getRecord"] as? [String: Any] else { continue }
            try self.compare(statement, record)
        }
    }

    private func compare(_ entry: BankEntry, _ details: [Any]) throws {
        #expect(entry.transactions.count == details.count)
        for (transaction, detail) in zip(entry.transactions, details) {
            guard let detail = detail as? [String: Any] else { continue }
            let references = detail["getReference"] as? [String: Any] ?? [:]
            #expect(transaction.references.endToEnd == references["getEndToEndId"] as? String)
            #expect(transaction.references.mandate == references["getMandateId"] as? String)
            #expect(transaction.references.bank == references["getAccountServicerReference"] as? String)
            let remittance = detail["getRemittanceInformation"] as? [String: Any] ?? [:]
            let reference = remittance["getCreditorReferenceInformation"] as? [String: Any]
            let ours = transaction.remittance.structured.first?.creditorReference
            if let said = reference?["getRef"] as? String { #expect(said == ours) }
            let lines = (remittance["getUnstructuredBlocks"] as? [Any] ?? []).compactMap { $0 as? [String: Any] }
            if let line = lines.first?["getMessage"] as? String { #expect(transaction.remittance.lines.contains(line)) }
            let returned = detail["getReturnInformation"] as? [String: Any]
            #expect(transaction.returned?.code == returned?["getCode"] as? String)
        }
    }

    private func compare(_ statement: BankStatement, _ record: [String: Any]) throws {
        #expect(statement.id == record["getId"] as? String)
        let account = record["getAccount"] as? [String: Any]
        #expect(statement.account.id == account?["getIdentification"] as? String)
        let number = record["getElectronicSequenceNumber"]
        #expect(statement.electronicNumber == (number as? String).flatMap { Int($0) } ?? number as? Int)
        let balances = record["getBalances"] as? [[String: Any]] ?? []
        #expect(statement.balances.map { self.money($0.amount) } == balances.map { self.money($0["getAmount"]) })
        #expect(statement.balances.map { $0.date?.description } == balances.map { self.day($0["getDate"]) })
    }

    private static let swissFolder = "iso20022/samples/moov-postfinance/"

    @Test("of a bank read whole, or are refused for a namespace that the bank made up")
    func postFinance() throws {
        let folder = BankFixtures.shared.appending(path: Self.swissFolder)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.contains("camt") }
        var (read, movements, refused) = (0, 0, 0)
        for name in names.sorted() {
            let bytes = try BankFixtures.sharedBytes(Self.swissFolder + name)
            do throws(BankError) {
                let reading = try BankReading(bytes)
                read += 1
                movements += reading.statements.map(\.movements.count).reduce(0, +)
            } catch {
                guard case .unknownVersion(let namespace) = error.kind else {
                    Issue.record("\(name): \(error)")
                    continue
                }
                refused += 1
                let version = try #require(namespace.split(separator: "/").last?.prefix(15))
                let reading = try BankReading(bytes, aliases: [namespace: String(version)])
                #expect(!reading.statements.isEmpty, "\(name)")
            }
        }
        #expect(read + refused == names.count && read > 5 && movements > 10, "\(read) \(refused) \(movements)")
    }

    @Test("a real return has its reason")
    func realReturn() throws {
        let name = "200519_camt054-returns_p_ch2909000000250094239_1109800798_0_2019052023472022.xml"
        let read = try BankReading(try BankFixtures.sharedBytes(Self.swissFolder + name))
        let movement = try #require(read.statements.first?.movements.first)
        #expect(movement.kind == .sentReturned)
        #expect(movement.amount.description == "CHF 400.00")
        #expect(movement.transaction?.returned?.code == "AC01")
        #expect(movement.transaction?.references.endToEnd == "EndToEndId-004-01-01")
    }

    @Test("of pain.002 read, in their own namespaces too")
    func statusReports() throws {
        let folder = BankFixtures.shared.appending(path: "iso20022/samples")
        let files = try #require(FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String])
        var read = 0
        for name in files where name.contains("pain002") && name.hasSuffix(".xml") {
            let bytes = try BankFixtures.sharedBytes("iso20022/samples/\(name)")
            let swiss = "http://www.six-interbank-clearing.com/de/pain.002.001.03.ch.02.xsd"
            let report = try PaymentStatusReport(bytes, aliases: [swiss: "pain.002.001.03"])
            #expect(!report.originalMessage.isEmpty, "\(name)")
            #expect(report.status != nil || !report.payments.isEmpty || !report.blocks.isEmpty, "\(name)")
            read += 1
        }
        #expect(read >= 4)
    }

    @Test("of BAI2 read with their totals, or are refused with a line", arguments: 1...5)
    func bai2(number: Int) throws {
        let names = ["sample1", "sample2", "sample3", "sample4-continuations-newline-delimited", "sample5-issue113"]
        let bytes = try BankFixtures.sharedBytes("bai2/moov/\(names[number - 1]).txt")
        let read = try BankReading(bytes)
        #expect(!read.statements.isEmpty)
        #expect(read.statements.flatMap(\.movements).allSatisfy { $0.amount.minorUnits != 0 })
    }

    @Test(
        "our own files are valid by the published schemas",
        arguments: SpecimenTests.files.filter { $0.hasSuffix("xml") }
    )
    func ours(file: String) throws {
        let parts = file.split(separator: ".")
        let message = "\(parts[1].prefix(4)).\(parts[1].suffix(3)).001.\(parts[2].suffix(2))"
        let xsd = try BankFixtures.sharedBytes("iso20022/xsd/\(message).xsd")
        let schema = try XMLSchema([XMLSchema.Document(name: "camt.xsd", bytes: xsd)])
        #expect(try schema.findings(in: try BankFixtures.bytes(file)).isEmpty)
    }
}
