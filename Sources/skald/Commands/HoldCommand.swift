internal import ArgumentParser
internal import Policy
internal import SQLiteRuntime
internal import SagaModel
internal import Workflows

struct HoldCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold",
        abstract: "What somebody looks into before it goes on: disputes, fraud checks.",
        subcommands: [Listing.self, Place.self, Release.self]
    )

    struct Listing: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List the holds that stand, with the sagas that they stop."
        )

        @Flag(help: "Also list those that were released.") var all = false
        @OptionGroup var options: Options

        func run() throws {
            let all = try StandingReport.all(.hold, withRemoved: self.all, try self.options.reader())
            try StandingReport.show(all, schema: "skald.holds/1", none: "no hold stands", self.options.output)
        }
    }

    struct Place: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Hold an order, an account or an invoice back.",
            discussion: """
                The policy says which steps each kind of hold stops; a kind that it does not know stops whatever posts. \
                What had left before is not called back: it is named, and the exit status is 3.
                """
        )

        @Argument(help: "What it is about: Q-1042, ACME-001, INV-1001.") var subject: String
        @Option(help: "Why somebody looks into it, as the policy names it: dispute, fraud.") var kind: String
        @Option(help: "Its name, such as the case's number; H-1, H-2 and so on where none is given.") var id: String?
        @Option(help: "Who can release it; as the policy says where nobody is named.") var owner: String?
        @OptionGroup var reason: Reason
        @OptionGroup var options: Options

        func run() async throws {
            let rules = try WorkflowCommand.known.map {
                try Policies.of($0.name, in: self.options.policies).policy.holds[self.holdKind]
            }
            if rules.contains(where: { $0 == nil }) {
                Terminal.note("skald: not every policy knows a hold “\(self.kind)”: there it stops whatever posts")
            }
            try await Desk.with(self.options) { desk in
                let obstacle = Obstacle(
                    id: try self.id ?? self.options.reader().nextHold,
                    kind: .hold,
                    subject: self.subject,
                    owner: self.owner ?? rules.compactMap(\.self).first?.owner ?? Operator.name,
                    reason: self.reason.text,
                    hold: self.holdKind
                )
                try await desk.place(obstacle)
            }
        }

        private var holdKind: HoldKind { HoldKind(rawValue: self.kind) }
    }

    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take a hold out of the way; its sagas go on.")

        @Argument(help: "Its name, as hold list has it.") var id: String
        @OptionGroup var reason: Reason
        @OptionGroup var options: Options

        func run() async throws {
            try await Desk.with(self.options) { try await $0.remove(self.id, of: .hold, because: self.reason.text) }
        }
    }
}

extension SagaReader {
    /// The first name of its kind that nothing ever had.
    fileprivate var nextHold: String {
        get throws {
            let taken = Set(try self.obstacles(.hold).map(\.obstacle.id))
            return (1...).lazy.map { "H-\($0)" }.first { !taken.contains($0) } ?? "H-1"
        }
    }
}
