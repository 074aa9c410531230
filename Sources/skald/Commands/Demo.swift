internal import ArgumentParser
internal import FoundationEssentials
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Sandbox
internal import Workflows

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run one order to cash, and one that the ERP refuses; then count in the other systems."
    )

    @Option(help: "Keep the sagas in this file instead of a new one.") var db: String?

    func run() async throws {
        let file = try self.db ?? Self.freshFile()
        let options = try Options.parse(["--db", file])
        let failed = try await Desk.with(options) { desk in
            guard let sandbox = desk.sandbox else { return ["the sandbox is served"] }
            let demonstration = Demonstration(desk: desk, sandbox: sandbox)
            return try await demonstration.settled() + demonstration.refused()
        }
        Terminal.note("→ skald show Q-1042 --db \(file)")
        guard failed.isEmpty else {
            throw OperatorError(
                .failure,
                "the demonstration did not end as expected",
                why: failed.joined(separator: "; "),
                money: "sandbox money only",
                next: "skald list --db \(file)"
            )
        }
    }

    private static func freshFile() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "skald-demo-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.appending(path: "skald.db").path
    }
}

/// The two stories of the demonstration.
///
/// Each answers with the expectations that were not met.
private struct Demonstration {
    let desk: Desk
    let sandbox: SandboxLink

    /// From order to cash.
    func settled() async throws -> [String] {
        Terminal.say("An order for forty seats, from quote to cash")
        let launch = Launch(order: try OrderFile.parse(DemoOrder.text, file: "the demo's order"), generation: 1)
        _ = try await self.desk.start(launch)
        try await self.desk.move()
        let story = try Story(try self.desk.report(launch.id), self.desk.options.reader())
        guard let invoice = (story.machine.told as? OrderFacts)?.invoice else { return ["an invoice is drawn up"] }
        let waiting = try self.desk.report(launch.id)
        Terminal.say("  posted, and \(waiting.status.rawValue) in \(waiting.state?.rawValue ?? "-")")
        let payment = try await self.sandbox.pay(invoice: invoice.number)
        Terminal.say("  \(payment.amount) arrives for \(payment.invoice)\n")
        try await self.desk.move()
        return try await self.check(try self.desk.report(launch.id), invoice)
    }

    private func check(_ report: SagaReport, _ invoice: Invoice) async throws -> [String] {
        let counts = try await self.sandbox.counts()
        let open = counts.openBalances[invoice.number] ?? "unknown"
        Terminal.say(report.page)
        Terminal.say("\nAt the ERP: open on \(invoice.number): \(open)")
        for line in counts.bookTable { Terminal.say("  \(line)") }
        return [
            ("the saga is settled", report.status == .done && report.state == "paid"),
            ("nothing is open on the invoice", open == Money.zero(invoice.total.currency).description),
            ("the ledger balances", counts.isBalanced && !counts.trialBalance.isEmpty),
            ("there is one invoice at the ERP", counts.live("erp", "invoice") == 1),
        ].filter { !$0.1 }.map(\.0)
    }

    /// The ERP says no to the receivable, and what was done before is taken back.
    func refused() async throws -> [String] {
        Terminal.say("\nAnother order, whose receivable the ERP refuses")
        let before = try await self.sandbox.counts()
        var order = try OrderFile.parse(DemoOrder.text, file: "the demo's order")
        order.id = "Q-1043"
        let launch = Launch(order: order, generation: 1)
        try await self.sandbox.inject(Fault(operation: "erp.upsert.invoice", kind: .refuse, times: 1))
        _ = try await self.desk.start(launch)
        try await self.desk.move()
        let report = try self.desk.report(launch.id)
        Terminal.say("\n" + report.page)
        let reader = try self.desk.options.reader()
        let story = try Story(report, reader)
        Terminal.say(Explanation(story, try CauseChain(story, reader)).sentence)
        return try await self.compare(report, before)
    }

    private func compare(_ report: SagaReport, _ before: SandboxCounts) async throws -> [String] {
        let after = try await self.sandbox.counts()
        var failed = report.status == .compensated ? [] : ["the refused order is compensated"]
        Terminal.say("\nCounted in the other systems, in force before and after:")
        var table = Table(["DOCUMENT", "BEFORE", "AFTER", "TAKEN BACK"])
        for (system, kind, name) in Self.takenBack {
            let (one, other) = (before.live(system, kind), after.live(system, kind))
            let gone = after.all(system, kind) - after.live(system, kind) - before.all(system, kind) + one
            table.add(["\(system) \(name)", String(one), String(other), String(gone)])
            if one != other { failed.append("the \(name) of the refused order is gone") }
        }
        for line in table.lines { Terminal.say("  \(line)") }
        if after.trialBalance != before.trialBalance { failed.append("the refused order left the ledger alone") }
        return failed
    }

    private static let takenBack = [
        ("erp", "salesOrder", "sales order"), ("billing", "subscription", "subscription"),
        ("support", "entitlement", "entitlement"), ("billing", "invoice", "invoice"),
    ]
}

extension SandboxCounts {
    fileprivate func all(_ system: String, _ kind: String) -> Int {
        (self.documents[system]?[kind] ?? [:]).values.reduce(0, +)
    }
}
