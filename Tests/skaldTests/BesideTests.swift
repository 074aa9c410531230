import Foundation
import Testing

@Suite("Commands beside a running engine")
struct BesideTests {
    private let engine: CommandLineUnderTest
    private let skald: CommandLineUnderTest
    private let order = CommandLineUnderTest.fixture("acme-seats")

    init() throws {
        self.engine = try CommandLineUnderTest()
        self.skald = try CommandLineUnderTest(beside: self.engine)
    }

    /// `skald run --watch`, once its socket is there.
    private func watch() throws -> Process {
        let process = try self.engine.process(["run", "--watch"])
        try self.wait(for: "the socket") { try self.isAnswering }
        return process
    }

    private var isAnswering: Bool {
        get throws { try self.check("engine")?.found.hasSuffix("runs the sagas and answers") == true }
    }

    private func check(_ name: String) throws -> DoctorSeen.Check? {
        try self.skald.run("doctor", "-o", "json").json(DoctorSeen.self).checks.first { $0.check == name }
    }

    private func start(_ more: String...) throws -> CommandLineUnderTest.Outcome {
        let arguments = ["start", "quote-to-cash", "--order", self.order, "-o", "json"] + more
        return try self.skald.outcome(of: try self.skald.process(arguments))
    }

    private var socket: String { "\(self.engine.db).sock" }

    @Test("start, retry, event ingest and cancel are done by the engine that runs, and it ends cleanly on SIGINT")
    func speakToTheEngine() throws {
        let process = try self.watch()
        try self.skald.run("sandbox", "fault", "billing.issueInvoice=refuse*1")
        let started = try self.start()
        #expect(started.status == 3, "\(started.messages)")
        #expect(try started.json(SagaSeen.self).status == "parked")
        #expect(try self.skald.run("retry", "Q-1042", "-o", "json").json(SagaSeen.self).status == "waiting")
        let refused = try self.skald.run("cancel", "Q-1042")
        #expect(refused.status == 4)
        #expect(refused.messages.contains("credit memo for INV-1001"))
        let payment =
            #"{"source":"bank","id":"e1","type":"payment-settled","payment":{"id":"PAY-77","invoice":"INV-1001","#
            + #""account":"ACME-001","amount":{"amount":"59500.00","currency":"EUR"},"receivedOn":"2026-11-20"}}"#
        let file = try self.skald.write(payment, to: "events.json")
        #expect(try self.skald.run("event", "ingest", file).output.contains("taken by payment-to-receivables/PAY-77"))
        #expect(try self.skald.run("show", "Q-1042", "-o", "json").json(SagaSeen.self).status == "done")
        #expect(try self.skald.run("run", "--watch").status == 4)
        kill(process.processIdentifier, SIGINT)
        let outcome = try self.engine.outcome(of: process)
        #expect(process.terminationReason == .exit)
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(!FileManager.default.fileExists(atPath: self.socket))
        #expect(try self.skald.run("run").status == 0)
    }

    @Test("SIGTERM ends it as cleanly")
    func endsOnTerm() throws {
        let process = try self.watch()
        kill(process.processIdentifier, SIGTERM)
        #expect(try self.engine.outcome(of: process).status == 0)
        #expect(process.terminationReason == .exit)
        #expect(!FileManager.default.fileExists(atPath: self.socket))
    }

    @Test("after kill -9 the socket that is left is in nobody's way")
    func killed() throws {
        let process = try self.watch()
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(FileManager.default.fileExists(atPath: self.socket))
        #expect(try self.check("engine")?.status == "warn")
        #expect(try self.start().json(SagaSeen.self).status == "waiting")
        let second = try self.watch()
        #expect(try self.skald.run("sandbox", "pay", "INV-1001").status == 0)
        try self.wait(for: "the payment") {
            try self.skald.run("show", "Q-1042", "-o", "json").json(SagaSeen.self).status == "done"
        }
        kill(second.processIdentifier, SIGTERM)
        #expect(try self.engine.outcome(of: second).status == 0)
    }

    @Test("a left socket is not taken for the engine while another command has the file")
    func leftSocketBesideACommand() throws {
        let process = try self.watch()
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        for operation in ["upsert", "get"] {
            try self.skald.run("sandbox", "fault", "erp.\(operation).invoice=slow:60000")
        }
        let busy = try self.engine.process(["start", "quote-to-cash", "--order", self.order])
        try self.wait(for: "the receivable to leave") {
            let outcome = try self.skald.run("show", "Q-1042", "-o", "json")
            return try outcome.status == 0 && outcome.json(SagaSeen.self).step("receivable")?.isOut == true
        }
        let outcome = try self.skald.run("cancel", "Q-1042")
        #expect(outcome.status == 4)
        #expect(outcome.messages.contains("is in use"))
        kill(busy.processIdentifier, SIGKILL)
        busy.waitUntilExit()
    }

    private func wait(for what: String, until condition: () throws -> Bool) throws {
        for _ in 0..<2400 {
            if try condition() { return }
            usleep(25_000)
        }
        Issue.record("waited in vain for \(what)")
    }
}
