import Foundation
import Testing

/// What the tests look at of a check-up.
struct DoctorSeen: Decodable {
    struct Check: Decodable {
        let check: String
        let status: String
        let found: String
        let remedy: String?
        let isUnreachable: Bool
    }

    let schema: String
    let checks: [Check]

    subscript(_ name: String) -> Check? { self.checks.first { $0.check == name } }
}

@Suite("The doctor")
struct DoctorTests {
    private let skald: CommandLineUnderTest

    init() throws { self.skald = try CommandLineUnderTest() }

    private func examine(_ more: String...) throws -> (seen: DoctorSeen, outcome: CommandLineUnderTest.Outcome) {
        let outcome = try self.skald.outcome(of: try self.skald.process(["doctor", "-o", "json"] + more))
        return (try outcome.json(DoctorSeen.self), outcome)
    }

    /// 0 only when nothing was found; whether this computer is healthy is not the test's to say.
    private func agrees(_ status: Int32, _ seen: DoctorSeen) -> Bool {
        status == (seen.checks.allSatisfy { $0.status == "ok" } ? 0 : 3)
    }

    @Test("finds all systems, the file and the engine well, and every finding has a remedy")
    func healthy() throws {
        let start = try self.skald.run(
            "start",
            "quote-to-cash",
            "--order",
            CommandLineUnderTest.fixture("acme-seats")
        )
        #expect(start.status == 0)
        #expect(try self.examine().seen["sandbox"]?.found.hasPrefix("stands in") == true)
        let serving = try CommandLineUnderTest(beside: self.skald)
        let process = try serving.process(["sandbox", "serve"])
        defer { kill(process.processIdentifier, SIGKILL) }
        try self.wait { try self.examine().seen["sandbox"]?.found.hasPrefix("served at") == true }
        let (seen, outcome) = try self.examine()
        #expect(seen.schema == "skald.doctor/1")
        for name in [
            "schema", "journal", "synchronous", "history", "sagas", "engine", "fsync", "crm", "billing", "support",
            "success", "erp",
        ] {
            #expect(seen[name]?.status == "ok", "\(name): \(String(describing: seen[name]))")
        }
        #expect(seen["synchronous"]?.found.hasPrefix("FULL") == true)
        #expect(seen["sagas"]?.found == "1 waiting")
        #expect(seen.checks.allSatisfy { $0.status == "ok" || $0.remedy != nil })
        #expect(self.agrees(outcome.status, seen))
        #expect(try self.skald.run("doctor").output.contains("✓ ok"))
        #expect(try self.skald.run("show", "Q-1042", "-o", "json").json(SagaSeen.self).status == "waiting")
    }

    @Test("asks a sandbox that another process serves, and misses it when it is gone: 8")
    func sandboxUpAndDown() throws {
        let serving = try CommandLineUnderTest()
        let process = try serving.process(["sandbox", "serve"])
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        let address = try self.address(of: serving)
        let systems = ["crm", "billing", "support", "success"].map { "  \($0): {profile: json, url: \"\(address)\"}" }
        let config = try self.skald.write("systems:\n\(systems.joined(separator: "\n"))\n", to: "skald.yaml")
        let up = try self.examine("--config", config).seen
        #expect(up["crm"]?.status == "ok")
        #expect(up["configuration"]?.status == "ok")
        #expect(up.checks.contains { $0.check == "clock" && $0.found.hasPrefix("in step with crm") })
        kill(process.processIdentifier, SIGTERM)
        process.waitUntilExit()
        let (down, outcome) = try self.examine("--config", config)
        #expect(outcome.status == 8)
        #expect(down["crm"]?.status == "fail")
        #expect(down["crm"]?.isUnreachable == true)
        #expect(down["crm"]?.remedy?.contains(address) == true)
    }

    @Test("names the secret that is missing, and shows none")
    func missingSecret() throws {
        let config = """
            systems:
              erp:
                profile: netsuite
                url: http://127.0.0.1:9/services/NetSuitePort_2025_2
                account: "1"
                consumerKey: {env: SKALD_TEST_KEY}
                consumerSecret: {env: SKALD_TEST_SECRET}
                token: t
                tokenSecret: {env: SKALD_TEST_ABSENT}
                mappings: {}
            """
        self.skald.environment = ["SKALD_TEST_KEY": "key-4711", "SKALD_TEST_SECRET": "secret-4711"]
        let file = try self.skald.write(config, to: "skald.yaml")
        let (seen, outcome) = try self.examine("--config", file)
        #expect(outcome.status == 3)
        #expect(seen["configuration"]?.status == "fail")
        #expect(seen["configuration"]?.found.contains("SKALD_TEST_ABSENT") == true)
        self.skald.environment["SKALD_TEST_ABSENT"] = "token-4711"
        let complete = try self.examine("--config", file)
        #expect(complete.outcome.status == 8)
        for text in [outcome.output, complete.outcome.output, complete.outcome.messages] {
            #expect(!text.contains("4711"))
        }
    }

    @Test("says that the database is not there, and does not make one")
    func missingDatabase() throws {
        let (seen, outcome) = try self.examine()
        #expect(outcome.status == 3)
        #expect(seen["database"]?.status == "warn")
        #expect(try FileManager.default.contentsOfDirectory(atPath: self.skald.folder.path).sorted() == ["err", "out"])
    }

    private func wait(until condition: () throws -> Bool) throws {
        for _ in 0..<2400 {
            if try condition() { return }
            usleep(25_000)
        }
        Issue.record("it never came true")
    }

    private func address(of serving: CommandLineUnderTest) throws -> String {
        for _ in 0..<2400 {
            let text = try? String(contentsOfFile: "\(serving.db).sandbox.address", encoding: .utf8)
            if let text, !text.isEmpty { return text }
            usleep(25_000)
        }
        Issue.record("the sandbox never served")
        return ""
    }
}
