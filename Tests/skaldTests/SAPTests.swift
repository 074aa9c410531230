import Counterparts
import Foundation
import Testing

@Suite("An order whose ERP is SAP, from the command line")
struct SAPTests {
    private let skald: CommandLineUnderTest

    init() throws { self.skald = try CommandLineUnderTest() }

    private static var example: URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../fixtures/config/sap.yaml")
            .standardizedFileURL
    }

    /// The checked-in example, with the address and the password of this test.
    private func config(_ mock: MockSAP) throws -> String {
        try self.write("password", MockSAP.password)
        let text = try String(contentsOf: Self.example, encoding: .utf8)
            .replacing("http://127.0.0.1:18400", with: mock.url)
            .replacing("{env: SAP_PASSWORD}", with: "{file: \(self.skald.folder.path)/password}")
            .replacing("longestFlight: 10m", with: "longestFlight: 1s")
        return try self.write("sap.yaml", text)
    }

    @discardableResult
    private func write(_ name: String, _ text: String) throws -> String {
        let file = self.skald.folder.appending(path: name)
        try text.write(to: file, atomically: true, encoding: .utf8)
        return file.path
    }

    private var payment: String {
        #"{"source":"bank","id":"e1","type":"payment-settled","payment":{"id":"PAY-77","invoice":"INV-1001","#
            + #""account":"ACME-001","amount":{"amount":"59500.00","currency":"EUR"},"receivedOn":"2026-11-20"}}"#
    }

    @Test("is settled with nothing but the configuration changed, and SAP's own books say so")
    func isSettled() async throws {
        try await MockSAP.run { mock in
            let config = try self.config(mock)
            try await self.start(config)
            try await self.expectSettled(config, mock)
        }
    }

    @Test("is settled with one invoice though the answers to it, its commit and the payment are lost")
    func isSettledThoughAnswersAreLost() async throws {
        try await MockSAP.run { mock in
            let config = try self.config(mock)
            try await mock.loseAnswer(on: "bapi_salesorder_createfromdat2")
            try await mock.loseAnswer(on: "bapi_acc_document_post")
            try await mock.loseAnswer(on: "/sap/bc/idoc$")
            try await self.start(config)
            try await self.expectSettled(config, mock)
            let shown = try self.skald.run("explain", "Q-1042", "-o", "json").json(ExplanationSeen.self)
            #expect(shown.doubts.map(\.step).contains("receivable"))
        }
    }

    private func start(_ config: String) async throws {
        let order = CommandLineUnderTest.fixture("acme-seats")
        let started = try self.skald.run(
            "start",
            "quote-to-cash",
            "--order",
            order,
            "--config",
            config,
            "-o",
            "json"
        )
        #expect(started.status == 0, "\(started.messages)")
        #expect(!started.output.contains(MockSAP.password))
    }

    private func expectSettled(_ config: String, _ mock: MockSAP) async throws {
        let event = try self.write("event.json", self.payment)
        #expect(try self.skald.run("event", "ingest", event, "--config", config).status == 0)
        let saga = try self.skald.run("show", "Q-1042", "-o", "json").json(SagaSeen.self)
        #expect(saga.state == "paid")
        let paid = try self.skald.run("show", "payment-to-receivables/PAY-77", "-o", "json").json(SagaSeen.self)
        #expect(paid.status == "done", "\(paid.state ?? "-")")
        let entries = try await mock.rows(
            "API_JOURNALENTRY_SRV/A_JournalEntry?$filter=ReferenceDocument eq 'INV-1001'"
        )
        #expect(entries.map { $0["AccountingDocumentType"] as? String } == ["DR"])
        let document = try #require(entries.first?["AccountingDocument"] as? String)
        #expect(saga.step("receivable")?.reference == document)
        let items = try await mock.rows(
            "API_OPLACCTGDOCITEMCUBE_SRV/A_OperationalAcctgDocItemCube?"
                + "$filter=AccountingDocumentItemType eq 'D' and AccountingDocument eq '\(document)'"
        )
        let clearing = try #require(paid.step("application")?.reference)
        #expect(items.map { $0["ClearingAccountingDocument"] as? String } == [clearing])
        #expect(items.map { $0["AmountInTransactionCurrency"] as? String } == ["59500.000"])
        let orders = try await mock.rows(
            "API_SALES_ORDER_SRV/A_SalesOrder?$filter=PurchaseOrderByCustomer eq 'Q-1042'"
        )
        #expect(orders.count == 1)
    }

    @Test(
        "is not started by a configuration that cannot be read, and the line is named",
        arguments: [
            ("client: \"100\"", "client: \"1000\"", "client: “1000” is no client"),
            ("taxLines: ledger", "taxLines: leger", "taxLines: expected table or ledger"),
            ("password: {file", "password: hidden # {file", "password: a secret stands here in plain text"),
            ("bankAccount:", "bankacount:", "bankacount: unknown key; did you mean bankAccount?"),
            ("profile: sap", "profile: saps", "profile: unknown profile; expected netsuite, intacct, sap or json"),
            ("organization:", "organisation:", "organisation: unknown key; did you mean organization?"),
            ("timeout: 30s", "paths: {idocs: sap/bc/idoc}", "paths.idocs: expected a path that begins with /"),
        ]
    )
    func brokenConfiguration(what: String, by: String, complaint: String) throws {
        let text = try String(contentsOf: Self.example, encoding: .utf8)
            .replacing("{env: SAP_PASSWORD}", with: "{file: \(try self.write("password", "trial"))}")
        let lines = text.replacing(what, with: by).split(separator: "\n", omittingEmptySubsequences: false)
        let line = try #require(lines.firstIndex { $0.contains(by) }) + 1
        let config = try self.write("broken.yaml", lines.joined(separator: "\n"))
        let order = CommandLineUnderTest.fixture("acme-seats")
        let outcome = try self.skald.run("start", "quote-to-cash", "--order", order, "--config", config)
        #expect(outcome.status == 1)
        #expect(outcome.messages.contains("broken.yaml:\(line): systems.erp"), "\(outcome.messages)")
        #expect(outcome.messages.contains(complaint), "\(outcome.messages)")
    }
}
