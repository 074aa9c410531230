import Counterparts
import Foundation
import RevenueModel
import Testing

@testable import Bank

/// The stateful bank that somebody else wrote: its files, and what it makes of ours.
@Suite("With mock-bank", .serialized, .timeLimit(.minutes(4)))
struct MockBankTests {
    private static let acme = "NL41MOCK0000000001"
    private static let closed = "NL84MOCK0000000003"

    private func checked(_ mail: [MockBank.Message], _ type: String) throws -> [BankReading.Statement] {
        try mail.filter { $0.type.hasPrefix(type) }.flatMap { try BankReading($0.body).statements }
            .filter { $0.statement.account.id == Self.acme }
    }

    @Test("money that arrives is in the notice and in the statement, as the same movement, and the days chain")
    func receipts() async throws {
        try await MockBank.run { bank in
            try await bank.credit([
                "account": "ACME", "amount": 5_950_000, "note": "INV-1001", "debtor": ["name": "Globex GmbH"],
            ])
            try await bank.credit([
                "account": "ACME", "amount": 119_000, "note": "Rechnungen INV-1002 und INV-1003", "wrap": 35,
            ])
            try await bank.advance(days: 3)
            try await bank.credit(["account": "ACME", "amount": 1, "note": "tip"])
            try await bank.advance(days: 1)
            let mail = try await bank.mail()
            let notices = try self.checked(mail, "camt.054").flatMap(\.movements)
            let statements = try self.checked(mail, "camt.053")
            #expect(statements.count >= 2 && statements.allSatisfy { $0.exceptions.isEmpty })
            #expect(notices.map(\.amount.minorUnits).sorted() == [1, 119_000, 5_950_000])
            let booked = statements.flatMap(\.movements)
            #expect(Set(booked.map(\.id)) == Set(notices.map(\.id)))
            #expect(booked.allSatisfy { $0.kind == .received })
            #expect(booked.contains { $0.transaction?.remittance.lines == ["INV-1001"] })

            let records = try mail.filter { $0.type.hasPrefix("camt.053") }.flatMap { try self.records($0.body) }
            #expect(Continuity.exceptions(known: [], new: records).isEmpty)
            let (first, rest) = (
                records.filter { $0.electronicNumber == 1 }, records.filter { $0.electronicNumber != 1 }
            )
            #expect(!first.isEmpty && !rest.isEmpty)
        }
    }

    private func records(_ bytes: [UInt8]) throws -> [StatementRecord] {
        var reader = BankFileReader()
        var check = BankFileCheck()
        for part in try reader.feed(bytes) { _ = check.take(part) }
        for part in try reader.finish() { _ = check.take(part) }
        check.finish()
        return check.statements.map(\.record)
    }

    private func refund(_ key: String, to account: String, _ amount: String) throws -> RefundFile.Refund {
        RefundFile.Refund(
            key: key,
            amount: try Money(decimal: amount, .euro),
            creditor: BankParty(name: "Globex Supplies B.V.", account: account, bank: "MOCKNL2A"),
            remittance: "Credit CM-12"
        )
    }

    private func file(_ refunds: [RefundFile.Refund]) throws -> RefundFile {
        RefundFile(
            key: "case-to-credit/C-7/refund/1",
            createdAt: "2026-11-20T09:00:00Z",
            executeOn: try #require(LocalDate(year: 2026, month: 11, day: 20)),
            debtor: BankParty(name: "ACME Corporation", account: Self.acme, bank: "MOCKNL2A"),
            refunds: refunds
        )
    }

    @Test("refunds are paid or rejected one by one, and the statement has those that were paid")
    func refunds() async throws {
        try await MockBank.run { bank in
            let file = try self.file([
                try self.refund("refund/C-7/1", to: "NL14MOCK0000000002", "238.00"),
                try self.refund("refund/C-7/2", to: Self.closed, "100.00"),
            ])
            _ = try await bank.pay(try file.document())
            try await bank.advance(days: 3)
            let mail = try await bank.mail()
            let answer = try #require(mail.first { $0.type.hasPrefix("pain.002") })
            let report = try PaymentStatusReport(answer.body)
            #expect(report.originalMessage == file.messageID)
            #expect(report.outcome(of: "refund/C-7/1", in: file.messageID).status == .accepted)
            let rejected = report.outcome(of: "refund/C-7/2", in: file.messageID)
            #expect(rejected.status == .rejected && rejected.reasons.first?.code == "AC04")
            let booked = try self.checked(mail, "camt.053").flatMap(\.movements)
            #expect(booked.map(\.kind) == [.sent])
            #expect(booked.map(\.amount.description) == ["EUR -238.00"])
            #expect(booked.first?.transaction?.references.endToEnd == "refund/C-7/1")
        }
    }

    @Test("the same file of refunds sent again is refused by the bank as the same message")
    func sameKey() async throws {
        try await MockBank.run { bank in
            let file = try self.file([try self.refund("refund/C-7/1", to: "NL14MOCK0000000002", "238.00")])
            _ = try await bank.pay(try file.document())
            await #expect(throws: (any Error).self) { try await bank.pay(try file.document()) }
            try await bank.advance(days: 3)
            let mail = try await bank.mail()
            let reports = try mail.filter { $0.type.hasPrefix("pain.002") }.map { try PaymentStatusReport($0.body) }
            let outcomes = reports.map { $0.outcome(of: "refund/C-7/1", in: file.messageID).status }
            #expect(outcomes == [.accepted, .rejected])
            #expect(try self.checked(mail, "camt.053").flatMap(\.movements).count == 1)
        }
    }

    @Test("a refund that comes back is a return with its reason")
    func returned() async throws {
        try await MockBank.run { bank in
            try await bank.change(account: "ACME", ["behaviour": "return-later"])
            let file = try self.file([try self.refund("refund/C-7/1", to: "NL14MOCK0000000002", "238.00")])
            _ = try await bank.pay(try file.document())
            try await bank.advance(days: 10)
            let mail = try await bank.mail()
            let booked = try self.checked(mail, "camt.053").flatMap(\.movements)
            #expect(booked.map(\.kind) == [.sent, .sentReturned])
            let back = try #require(booked.last?.transaction)
            #expect(back.references.endToEnd == "refund/C-7/1")
            #expect(back.returned?.code == "AC04" || back.returned?.code == "MD07")
        }
    }

    @Test("a statement that leaves out a booking does not add up, and is kept out")
    func gap() async throws {
        try await MockBank.run { bank in
            try await bank.change(account: "ACME", ["behaviour": "statement-gap"])
            let file = try self.file([try self.refund("refund/C-7/1", to: "NL14MOCK0000000002", "238.00")])
            _ = try await bank.pay(try file.document())
            try await bank.advance(days: 3)
            let statements = try self.checked(try await bank.mail(), "camt.053")
            let kinds = statements.flatMap(\.exceptions).map(\.kind)
            #expect(kinds.contains(.unbalanced) || kinds.contains(.controlTotal), "\(kinds)")
        }
    }
}
