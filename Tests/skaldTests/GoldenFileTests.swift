import Foundation
import Testing

/// A file that this release wrote, with sagas that stopped in several states: later ones must still read it.
@Suite("The golden file", .serialized)
struct GoldenFileTests {
    /// How each saga was left.
    private static let expected = [
        "quote-to-cash/Q-1": "done settled",
        "quote-to-cash/Q-2": "waiting awaiting-payment",
        "quote-to-cash/Q-3": "parked posted",
        "quote-to-cash/Q-4": "compensated invoiced",
        "quote-to-cash/Q-4.g2": "running -",
    ]
    private static let parts = ["", ".sandbox"]

    private let skald: CommandLineUnderTest

    init() throws {
        self.skald = try CommandLineUnderTest()
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil { try self.record() }
        for part in Self.parts {
            try FileManager.default.copyItem(at: Self.golden(part), to: URL(filePath: self.skald.db + part))
        }
    }

    @Test("is read: every saga stands where it was left, is shown and explained, and its history is whole")
    func isRead() throws {
        let sagas = try self.skald.run("list", "-o", "json").json(SagasSeen.self).sagas
        let seen = sagas.map { ($0.id, "\($0.status) \($0.state ?? "-")") }
        #expect(Dictionary(uniqueKeysWithValues: seen) == Self.expected)
        for id in Self.expected.keys {
            for command in ["show", "explain"] {
                let outcome = try self.skald.run(command, id)
                #expect(outcome.status == 0, "\(command) \(id): \(outcome.messages)")
            }
        }
        #expect(try self.skald.run("stuck").output.contains("quote-to-cash/Q-3"))
        #expect(try self.skald.run("doctor", "-o", "json").json(DoctorSeen.self)["history"]?.status == "ok")
    }

    @Test("goes on: the money that a saga waited for settles it, and a parked one takes its retry")
    func goesOn() throws {
        let invoice = try #require(
            try self.skald.run("show", "quote-to-cash/Q-2").output.firstMatch(of: /INV-[0-9]+/)?.output
        )
        let payment =
            #"{"source":"bank","id":"late","type":"payment-settled","payment":{"id":"PAY-900","invoice":"\#(invoice)","#
            + #""account":"ACME-001","amount":{"amount":"59500.00","currency":"EUR"},"receivedOn":"2026-11-23"}}"#
        #expect(try self.skald.run("workflow", "migrate", "quote-to-cash", "--yes").status == 0)
        let outcome = try self.skald.run("event", "ingest", try self.skald.write(payment, to: "late.json"))
        #expect(outcome.output.contains("taken by payment-to-receivables/PAY-900"), "\(outcome.messages)")
        let saga = try self.skald.run("show", "quote-to-cash/Q-2", "-o", "json").json(SagaSeen.self)
        #expect(saga.status == "done")
        #expect(saga.state == "paid")
        let retried = try self.skald.run("retry", "quote-to-cash/Q-3", "-o", "json").json(SagaSeen.self)
        #expect(retried.step("issue-invoice")?.status == "done")
    }

    private static func golden(_ part: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "golden/1-sagas.sqlite\(part)")
    }

    /// Writes the file anew, in the way that an operator would have come to it.
    private func record() throws {
        let other = try CommandLineUnderTest()
        func start(_ id: String, _ more: String...) throws {
            let text = try String(contentsOfFile: CommandLineUnderTest.fixture("acme-seats"), encoding: .utf8)
            let order = try other.write(text.replacing("Q-1042", with: id), to: "\(id).yaml")
            let arguments = ["start", "quote-to-cash", "--order", order] + more
            _ = try other.outcome(of: try other.process(arguments))
        }
        try start("Q-1")
        try other.run("sandbox", "pay", "INV-1001")
        try other.run("run")
        try start("Q-2")
        try other.run("sandbox", "fault", "billing.issueInvoice=refuse*1")
        try start("Q-3")
        try other.run("sandbox", "fault", "erp.upsert.invoice=refuse*1")
        try start("Q-4")
        try start("Q-4", "--again", "--no-run")
        let folder = Self.golden("").deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for part in Self.parts {
            try? FileManager.default.removeItem(at: Self.golden(part))
            try FileManager.default.copyItem(at: URL(filePath: other.db + part), to: Self.golden(part))
        }
    }
}
