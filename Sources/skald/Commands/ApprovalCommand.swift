internal import ArgumentParser
internal import SQLiteRuntime
internal import SagaModel

struct ApprovalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approval",
        abstract: "What somebody must agree to before it goes on.",
        subcommands: [Listing.self, Approve.self, Reject.self]
    )

    struct Listing: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List what waits for an approval. Exit status 3 when anything does."
        )

        @OptionGroup var options: Options

        private struct Line: Encodable {
            let saga: SagaID
            let gate: GateName
            let subject: String
            let owner: String
            let since: String
            let until: String?
            let amount: String?
            let startedBy: String?
            let declined: String?
            let next: String
        }

        private struct Lines: Encodable {
            var schema = "skald.approvals/1"
            let approvals: [Line]
            let leftOut: [Stories.LeftOut]
        }

        func run() throws {
            let reader = try self.options.reader()
            let stories = try Stories(try reader.list([.gated, .retrying, .running]), reader)
            let lines = stories.all.flatMap(Self.lines)
            switch self.options.output {
            case .table: Self.table(lines)
            case .json: Terminal.say(try JSONText.pretty(Lines(approvals: lines, leftOut: stories.leftOut)))
            case .ndjson: for line in lines { Terminal.say(try JSONText.line(line)) }
            }
            try stories.leftOut.tell()
            if !lines.isEmpty { throw Finding(status: .findings) }
        }

        private static func lines(_ story: Story) -> [Line] {
            story.approvals.map { gate, blocker in
                Line(
                    saga: story.report.id,
                    gate: gate,
                    subject: blocker.subject,
                    owner: blocker.owner ?? blocker.cause.owner,
                    since: blocker.since,
                    until: blocker.until,
                    amount: story.report.amount,
                    startedBy: story.machine.terms?.startedBy,
                    declined: blocker.failure,
                    next: story.approvalCommand(gate, blocker.subject)
                )
            }
        }

        private static func table(_ lines: [Line]) {
            guard !lines.isEmpty else { return Terminal.say("nothing waits for an approval") }
            var table = Table(["SAGA", "GATE", "SUBJECT", "OWNER", "SINCE", "UNTIL", "ASKED BY", "DECLINED"])
            for line in lines {
                table.add([
                    line.saga.rawValue, line.gate.rawValue, line.subject, line.owner, line.since.short,
                    line.until?.short ?? "-", line.startedBy ?? "-", line.declined ?? "-",
                ])
            }
            for line in table.lines { Terminal.say(line) }
        }
    }

    struct Approve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Agree to exactly what a saga asks for; when an amount in it changes, it is asked again.",
            discussion: """
                At a terminal the subject is shown and typed again; elsewhere --subject says it, word for word. Whoever \
                started the saga may not approve it, where the policy says so.
                """
        )

        @OptionGroup var target: Target
        @Argument(help: "The gate, where several stand open.") var gate: String?
        @Option(help: "What is approved, word for word, as approval list has it.") var subject: String?
        @Option(name: .customLong("as"), help: "The role in which you approve.") var role: String?
        @OptionGroup var word: Word

        func run() async throws {
            let reader = try self.word.options.reader()
            let story = try Story(try reader.saga(self.target.key), reader)
            let (gate, blocker) = try story.approval(self.gate)
            let subject = try story.confirm(gate, blocker.subject, self.subject)
            let people = try Config.read(self.word.options.config).people
            let role = self.role.map { RoleName(rawValue: $0) } ?? story.role(for: gate, people)
            let act = Act.approve(gate, subject: subject, as: role)
            try await self.target.act(act, done: "approved", with: self.word)
        }
    }

    struct Reject: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say no. Before the pivot the saga is taken back; after it, the gate stays shut."
        )

        @OptionGroup var target: Target
        @Argument(help: "The gate, where several stand open.") var gate: String?
        @OptionGroup var reason: Reason
        @OptionGroup var word: Word

        func run() async throws {
            let reader = try self.word.options.reader()
            let (gate, blocker) = try Story(try reader.saga(self.target.key), reader).approval(self.gate)
            let act = Act.decline(gate, subject: blocker.subject, reason: self.reason.text)
            try await self.target.act(act, done: "rejected", with: self.word)
        }
    }
}
