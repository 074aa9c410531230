import Foundation
import Testing

/// A payment service that others wrote, which signs its own webhooks.
@Suite("With localstripe", .serialized)
struct LocalStripeTests {
    private static let python = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Counterparts/python").standardized
    private static let script = Self.python.deletingLastPathComponent().appending(path: "local_stripe.py")
    private static let unshare = URL(filePath: "/usr/bin/unshare")

    /// It listens on every address: without a network of its own it is not started at all.
    private static let mayIsolate: Bool = {
        let process = Process()
        process.executableURL = Self.unshare
        process.arguments = ["--map-root-user", "--net", "true"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    @Test(
        "a declined card begins dunning, a paid one settles the invoice once, and each event comes twice",
        .enabled(if: Self.mayIsolate, "a network namespace is not to be had here: unshare --map-root-user --net")
    )
    func payment() throws {
        let (server, skald) = (try CommandLineUnderTest(), try CommandLineUnderTest())
        server.environment = ["HOOK": "whsec_of_localstripe", "SERVE_TOKEN": "of-this-test", "SKALD_DB": skald.db]
        try skald.run("start", "quote-to-cash", "--order", CommandLineUnderTest.fixture("acme-seats"))
        let config = try server.write(
            """
            systems: {}
            inbound:
              token: {env: SERVE_TOKEN}
              stripe: {secrets: [{env: HOOK}]}
            """,
            to: "skald.yaml"
        )
        // Its packages are fetched while there is a network.
        let prepared = try server.outcome(of: try server.process(["-c", ""], of: Self.python))
        #expect(prepared.status == 0, "\(prepared.messages)")
        let arguments =
            ["--map-root-user", "--net", Self.python.path, Self.script.path]
            + [CommandLineUnderTest.program.path, config, "INV-1001", "5950000"]
        let delivered = try server.outcome(of: try server.process(arguments, of: Self.unshare))
        #expect(delivered.status == 0, "\(delivered.messages)")
        #expect(try delivered.json([String: Int].self) == ["payment_failed": 2, "succeeded": 2])

        _ = try skald.run("run")
        #expect(try skald.run("show", "Q-1042", "-o", "json").json(SagaSeen.self).status == "done")
        let sandbox = try skald.sandbox()
        #expect(sandbox.counts.openBalances["INV-1001"] == "EUR 0.00")
        #expect(sandbox.counts.trialBalance["unapplied-cash"]?["EUR"] == "0.00")
        let sagas = try skald.run("list", "-o", "json").json(SagasSeen.self).sagas.map(\.workflow).sorted()
        #expect(sagas == ["dunning", "payment-to-receivables", "quote-to-cash"])
        let letters = try skald.run("dlq", "list").output
        #expect(letters.contains("no event stands still"), "\(letters)")
        #expect(try skald.run("verify").status == 0)
    }
}
