import Foundation
import RevenueModel
import Testing

@testable import Bank

@Suite("The files below fixtures/bank")
struct SpecimenTests {
    static let files = [
        "acme-41.camt053.v02.xml", "acme-42-batch.camt053.v04.xml", "acme-42-totals-only.camt053.v04.xml",
        "acme-43-return.camt053.v08.xml", "acme-44-broken-chain.camt053.v08.xml",
        "acme-44-unbalanced.camt053.v08.xml", "acme-45-gap.camt053.v08.xml", "acme-batch.camt054.v08.xml",
        "acme-refund-returned.camt054.v02.xml", "acme-us.bai2", "acme-us-wrong-total.bai2",
    ]

    @Test("read as the JSON beside them says", arguments: Self.files)
    func expected(file: String) throws {
        try BankFixtures.compare(try BankFixtures.reading(file), with: file)
    }

    @Test("read the same whatever pieces they come in", arguments: Self.files)
    func pieces(file: String) throws {
        let bytes = try BankFixtures.bytes(file)
        var whole = BankFileReader()
        var parts = try whole.feed(bytes)
        parts += try whole.finish()
        for size in [1, 7, 1_000] {
            var reader = BankFileReader()
            var seen: [BankPart] = []
            for start in stride(from: 0, to: bytes.count, by: size) {
                seen += try reader.feed(bytes[start..<min(bytes.count, start + size)])
            }
            seen += try reader.finish()
            #expect(seen == parts, "\(file) in pieces of \(size)")
        }
        #expect(!parts.isEmpty)
    }

    @Test("a payment with a structured reference says which invoice it is for, exactly")
    func remittance() throws {
        let read = try BankFixtures.reading("acme-41.camt053.v02.xml")
        let movement = try #require(read.statements.first?.movements.first)
        #expect(movement.kind == .received)
        #expect(movement.amount == (try Money(decimal: "59500.00", .euro)))
        #expect(movement.id == "BANK-19-0001=59500.00")
        let structured = try #require(movement.transaction?.remittance.structured.first)
        #expect(structured.creditorReference == "RF18539007547034")
        #expect(structured.documents.first?.number == "INV-1001")
        #expect(movement.counterparty?.account == "NL91ABNA0417164300")
        #expect(movement.counterparty?.bank == "ABNANL2A")
    }

    @Test("a batch is one movement for each payment, and they add up to the booking")
    func batch() throws {
        let statement = try #require(try BankFixtures.reading("acme-42-batch.camt053.v04.xml").statements.first)
        #expect(statement.entries == 1)
        #expect(statement.movements.map(\.amount.minorUnits) == [119_000, 238_000, 59_500])
        #expect(statement.movements.allSatisfy { $0.transaction?.references.endToEnd == nil })
        #expect(statement.exceptions.isEmpty)
    }

    @Test("a batch of which only the total is given waits for its payments, and nothing of it moves")
    func totals() throws {
        let statement = try #require(try BankFixtures.reading("acme-42-totals-only.camt053.v04.xml").statements.first)
        #expect(statement.movements.isEmpty)
        #expect(statement.exceptions.map(\.kind) == [.batchWithoutDetails])
        #expect(statement.exceptions.map(\.owner) == [.cashApplication])
    }

    @Test("a notice and the statement after it tell of the same movements")
    func sameMovement() throws {
        let statement = try BankFixtures.reading("acme-42-batch.camt053.v04.xml").statements.flatMap(\.movements)
        let notice = try BankFixtures.reading("acme-batch.camt054.v08.xml").statements.flatMap(\.movements)
        #expect(statement.map(\.id) == notice.map(\.id))
        #expect(statement.map(\.amount) == notice.map(\.amount))
    }

    @Test("a return is negative and a return, a refund that comes back is positive and a return")
    func returns() throws {
        let all = try BankFixtures.reading("acme-43-return.camt053.v08.xml").statements.flatMap(\.movements)
        let returned = try #require(all.first { $0.kind == .receivedReturned })
        #expect(returned.amount.minorUnits == -238_000)
        #expect(returned.transaction?.returned?.code == "AM04")
        #expect(all.map(\.kind) == [.received, .receivedReturned], "what is pending moves nothing")
        let back = try BankFixtures.reading("acme-refund-returned.camt054.v02.xml").statements.flatMap(\.movements)
        #expect(back.map(\.kind) == [.sentReturned])
        #expect(back.first?.amount.minorUnits == 23_800)
        #expect(back.first?.transaction?.references.endToEnd == "REFUND-CM-12")
    }

    @Test("foreign money keeps both amounts, the rate as it was written, and the charge")
    func exchange() throws {
        let all = try BankFixtures.reading("acme-43-return.camt053.v08.xml").statements.flatMap(\.movements)
        let paid = try #require(all.first)
        #expect(paid.amount.description == "EUR 905.00")
        #expect(paid.transaction?.amounts?.instructed?.description == "USD 1000.00")
        #expect(paid.transaction?.amounts?.exchange?.rate == "0.92")
        #expect(paid.charges.map(\.amount.description) == ["EUR -15.00"])
        #expect(paid.charges.map(\.isIncluded) == [true])
    }

    @Test("BAI2 counts in the currency's own minor unit, and its codes say which way money goes")
    func bai2() throws {
        let read = try BankFixtures.reading("acme-us.bai2")
        #expect(read.exceptions.isEmpty && read.statements.allSatisfy { $0.exceptions.isEmpty })
        let amounts = read.statements.flatMap(\.movements).map(\.amount.description)
        #expect(amounts == ["USD 1000.00", "USD 250.00", "USD -75.00", "JPY 250000"])
        let kinds = read.statements.flatMap(\.movements).map(\.kind)
        #expect(kinds == [.received, .received, .receivedReturned, .received])
        let lines = read.statements.first?.movements.first?.transaction?.remittance.lines
        #expect(lines == ["OUR INVOICE INV-1020", "FROM GLOBEX, NEW YORK"])
        #expect(read.statements.first?.movements[1].valueOn == LocalDate(year: 2026, month: 11, day: 21))
    }

    @Test("a control total that does not agree keeps the whole file out")
    func controlTotal() throws {
        let read = try BankFixtures.reading("acme-us-wrong-total.bai2")
        #expect(read.exceptions.map(\.kind) == [.controlTotal])
        #expect(read.exceptions.first?.holds == .statement)
    }
}
