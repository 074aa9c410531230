internal import ArgumentParser

/// `make faults`: the engine, its file and the other systems, killed and starved in every way that this machine has.
@main
struct Faults: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "skald-faults",
        abstract: "Break the engine, its file and the systems around it; then count what became of the money.",
        subcommands: [Run.self, Worker.self],
        defaultSubcommand: Run.self
    )
}
