internal import ArgumentParser
internal import SQLiteRuntime
internal import SagaModel

extension SagaStatus: ExpressibleByArgument {}

struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the sagas.")

    @Option(help: "Only sagas with this status; may be repeated.") var status: [SagaStatus] = []
    @OptionGroup var options: Options

    func run() throws { try Printer.list(try self.options.reader().list(Set(self.status)), self.options.output) }
}
