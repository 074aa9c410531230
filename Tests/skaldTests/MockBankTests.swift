import Counterparts
import Foundation
import Testing

@Suite("Money that mock-bank reports, from the command line", .serialized, .timeLimit(.minutes(4)))
struct MockBankTests {
    private let skald: CommandLineUnderTest

    init() throws { self.skald = try CommandLineUnderTest() }

    @Test(
        "settles the invoice that its payer names once, whether notice or statement comes first, or both again",
        arguments: [["camt.054", "camt.053"], ["camt.053", "camt.054"]]
    )
    func isSettledOnce(_ order: [String]) async throws {
        try self.skald.start()
        #expect(try self.skald.saga().state == "awaiting-payment")
        try await MockBank.run { bank in
            try await bank.credit([
                "account": "ACME", "amount": 5_950_000, "note": "Invoice INV-1001",
                "debtor": ["name": "Acme Europe GmbH"],
            ])
            try await bank.advance(days: 3)
            let mail = try await bank.mail()
            let files = try order.map { try self.skald.keep(mail, $0) }
            #expect(files.allSatisfy { !$0.isEmpty })

            #expect(try self.bookings(in: files[0]) == Bookings(new: 1, repeated: 0))
            try self.expectSettled()
            #expect(try self.bookings(in: files[1]) == Bookings(new: 0, repeated: 1), "the same movement")
            try self.expectSettled()
            #expect(try self.bookings(in: files[0] + files[1]) == Bookings(new: 0, repeated: 0), "the same files")
            try self.expectSettled()
        }
    }

    private struct Bookings: Decodable, Equatable {
        let new: Int
        let repeated: Int
    }

    private struct Seen: Decodable {
        let events: Bookings
    }

    private func bookings(in files: [String]) throws -> Bookings {
        let outcome = try self.skald.outcome(of: try self.skald.process(["bank", "import", "-o", "json"] + files))
        #expect(outcome.status == 0, "\(outcome.messages)\(outcome.output)")
        return try outcome.json(Seen.self).events
    }

    /// One payment, one settlement, one entry; the order's saga has heard of it.
    private func expectSettled() throws {
        #expect(try self.skald.run("run").status == 0)
        #expect(try self.skald.saga().status == "done")
        let sagas = try self.skald.run("list", "-o", "json").json(SagasSeen.self).sagas
        #expect(sagas.map(\.workflow).sorted() == ["payment-to-receivables", "quote-to-cash"])
        #expect(sagas.allSatisfy { $0.status == "done" })
        let counts = try self.skald.sandbox().counts
        #expect(counts.openBalances["INV-1001"] == "EUR 0.00")
        #expect(counts.trialBalance["cash"]?["EUR"] == "59500.00")
        #expect(counts.trialBalance["unapplied-cash"]?["EUR"] == "0.00")
        let verified = try self.skald.run("verify")
        #expect(verified.status == 0, "\(verified.output)")
    }
}
