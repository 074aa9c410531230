internal import ArgumentParser
internal import Foundation

/// All trials, then a table, and a file for machines.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Try every fault, and print what was found.")

    @Flag(help: "For an hour instead of twenty minutes.") var long = false
    @Flag(help: "A small part, for every change.") var short = false
    @Option(help: "Repeats the chances of an earlier run.") var seed: UInt64 = .random(in: 1...999_999)
    @Option(help: "Only trials whose name contains this.") var only: String?
    @Option(help: "Where the file for machines goes.") var json = "faults.json"

    func run() async throws {
        Say.line("seed \(self.seed)")
        var tallies: [Tally] = []
        for trial in Trial.all(self.long ? .long : self.short ? .short : .usual, seed: self.seed)
        where self.only.map({ trial.name.contains($0) }) ?? true {
            let begin = Date()
            Say.note("→ \(trial.name)")
            let tally = try await trial.run()
            Say.note("  \(tally.runs) runs in \(Int(Date().timeIntervalSince(begin))) s")
            tallies.append(tally)
        }
        for line in Self.table(tallies) { Say.line(line) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let file = URL(filePath: self.json)
        try encoder.encode(tallies).write(to: file)
        Say.line(file.path)
        guard tallies.allSatisfy({ $0.violations == 0 }) else { throw ExitCode(1) }
    }

    private static func table(_ tallies: [Tally]) -> [String] {
        let width = tallies.map(\.fault.count).max() ?? 0
        return ["FAULT".padded(width) + "     RUNS  VIOLATIONS"]
            + tallies.map { tally in
                if let why = tally.skipped { return tally.fault.padded(width) + "  skipped: \(why)" }
                let runs = String(tally.runs).leading(9)
                return tally.fault.padded(width) + runs + String(tally.violations).leading(12)
            }
    }
}

extension String {
    fileprivate func padded(_ width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - self.count))
    }

    fileprivate func leading(_ width: Int) -> String {
        String(repeating: " ", count: max(0, width - self.count)) + self
    }
}
