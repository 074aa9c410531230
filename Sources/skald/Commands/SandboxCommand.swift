internal import ArgumentParser
internal import FoundationEssentials
internal import RevenueModel
internal import Sandbox

struct SandboxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox",
        abstract: "The other systems, made here.",
        subcommands: [Serve.self, Counts.self, Pay.self, Trouble.self]
    )

    struct Serve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Serve the systems alone, until SIGINT or SIGTERM.")

        @Option(help: "The port on loopback; 0 takes a free one.") var port = 0
        @Option(help: "Trouble to begin with, such as erp.upsert.invoice=drop-after*1.") var fault: [String] = []
        @OptionGroup var options: Options

        func run() async throws {
            let faults = try self.fault.map { try Fault($0) }
            let link = try await SandboxLink.serve(self.options.db, port: self.port, faults: faults)
            Terminal.say(link.address)
            let interruption = Interruption()
            try await interruption.wait()
            await link.close()
        }
    }

    struct Counts: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Count what is in the systems, and print the ERP's trial balance."
        )

        @OptionGroup var options: Options

        private struct Report: Encodable {
            var schema = "skald.sandbox/1"
            let counts: SandboxCounts
        }

        func run() throws {
            let counts = try Self.read(self.options.db)
            switch self.options.output {
            case .table: for line in counts.lines { Terminal.say(line) }
            case .json: Terminal.say(try JSONText.pretty(Report(counts: counts)))
            case .ndjson: Terminal.say(try JSONText.line(Report(counts: counts)))
            }
        }

        /// Straight from its file, so that it can be counted whoever serves it.
        static func read(_ db: String) throws -> SandboxCounts {
            let state = SandboxLink.state(of: db)
            guard FileManager.default.fileExists(atPath: state) else { return SandboxWorld().counts() }
            return try SandboxStore.read(path: state).counts()
        }
    }

    struct Pay: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make money arrive for an invoice.")

        @Argument(help: "The invoice's number, such as INV-1001.") var invoice: String
        @OptionGroup var options: Options

        func run() async throws {
            let link = try await SandboxLink.open(self.options.db)
            let payment = try await link.closing { try await link.pay(invoice: self.invoice) }
            switch self.options.output {
            case .table: Terminal.say("\(payment.id)  \(payment.amount) for \(payment.invoice), \(payment.receivedOn)")
            case .json: Terminal.say(try JSONText.pretty(payment))
            case .ndjson: Terminal.say(try JSONText.line(payment))
            }
            if self.options.output == .table { Terminal.note("→ skald run") }
        }
    }
}

extension SandboxLink {
    /// Leaves nothing served behind, whatever happens.
    func closing<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            let value = try await body()
            await self.close()
            return value
        } catch {
            await self.close()
            throw error
        }
    }
}
