internal import ArgumentParser
internal import FoundationEssentials
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Workflows

struct Cancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take a saga back. After its receivable is posted this is refused: that needs a credit memo."
    )

    @Argument(help: "The saga's id, or any business key.", completion: .saga) var key: String
    @Option(name: .customLong("rev"), help: "Only if the saga still has this revision, which show and explain name.")
    var seen: Int?
    @OptionGroup var options: Options

    func run() async throws {
        let reader = try self.options.reader()
        let report = try reader.saga(self.key)
        try await Desk.with(self.options) { desk in
            switch try await desk.sagas.act(.cancel, on: report.id, by: Operator.name, seen: self.seen) {
            case .advanced: break
            case .changed(let revision): throw OperatorError(report.id, hasMovedTo: revision)
            case .ignored(let why): throw Self.refused(try Story(report, reader), why)
            }
            try await desk.move()
            try Printer.show(try desk.report(report.id), self.options.output)
        }
    }

    private static func refused(_ story: Story, _ why: String) -> OperatorError {
        let id = story.report.id
        guard story.machine.isCommitted, let invoice = story.machine.facts?.invoice else {
            return OperatorError(.notAllowed, "\(id) cannot be cancelled", why: why, next: "skald explain \(id)")
        }
        return OperatorError(
            .notAllowed,
            "\(id) cannot be cancelled",
            why: why,
            money:
                "invoice \(invoice.number) over \(invoice.total) stays posted; a credit memo for \(invoice.number) corrects it",
            next: "skald show \(invoice.number)"
        )
    }
}
