internal import ArgumentParser
internal import SQLiteRuntime
internal import SagaModel

struct PeriodCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "period",
        abstract: "Periods into which nothing is posted any more: ENTITY/YEAR-MONTH.",
        subcommands: [Listing.self, Close.self, Reopen.self]
    )

    struct Listing: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List the closed periods, with the sagas that wait for them."
        )

        @Flag(help: "Also list those that were opened again.") var all = false
        @OptionGroup var options: Options

        func run() throws {
            let all = try StandingReport.all(.cutoff, withRemoved: self.all, try self.options.reader())
            try StandingReport.show(all, schema: "skald.periods/1", none: "no period is closed", self.options.output)
        }
    }

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Close a period: what would fall into it waits, moves or turns back, as the policy says.",
            discussion: "Look first what stands between it and its close: skald close check PERIOD."
        )

        @Argument(help: "Such as northwind-de/2026-11.") var period: String
        @Option(help: "Who can open it again.") var owner = "finance"
        @OptionGroup var reason: Reason
        @OptionGroup var options: Options

        func validate() throws { try PeriodName.check(self.period) }

        func run() async throws {
            let obstacle = Obstacle(
                id: PeriodName.obstacle(self.period),
                kind: .cutoff,
                subject: self.period,
                owner: self.owner,
                reason: self.reason.text
            )
            try await Desk.with(self.options) { try await $0.place(obstacle) }
        }
    }

    struct Reopen: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Open a period again; what waited for it goes on.")

        @Argument(help: "Such as northwind-de/2026-11.") var period: String
        @OptionGroup var reason: Reason
        @OptionGroup var options: Options

        func run() async throws {
            let id = PeriodName.obstacle(self.period)
            try await Desk.with(self.options) { try await $0.remove(id, of: .cutoff, because: self.reason.text) }
        }
    }
}

/// `northwind-de/2026-11`, or `2026-11` where all entities close together.
enum PeriodName {
    static func check(_ text: String) throws {
        let month = text.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        let parts = month.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 4, Int(parts[0]) != nil, parts[1].count == 2,
            Int(parts[1]).map((1...12).contains) == true, !text.hasPrefix("/")
        else { throw ValidationError("“\(text)” is no period; write ENTITY/YEAR-MONTH, such as northwind-de/2026-11.") }
    }

    static func obstacle(_ period: String) -> String { "period \(period)" }
}
