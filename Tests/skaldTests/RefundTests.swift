import Counterparts
import Foundation
import Testing

@Suite("A credit that the bank pays back, from the command line", .serialized, .timeLimit(.minutes(4)))
struct RefundTests {
    /// Accounts of mock-bank.
    private static let open = "NL14MOCK0000000002"
    private static let closed = "NL84MOCK0000000003"

    private let skald: CommandLineUnderTest

    init() throws {
        self.skald = try CommandLineUnderTest()
        try self.skald.start()
        try self.skald.run("sandbox", "pay", "INV-1001")
        try self.skald.run("run")
    }

    @Test("is paid once, and booked when the bank accepts it")
    func paid() async throws {
        try await MockBank.run { bank in
            try self.askForMoney(back: Self.open, from: bank)
            #expect(try self.shown().state == "answered" || self.shown().state == "paid-back")
            #expect(try self.shown().status == "waiting")
            #expect(try self.ledger("refund-payable") == "-595.00", "it is promised, and has not moved")
            try self.skald.run("run")
            try await bank.advance(days: 3)
            let mail = try await bank.mail()
            try self.take(try self.skald.keep(mail, "pain.002"))
            #expect(try self.shown().status == "done")
            try self.expectPaidBack()
            try self.take(try self.skald.keep(mail, "pain.002") + self.skald.keep(mail, "camt.053"))
            try self.expectPaidBack()
            let booked = try await bank.payments()
            #expect(booked == ["RF-CS-9 EUR 595.00"])
        }
    }

    @Test("needs a person where the account is closed, and is paid to the one that is named then")
    func refused() async throws {
        try await MockBank.run { bank in
            try self.askForMoney(back: Self.closed, from: bank)
            try await bank.advance(days: 1)
            try self.take(try self.skald.keep(try await bank.mail(), "pain.002"))
            try self.skald.wait(for: "the deadline of a second") {
                try self.skald.run("run")
                return try self.shown().status == "parked"
            }
            let explained = try self.skald.run("explain", "CS-9").output
            #expect(explained.contains("the bank does not pay RF-CS-9: AC04: the account is closed"), "\(explained)")
            #expect(explained.contains("who: treasury"), "\(explained)")
            #expect(try self.skald.run("stuck").output.contains("AC04"))
            #expect(try self.ledger("refund-payable") == "-595.00")
            try self.verify()

            try self.hear(
                #"{"source":"desk","id":"e3","type":"payee-corrected","about":"CS-9","#
                    + #""payee":{"name":"Acme Europe GmbH","account":"\#(Self.open)"}}"#
            )
            try await bank.advance(days: 3)
            try self.take(try self.skald.keep(try await bank.mail(), "pain.002"))
            #expect(try self.shown().status == "done")
            try self.expectPaidBack()
            let booked = try await bank.payments()
            #expect(booked == ["RF-CS-9:2 EUR 595.00"])
        }
    }

    @Test("and comes back after all is owed again, and somebody has to see to it")
    func returned() async throws {
        try await MockBank.run { bank in
            try await bank.change(account: "ACME", ["behaviour": "return-later"])
            try self.askForMoney(back: Self.open, from: bank)
            try await bank.advance(days: 10)
            let mail = try await bank.mail()
            try self.take(try self.skald.keep(mail, "pain.002"))
            try self.expectPaidBack()
            try self.take(try self.skald.keep(mail, "camt.053"))
            #expect(try self.ledger("refund-payable") == "-595.00")
            #expect(try self.ledger("cash") == "59500.00")
            try self.skald.wait(for: "the refund that came back") {
                try self.skald.run("run")
                return try self.skald.run("stuck").output.contains("the refund came back")
            }
            try self.verify()
        }
    }

    @Test("to an account that cannot be one is a dead letter; without an account it is left to billing, and said so")
    func withoutAccount() throws {
        try self.hear(Self.opened)
        let wrong = try self.hear(Self.resolved(payTo: "DE00370400440532013000"))
        #expect(wrong.status == 3)
        #expect(wrong.messages.contains("resolution.payTo.account: is no IBAN"), "\(wrong.messages)")
        try self.hear(Self.resolved(payTo: nil).replacing("\"e2\"", with: "\"e2b\""))
        try self.approve()
        #expect(try self.shown().status == "done")
        let explained = try self.skald.run("explain", "CS-9").output
        #expect(explained.contains("left to billing to pay back, as no bank account was named"), "\(explained)")
        #expect(try self.skald.sandbox().live("bank", "refund") == 0)
        try self.verify()
    }

    @Test("is paid by the sandbox's bank where none is configured")
    func sandbox() throws {
        try self.hear(Self.opened)
        try self.hear(Self.resolved(payTo: "DE02120300000000202051"))
        try self.approve()
        try self.skald.run("run")
        #expect(try self.shown().status == "done")
        #expect(try self.skald.sandbox().live("bank", "refund") == 1)
        try self.expectPaidBack()
    }
}

extension RefundTests {
    private func askForMoney(back account: String, from bank: MockBank) throws {
        let example = URL(filePath: CommandLineUnderTest.fixture("../config/bank")).path
        let config = try String(contentsOfFile: example, encoding: .utf8)
            .replacing("http://127.0.0.1:18490", with: bank.url)
        self.skald.environment["SKALD_CONFIG"] = try self.skald.write(config, to: "bank.yaml")
        self.skald.environment["BANK_TOKEN"] = "trial"
        try self.hear(Self.opened)
        try self.hear(Self.resolved(payTo: account))
        try self.approve()
    }

    private func approve() throws {
        let subject = "case CS-9, invoice INV-1001, credit EUR 595.00, refund EUR 595.00"
        let approved = try self.skald.run("approval", "approve", "CS-9", "refund", "--subject", subject)
        #expect(approved.status == 0, "\(approved.output)\(approved.messages)")
    }

    private func take(_ files: [String]) throws {
        #expect(!files.isEmpty)
        let outcome = try self.skald.outcome(of: try self.skald.process(["bank", "import"] + files))
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.messages)")
        try self.skald.run("run")
    }

    @discardableResult
    private func hear(_ event: String) throws -> CommandLineUnderTest.Outcome {
        try self.skald.run("event", "ingest", try self.skald.write(event, to: "event.json"))
    }

    private func shown() throws -> SagaSeen { try self.skald.run("show", "CS-9", "-o", "json").json(SagaSeen.self) }

    private func ledger(_ account: String) throws -> String? {
        try self.skald.sandbox().counts.trialBalance[account]?["EUR"]
    }

    private func expectPaidBack() throws {
        let ledger = try self.skald.sandbox().counts.trialBalance.mapValues { $0["EUR"] ?? "" }
        #expect(ledger["cash"] == "58905.00")
        #expect(ledger["refund-payable"] == "0.00")
        #expect(ledger["receivable"] == "0.00")
        try self.verify()
    }

    private func verify() throws {
        let verified = try self.skald.run("verify")
        #expect(verified.status == 0, "\(verified.output)\(verified.messages)")
    }

    private static let opened =
        #"{"source":"support","id":"e1","type":"case-opened","supportCase":{"id":"CS-9","account":"ACME-001","#
        + #""legalEntity":"northwind-de","subject":"two weeks of outage","openedOn":"2026-11-20","#
        + #""invoice":"INV-1001","scope":"document"}}"#

    private static func resolved(payTo account: String?) -> String {
        let payee = account.map { #","payTo":{"name":"Acme Europe GmbH","account":"\#($0)"}"# } ?? ""
        return #"{"source":"support","id":"e2","type":"case-resolved","resolution":{"supportCase":"CS-9","#
            + #""outcome":"customer","decidedOn":"2026-11-21","reason":"two weeks of outage","#
            + #""lines":[{"line":1,"amount":{"amount":"500.00","currency":"EUR"}}],"excess":"pay-back"\#(payee)}}"#
    }
}
