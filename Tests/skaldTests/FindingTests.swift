import Foundation
import Testing

@Suite("What a command finds, it says by its exit status")
struct FindingTests {
    private let skald: CommandLineUnderTest

    init() throws { self.skald = try CommandLineUnderTest() }

    private func start(_ id: String = "Q-1042", seats: Int = 40, currency: String = "EUR") throws -> Int32 {
        let text = try String(contentsOfFile: CommandLineUnderTest.fixture("acme-seats"), encoding: .utf8)
            .replacing("order: Q-1042", with: "order: \(id)").replacing("quantity: 40", with: "quantity: \(seats)")
            .replacing("currency: EUR", with: "currency: \(currency)")
        let order = try self.skald.write(text, to: "\(id).yaml")
        return try self.skald.run("start", "quote-to-cash", "--order", order).status
    }

    @Test("8 when a system is not there, and 0 once it is back")
    func unavailable() throws {
        try self.skald.run("sandbox", "fault", "billing.issueInvoice=unavailable*4")
        #expect(try self.start() == 8)
        let explained = try self.skald.run("explain", "Q-1042").output
        #expect(explained.contains("503"), "\(explained)")
        // The system is left alone for a while yet.
        try self.wait {
            try self.skald.run("run")
            return try self.skald.run("show", "Q-1042", "-o", "json").json(SagaSeen.self).status == "waiting"
        }
    }

    @Test("8 when the sandbox is held by a process that does not answer")
    func muteSandbox() throws {
        let serving = try self.skald.process(["sandbox", "serve"])
        let address = URL(filePath: "\(self.skald.db).sandbox.address")
        defer { kill(serving.processIdentifier, SIGKILL) }
        try self.wait { FileManager.default.fileExists(atPath: address.path) }
        kill(serving.processIdentifier, SIGSTOP)
        defer { kill(serving.processIdentifier, SIGCONT) }
        try "http://127.0.0.1:1".write(to: address, atomically: true, encoding: .utf8)
        let outcome = try CommandLineUnderTest(beside: self.skald).run("sandbox", "pay", "INV-1001")
        #expect(outcome.status == 8)
        #expect(outcome.messages.contains("the sandbox does not answer"))
    }

    @Test("9 when a history is not what was written: by show, explain, retry, stuck and doctor")
    func damagedHistory() throws {
        _ = try self.start()
        try self.replaceInFile("Acme Europe GmbH", with: "Acme Europa GmbH")
        for command in ["show", "explain", "retry", "cancel"] {
            let outcome = try self.skald.run(command, "Q-1042")
            #expect(outcome.status == 9, "\(command): \(outcome.messages)")
            #expect(outcome.messages.contains("line 1 is not what was written"))
        }
        let stuck = try self.skald.run("stuck")
        #expect(stuck.status == 9)
        #expect(stuck.output.contains("line 1 of its history is not what was written"))
        #expect(try self.skald.run("doctor").status == 9)
        #expect(try self.skald.run("sandbox", "pay", "INV-1001").status == 0)
        #expect(try self.skald.run("run").status == 9)
    }

    @Test("9 when the file is no database any more")
    func damagedFile() throws {
        _ = try self.start()
        try self.replaceInFile("SQLite format 3", with: "SQLite format X")
        for command in [["list"], ["show", "Q-1042"], ["run"], ["doctor"]] {
            let outcome = try self.skald.outcome(of: try self.skald.process(command))
            #expect(outcome.status == 9, "\(command): \(outcome.messages)")
        }
    }

    @Test("64 for a command that was mistyped, with the one that was meant; 5 for a database without sagas")
    func firstSteps() throws {
        let mistyped = try self.skald.run("shwo", "Q-1042")
        #expect(mistyped.status == 64)
        #expect(mistyped.messages.contains("did you mean show?"))
        #expect(try self.skald.run("--help").status == 0)
        #expect(try self.skald.run("help", "show").status == 0)
        let empty = try self.skald.run("list")
        #expect(empty.status == 5)
        #expect(empty.messages.contains("skald start quote-to-cash --order FILE"))
    }

    @Test("stuck lists the most money first, each currency by itself, and what is not known last")
    func stuckByMoney() throws {
        try self.skald.run("sandbox", "fault", "billing.draftInvoice=refuse*1")
        try self.skald.run("sandbox", "fault", "billing.cancelSubscription=refuse*1")
        _ = try self.start("Q-0")
        try self.skald.run("sandbox", "fault", "billing.issueInvoice=refuse*3")
        for (id, seats) in [("Q-1", 10), ("Q-2", 40), ("Q-3", 20)] { #expect(try self.start(id, seats: seats) == 3) }
        struct Listing: Decodable {
            struct Entry: Decodable {
                let saga: String
                let amount: String?
            }
            let stuck: [Entry]
        }
        let outcome = try self.skald.run("stuck", "-o", "json")
        #expect(outcome.status == 3)
        let entries = try outcome.json(Listing.self).stuck
        #expect(entries.map(\.saga) == ["Q-2", "Q-3", "Q-1", "Q-0"].map { "quote-to-cash/\($0)" })
        #expect(entries.map { $0.amount == nil } == [false, false, false, true])
    }

    @Test("sandbox fault lists what lies in wait, and takes it back")
    func faultsAreTakenBack() throws {
        try self.skald.run("sandbox", "fault", "erp.upsert.invoice=refuse*2")
        try self.skald.run("sandbox", "fault", "billing.draftInvoice=slow:250")
        #expect(
            try self.skald.run("sandbox", "fault", "--list").output
                == "billing.draftInvoice=slow:250\nerp.upsert.invoice=refuse*2\n"
        )
        #expect(try self.skald.run("sandbox", "fault", "--clear", "crm.closeWon").status == 5)
        #expect(try self.skald.run("sandbox", "fault", "--clear", "erp.upsert.invoice").status == 0)
        #expect(try self.skald.run("sandbox", "fault", "--list").output == "billing.draftInvoice=slow:250\n")
        #expect(try self.skald.run("sandbox", "fault", "--clear").status == 0)
        #expect(try self.skald.run("sandbox", "fault", "--list").output == "no fault lies in wait\n")
        #expect(try self.skald.run("sandbox", "fault").status == 64)
        #expect(try self.start() == 0)
    }

    /// Changes bytes behind SQLite's back, as a disk or a person may.
    private func replaceInFile(_ text: String, with other: String) throws {
        let url = URL(filePath: self.skald.db)
        var bytes = try Data(contentsOf: url)
        try #require(bytes.range(of: Data(text.utf8)) != nil)
        while let range = bytes.range(of: Data(text.utf8)) { bytes.replaceSubrange(range, with: Data(other.utf8)) }
        let handle = try FileHandle(forWritingTo: url)
        try handle.write(contentsOf: bytes)
        try handle.close()
    }

    private func wait(until condition: () throws -> Bool) throws {
        for _ in 0..<2400 {
            if try condition() { return }
            usleep(25_000)
        }
        Issue.record("it never came true")
    }
}
