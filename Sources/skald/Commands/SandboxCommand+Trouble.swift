internal import ArgumentParser
internal import Sandbox

extension SandboxCommand {
    struct Trouble: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "fault",
            abstract: "Order trouble, list it, or take it back.",
            discussion: """
                Trouble is written operation=kind*times. Kinds: refuse, slow:MS, unavailable, drop-before, drop-after, \
                garbage. An operation is a system and what it is asked: erp.upsert.invoice, billing.draftInvoice.
                """
        )

        @Argument(help: "Such as erp.upsert.invoice=drop-after*1; with --clear, an operation.") var spec: String?
        @Flag(help: "List what lies in wait.") var list = false
        @Flag(help: "Take back the trouble of one operation, or all of it.") var clear = false
        @OptionGroup var options: Options

        private struct Listing: Encodable {
            var schema = "skald.faults/1"
            let faults: [String]
        }

        func validate() throws {
            if self.list, self.clear || self.spec != nil {
                throw ValidationError("--list stands alone.")
            }
            if !self.list, !self.clear, self.spec == nil {
                throw ValidationError("Say which trouble, such as erp.upsert.invoice=refuse*1, or --list or --clear.")
            }
        }

        func run() async throws {
            if self.list {
                return try self.tell(try Counts.read(self.options.db).faults, none: "no fault lies in wait")
            }
            if self.clear { return try await self.takeBack() }
            let fault = try Fault(self.spec ?? "")
            let link = try await SandboxLink.open(self.options.db)
            try await link.closing { try await link.inject(fault) }
            Terminal.note("skald: \(fault) lies in wait")
        }

        private func takeBack() async throws {
            let link = try await SandboxLink.open(self.options.db)
            let faults = try await link.closing { try await link.clearFaults(of: self.spec) }
            if faults.isEmpty, let operation = self.spec {
                throw OperatorError(
                    .notFound,
                    "no fault lies in wait for \(operation)",
                    why: "it struck already, was taken back, or the operation is written otherwise",
                    next: "skald sandbox fault --list"
                )
            }
            try self.tell(faults, none: "no fault lay in wait")
            if !faults.isEmpty { Terminal.note("skald: taken back") }
        }

        private func tell(_ faults: [String], none: String) throws {
            switch self.options.output {
            case .table: for line in faults.isEmpty ? [none] : faults { Terminal.say(line) }
            case .json: Terminal.say(try JSONText.pretty(Listing(faults: faults)))
            case .ndjson: for fault in faults { Terminal.say(try JSONText.line(fault)) }
            }
        }
    }
}
