internal import ArgumentParser
internal import Bank
internal import FoundationEssentials
internal import SQLiteRuntime

struct BankCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bank",
        abstract: "Statements and notices of the bank.",
        subcommands: [Import.self]
    )

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "import",
            abstract: "Take in camt.053, camt.054, camt.052, pain.002 and BAI2; the same file twice changes nothing.",
            discussion: """
                Every booked payment becomes an event of the inbox: payment-received, payment-returned, payment-sent \
                or refund-returned. A statement that is missing, does not chain or does not add up is a finding with \
                an owner, kept in skald dlq until somebody settles it; bookings of a statement that cannot be \
                trusted are not taken in. A pain.002 says what becomes of refunds that sagas asked for: accepted, they \
                go on; rejected, they need a person. Exit status 3 when there is a finding, 1 when a file cannot be read: then \
                nothing of any file is taken in.
                """
        )

        @Argument(help: "Files of the bank.", completion: .file()) var files: [String]
        @Flag(help: "Only show what is in them.") var dryRun = false
        @Option(
            name: .customLong("namespace"),
            help: "A namespace of the bank's own, and the version it has the shape of: NAMESPACE=camt.054.001.04."
        )
        var namespaces: [String] = []
        @OptionGroup var options: Options

        func validate() throws {
            guard self.namespaces.allSatisfy({ $0.contains("=camt.") }) else {
                throw ValidationError("--namespace takes NAMESPACE=VERSION, such as urn:bank=camt.053.001.08.")
            }
        }

        func run() async throws {
            let files = self.files.map { BankFile(path: $0, aliases: self.aliases) }
            let reports = try PaymentReports(files.filter(\.isPaymentReport))
            let taken = try await BankImport(files.filter { !$0.isPaymentReport }, try BankMemory(self.options))
            var report = BankReport(taken, reports, isDryRun: self.dryRun, self.options.output)
            if self.dryRun {
                try await taken.movements { try report.show($0) }
            } else {
                try await self.take(taken, reports, &report)
            }
            try report.finish()
            if !taken.findings.isEmpty { throw Finding(status: .findings) }
        }

        private var aliases: [String: String] {
            let pairs = self.namespaces.compactMap { text in
                text.lastIndex(of: "=").map { (String(text[..<$0]), String(text[text.index(after: $0)...])) }
            }
            return Dictionary(pairs) { $1 }
        }

        /// A statement is remembered after its bookings.
        private func take(
            _ taken: BankImport,
            _ reports: PaymentReports,
            _ report: inout BankReport
        ) async throws {
            report = try await Desk.with(self.options) { [report] desk in
                var report = report
                let memory = try BankMemory(self.options)
                var batch = BankBatch(desk.sagas)
                try await taken.movements { movement in
                    report.count(isKnown: try memory.knows(movement) || batch.contains(movement))
                    try await batch.add(movement)
                }
                try await batch.finish()
                for event in reports.events {
                    report.count(isKnown: try memory.knows(event))
                    _ = try await desk.sagas.hear(try event.bytes(), by: Operator.name)
                }
                for finding in taken.findings {
                    _ = try await desk.sagas.hear(try BankEvent(finding).bytes(), by: Operator.name)
                }
                for statement in taken.statements where statement.result == .new {
                    _ = try await desk.sagas.hear(try BankEvent(statement.record).bytes(), by: Operator.name)
                }
                for name in taken.settled {
                    let why = "skald bank import: the statement that was missing has come"
                    _ = try await desk.sagas.discard(name, by: Operator.name, why: why)
                    Terminal.note("skald: \(name.source)/\(name.id) is settled: \(why)")
                }
                return report
            }
        }
    }
}
