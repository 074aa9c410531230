internal import ArgumentParser
internal import Policy
internal import SQLiteRuntime
internal import SagaModel

struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show one saga with its steps.")

    @Argument(help: "Its id, or any business key: order, invoice, payment.", completion: .saga) var key: String
    @OptionGroup var options: Options

    func run() throws {
        let report = try self.options.saga(self.key)
        let page = try Page(report, self.options.reader())
        switch self.options.output {
        case .table:
            Terminal.say("\(report.page)\n\(page.words)")
            Terminal.note("→ skald explain \(report.id)")
        case .json: Terminal.say(try JSONText.pretty(page))
        case .ndjson: Terminal.say(try JSONText.line(page))
        }
    }

    /// The saga, and what it started with and keeps.
    private struct Page: Encodable {
        struct Kept: Encodable {
            let version: String
            let fingerprint: String
        }

        private enum CodingKeys: CodingKey { case definition, policy }

        let report: SagaReport
        let definition: Kept?
        let policy: Kept?

        init(_ report: SagaReport, _ reader: SagaReader) throws {
            self.report = report
            self.definition = try reader.pin(report.id).map {
                Kept(version: "\($0.version)", fingerprint: $0.fingerprint)
            }
            self.policy = try reader.policy(of: report.id).map {
                Kept(version: $0.version, fingerprint: $0.fingerprint)
            }
        }

        func encode(to encoder: any Encoder) throws {
            try self.report.encode(to: encoder)
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encodeIfPresent(self.definition, forKey: .definition)
            try values.encodeIfPresent(self.policy, forKey: .policy)
        }

        var words: String {
            let definition = self.definition.map { "definition v\($0.version) \($0.fingerprint.prefix(12))" }
            let policy = self.policy.map { "policy \($0.version) \($0.fingerprint.prefix(12))" }
            return "keeps \([definition, policy ?? "no policy"].compactMap(\.self).joined(separator: ", "))"
        }
    }
}
