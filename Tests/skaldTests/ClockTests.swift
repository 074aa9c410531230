import Foundation
import Testing

/// The real program under libfaketime, which bends the wall clock and leaves the uptime alone.
@Suite("A computer whose clock is set")
struct FakedClockTests {
    private static let faketime = URL(filePath: "/usr/bin/faketime")
    private static var isThere: Bool { FileManager.default.isExecutableFile(atPath: faketime.path) }

    private let skald: CommandLineUnderTest

    init() throws { self.skald = try CommandLineUnderTest() }

    private func run(_ shift: String, _ arguments: String...) throws -> CommandLineUnderTest.Outcome {
        let all = ["-m", "--exclude-monotonic", "-f", shift, CommandLineUnderTest.program.path] + arguments
        return try self.skald.outcome(of: try self.skald.process(all, of: Self.faketime))
    }

    private func clock(_ shift: String) throws -> [DoctorSeen.Check] {
        try self.run(shift, "doctor", "-o", "json").json(DoctorSeen.self).checks.filter { $0.check == "clock" }
    }

    @Test(
        "days back or forth lose no saga, fire no deadline and post nothing twice",
        .enabled(if: FakedClockTests.isThere, "faketime is not installed"),
        arguments: ["-3d", "+3d", "+40d"]
    )
    func jumps(shift: String) throws {
        let order = CommandLineUnderTest.fixture("acme-seats")
        #expect(try self.run("+0d", "start", "quote-to-cash", "--order", order).status == 0)
        let waiting = try self.run("+0d", "show", "Q-1042", "-o", "json").json(SagaSeen.self)
        #expect(waiting.status == "waiting")
        let invoices = try self.skald.sandbox().live("erp", "invoice")
        let clock = try self.clock(shift)
        #expect(clock.contains { $0.found.hasPrefix("it was set") && $0.remedy != nil }, "\(clock)")
        #expect(try self.run(shift, "run").status == 0)
        let seen = try self.run(shift, "show", "Q-1042", "-o", "json").json(SagaSeen.self)
        // However late it seems to be, nobody has had the time to pay.
        #expect(seen.status == "waiting")
        #expect(seen.state == waiting.state)
        #expect(seen.revision == waiting.revision + 1)
        #expect(try self.skald.sandbox().live("erp", "invoice") == invoices)
        #expect(try self.run(shift, "verify").status == 0)
        #expect(try self.clock(shift).allSatisfy { !$0.found.hasPrefix("it was set") })
    }
}
