internal import ArgumentParser
internal import SQLiteRuntime

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look at everything that Skald stands on: libraries, disk, clock, systems, database, engine.",
        discussion: """
            Nothing is written but a probe beside the database, and no system is asked for more than a document that \
            need not exist. Exit status 0 when all is well, 3 when something was found, 8 when a system is out of \
            reach, 9 when the database is damaged.
            """
    )

    @OptionGroup var options: Options

    func run() async throws {
        let clock = ClockCheck()
        var checkup = Checkup()
        checkup.libraries()
        checkup.disk(of: self.options.db)
        let examination = checkup.database(self.options)
        await checkup.engine(of: self.options.db, examination)
        let dates = await checkup.systems(self.options)
        clock.conclude(&checkup, examination, remote: dates)
        try self.tell(checkup)
        if let status = checkup.exit { throw Finding(status: status) }
    }

    private func tell(_ checkup: Checkup) throws {
        switch self.options.output {
        case .table:
            var table = Table(["CHECK", "STATUS", "FOUND"])
            for line in checkup.checks { table.add([line.check, line.status.words, line.found]) }
            let lines = table.lines
            Terminal.say(lines.first ?? "")
            for (line, text) in zip(checkup.checks, lines.dropFirst()) {
                Terminal.say(text)
                if let remedy = line.remedy { Terminal.say("  → \(remedy)") }
            }
        case .json: Terminal.say(try JSONText.pretty(checkup))
        case .ndjson: for line in checkup.checks { Terminal.say(try JSONText.line(line)) }
        }
    }
}

extension Checkup.Status {
    /// A sign beside the word, as everywhere.
    fileprivate var words: String {
        switch self {
        case .ok: "✓ ok"
        case .warn: "◐ warn"
        case .fail: "✗ fail"
        }
    }
}
