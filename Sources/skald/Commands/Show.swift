internal import ArgumentParser
internal import SQLiteRuntime

struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show one saga with its steps.")

    @Argument(help: "Its id, or any business key: order, invoice, payment.", completion: .saga) var key: String
    @OptionGroup var options: Options

    func run() throws {
        let report = try self.options.saga(self.key)
        try Printer.show(report, self.options.output)
        if self.options.output == .table { Terminal.note("→ skald explain \(report.id)") }
    }
}
