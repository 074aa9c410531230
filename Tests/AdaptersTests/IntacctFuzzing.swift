import SagaModel

@testable import Adapters

extension FuzzedReader {
    private typealias Answers = IntacctAnswers

    /// The gateway's answer to the write of an invoice.
    ///
    /// Success stands in every answer that was let in, so that the key alone says that it is done.
    static func intacct(_ function: IntacctFunction) -> FuzzedReader {
        let call = IntacctCall(
            controlID: "n",
            authentication: .session("s-1"),
            functions: [("k", function)],
            isWrite: true
        )
        let settings = Fixtures.intacctSettings(url: "https://api.intacct.com")
        let answers = [
            Answers.created(function.name), Answers.refused(function.name, "BL01001973"),
            Answers.refused(function.name, "BL34000061"), Answers.notSignedIn(),
            Answers.response(control: "failure", Answers.errors("XL03000003")),
            Answers.operation(
                Answers.result(function.name, id: "k", Answers.errors("XL03000009"), status: "aborted")
            ),
        ]
        let refuses = { @Sendable (text: String) in text.contains("failure") || text.contains("aborted") }
        return FuzzedReader(
            name: "Sage Intacct, \(function.name)",
            specimens: answers.compactMap { if case .text(_, let text) = $0 { text } else { nil } },
            read: { bytes in
                do throws(IntacctRefusal) {
                    let answer = HTTPAnswer(status: 200, charset: nil, bytes: bytes)
                    _ = try IntacctAnswer(call: call, settings: settings, asking: "asked").results(answer)
                    return .done
                } catch {
                    return Outcome(error.failure)
                }
            },
            saysDone: { $0.contains("success") && !refuses($0) },
            saysRefused: { refuses($0) && $0.contains("errorno") },
            saysAbsent: { _ in false }
        )
    }
}
