import Foundation
import Testing

/// What only a configured ERP can lack: the right password, and our names for its records.
@Suite("A saga that stands still for its configuration")
struct ConfiguredSituationTests {
    private let skald: CommandLineUnderTest
    private let example: String

    init() throws {
        self.skald = try CommandLineUnderTest()
        self.skald.environment = [
            "INTACCT_SENDER_ID": "sandbox-sender", "INTACCT_SENDER_PASSWORD": "sandbox-sender-password",
            "INTACCT_USER": "sandbox-user", "INTACCT_USER_PASSWORD": "sandbox-user-password", "SKALD_USER": "ana",
        ]
        let orders = URL(filePath: CommandLineUnderTest.fixture("acme-seats")).deletingLastPathComponent()
        self.example = try String(contentsOf: orders.appending(path: "../config/intacct.yaml"), encoding: .utf8)
        try self.skald.giveUpAtOnce()
    }

    /// An order that waits for its money, which has come.
    private func whilePaid(_ body: (_ config: String) throws -> Void) throws {
        let server = try self.skald.process(["sandbox", "serve"])
        defer {
            server.terminate()
            server.waitUntilExit()
        }
        let file = "\(self.skald.db).sandbox.address"
        try self.skald.wait(for: "the sandbox") { FileManager.default.fileExists(atPath: file) }
        let address = try String(contentsOfFile: file, encoding: .utf8)
        let config = self.example.replacing("http://127.0.0.1:8484", with: address)
        try self.use(config)
        #expect(try self.skald.start().status == 0)
        #expect(try self.skald.run("sandbox", "pay", "INV-1001").status == 0)
        try body(config)
    }

    private func use(_ config: String) throws {
        self.skald.environment["SKALD_CONFIG"] = try self.skald.write(config, to: "skald.yaml")
    }

    private func check(owner: String, saying words: String, mend: () throws -> Void) throws {
        try self.skald.run("run")
        let outcome = try self.skald.run("explain", "payment-to-receivables/PAY-1", "-o", "json")
        let seen = try outcome.json(SituationSeen.self)
        #expect(seen.causes.last == SituationSeen.Cause(cause: "person", owner: owner, subject: "entry"))
        #expect(outcome.output.contains(words), "\(outcome.output)")
        try mend()
        let next = try #require(seen.next.first)
        #expect(try self.skald.shell(next).status == 0, "\(next)")
        #expect(try self.skald.saga().status == "done")
    }

    @Test("a password that is wrong is for whoever runs the system, and retry goes on once it is right")
    func credentials() throws {
        try self.whilePaid { _ in
            self.skald.environment["INTACCT_USER_PASSWORD"] = "wrong"
            try self.check(owner: "whoever runs erp", saying: "Sign-in information is incorrect") {
                self.skald.environment["INTACCT_USER_PASSWORD"] = "sandbox-user-password"
            }
        }
    }

    @Test("an account that is not mapped is for whoever keeps the configuration, and retry goes on once it is there")
    func mapping() throws {
        try self.whilePaid { config in
            try self.use(config.replacing("        cash: \"1000\"\n", with: ""))
            try self.check(owner: "whoever keeps the configuration", saying: "systems.erp.mappings.accounts.cash") {
                try self.use(config)
            }
        }
    }
}
