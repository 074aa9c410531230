internal import ArgumentParser
internal import SQLiteRuntime

struct Retry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Try again whatever needs a person: the same step under the same key; what is in doubt is asked for first.",
        discussion: """
            --where selects many: conditions on system, status, step, workflow and owner (=), reason (~), since and \
            amount (> or <), joined by commas: 'system=erp,status=parked,since>1h,amount>EUR:1000'. What is selected is \
            frozen, shown with its totals and confirmed; a saga that moves meanwhile is left alone and told so. Exit \
            status 7 where nobody can be asked and --yes is missing.
            """
    )

    @Argument(help: "The saga's id, or any business key.", completion: .saga) var key: String?
    @Option(name: .customLong("where"), help: "Which sagas, such as 'system=erp,status=parked,since>1h'.")
    var filter: SagaFilter?
    @Option(help: "Only if --where still selects what had this name.") var selection: String?
    @Flag(help: "Only show what would be tried again.") var dryRun = false
    @Flag(help: "Without asking.") var yes = false
    @OptionGroup var word: Word

    func validate() throws {
        guard (self.key == nil) != (self.filter == nil) else {
            throw ValidationError("Name one saga, or select some with --where.")
        }
        guard self.filter != nil || !self.dryRun && self.selection == nil else {
            throw ValidationError("--dry-run and --selection go with --where.")
        }
    }

    func run() async throws {
        if let key { return try await self.word.act(.retry, on: key, done: "retried", judges: true) }
        guard let filter else { return }
        let batch = try Batch(filter, try self.word.options.reader())
        do {
            try await self.retry(batch)
        } catch let finding as Finding {
            try batch.leftOut.tell()
            throw finding
        }
        try batch.leftOut.tell()
    }

    private func retry(_ batch: Batch) async throws {
        guard !batch.sagas.isEmpty else { return Terminal.say("nothing is selected") }
        if let selection, selection != batch.name { throw batch.hasChanged(since: selection) }
        if self.dryRun { return try batch.show(self.word.options.output) }
        if !self.yes { try batch.confirm() }
        try await Desk.with(self.word.options) { desk in
            let outcomes = try await batch.outcomes(.retry, desk)
            try BatchReport(batch, outcomes).show(self.word.options.output)
            if outcomes.contains(where: { !$0.isThrough }) { throw Finding(status: .findings) }
        }
    }
}
