import Foundation
import Testing

@Suite("A configuration with the profile intacct")
struct IntacctConfigTests {
    private let skald: CommandLineUnderTest
    private let example: String

    init() throws {
        self.skald = try CommandLineUnderTest()
        self.skald.environment = [
            "INTACCT_SENDER_ID": "sandbox-sender", "INTACCT_SENDER_PASSWORD": "sandbox-sender-password",
            "INTACCT_USER": "sandbox-user", "INTACCT_USER_PASSWORD": "sandbox-user-password",
        ]
        let orders = URL(filePath: CommandLineUnderTest.fixture("acme-seats")).deletingLastPathComponent()
        self.example = try String(contentsOf: orders.appending(path: "../config/intacct.yaml"), encoding: .utf8)
    }

    /// The example, with an edit, in a file of the test's own.
    private func config(_ edit: (String) -> String) throws -> String {
        let path = self.skald.folder.appending(path: "skald.yaml").path
        try edit(self.example).write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    /// Runs `body` beside a served sandbox, with its address.
    private func whileServed(_ body: (String) throws -> Void) throws {
        let server = try self.skald.process(["sandbox", "serve"])
        defer {
            server.terminate()
            server.waitUntilExit()
        }
        let file = "\(self.skald.db).sandbox.address"
        let deadline = Date(timeIntervalSinceNow: 120)
        while !FileManager.default.fileExists(atPath: file), Date() < deadline { Thread.sleep(forTimeInterval: 0.02) }
        try body(try String(contentsOfFile: file, encoding: .utf8))
    }

    @Test("runs quote-to-cash to settled, with nothing else changed")
    func runsToSettled() throws {
        try self.whileServed { address in
            let config = try self.config { $0.replacing("http://127.0.0.1:8484", with: address) }
            let order = CommandLineUnderTest.fixture("acme-seats")
            let started = try self.skald.run("start", "quote-to-cash", "--order", order, "--config", config)
            #expect(started.status == 0, "\(started.messages)")
            #expect(try self.skald.run("sandbox", "pay", "INV-1001").status == 0)
            #expect(try self.skald.run("run", "--config", config).status == 0)
            let saga = try self.skald.run("show", "Q-1042", "-o", "json").json(SagaSeen.self)
            #expect(saga.status == "done")
            #expect(saga.state == "paid")
            // Orders go by their type and our number there: the other dialect has only numbers.
            #expect(saga.step("sales-order")?.reference == "Sales Order-Q-1042")
            let sandbox = try self.skald.sandbox()
            #expect(sandbox.counts.openBalances["INV-1001"] == "EUR 0.00")
            #expect(sandbox.counts.isBalanced)
            #expect(sandbox.live("erp", "invoice") == 1)
        }
    }

    @Test("ends the doubt of a lost answer by a look-up, and posts once")
    func looksUp() throws {
        try self.whileServed { address in
            let config = try self.config { $0.replacing("http://127.0.0.1:8484", with: address) }
            #expect(try self.skald.run("sandbox", "fault", "erp.create_invoice=drop-after*1").status == 0)
            let order = CommandLineUnderTest.fixture("acme-seats")
            _ = try self.skald.run("start", "quote-to-cash", "--order", order, "--config", config)
            let saga = try self.skald.run("show", "Q-1042", "-o", "json").json(SagaSeen.self)
            #expect(saga.state == "awaiting-payment")
            let receivable = try #require(saga.step("receivable"))
            #expect(receivable.status == "done")
            #expect(receivable.attempts == 1)
            #expect(try self.skald.sandbox().live("erp", "invoice") == 1)
        }
    }

    @Test(
        "names the line and the key that is wrong, and what to do",
        arguments: [
            ("company: SANDBOX", "compnay: SANDBOX", "systems.erp.compnay: unknown key; did you mean company?"),
            ("    company: SANDBOX\n", "", "systems.erp.company: is missing"),
            ("{env: INTACCT_USER_PASSWORD}", "hunter2", "systems.erp.userPassword: a secret stands here"),
            ("{env: INTACCT_USER_PASSWORD}", "{env: NOT_SET}", "the environment has no NOT_SET"),
            ("longestFlight: 2s", "longestFlight: 2", "systems.erp.longestFlight: “2” is not a length of time"),
            ("profile: intacct", "profile: intact", "expected netsuite, intacct, sap or json"),
        ]
    )
    func namesWhatIsWrong(text: String, replacement: String, message: String) throws {
        let config = try self.config { $0.replacing(text, with: replacement) }
        let order = CommandLineUnderTest.fixture("acme-seats")
        let outcome = try self.skald.run("start", "quote-to-cash", "--order", order, "--config", config)
        #expect(outcome.status == 1)
        #expect(outcome.messages.contains(message), "\(outcome.messages)")
        #expect(outcome.messages.contains("skald.yaml:"))
        #expect(!outcome.messages.contains("hunter2"))
        #expect(!FileManager.default.fileExists(atPath: self.skald.db))
    }
}
