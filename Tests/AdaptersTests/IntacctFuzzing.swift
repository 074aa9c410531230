import SagaModel

@testable import Adapters

extension FuzzedReader {
    private typealias Answers = IntacctAnswers

    /// A write of two functions, and a question.
    static func intacct() throws -> [FuzzedReader] {
        let functions = ["create", "create_sotransaction"].map { IntacctFunction($0, "Q-1042", []) }
        let write = IntacctCall(
            controlID: "n",
            authentication: .session("s-1"),
            functions: Array(zip(["k:1", "k"], functions)),
            isWrite: true
        )
        let query = IntacctQuery(.invoice, "INV-1001")
        let read = IntacctCall(
            controlID: "n",
            authentication: .session("s-1"),
            functions: [("n-1", try query.function())],
            isWrite: false
        )
        return [
            .intacct("write", write, Self.writes + Self.refusals) { _ in .done },
            .intacct("question", read, Self.reads + Self.refusals) { results throws(Failure) in
                guard let result = results.first else { return .inDoubt }
                return try IntacctFinding(query: query, asking: "asked").records(result).isEmpty ? .absent : .done
            },
        ]
    }

    private static func intacct(
        _ name: String,
        _ call: IntacctCall,
        _ answers: [Loopback.Answer],
        _ outcome: @escaping @Sendable ([IntacctResult]) throws(Failure) -> Outcome
    ) -> FuzzedReader {
        let settings = Fixtures.intacctSettings(url: "http://127.0.0.1")
        return FuzzedReader(
            name: "Sage Intacct, \(name)",
            specimens: answers.compactMap { if case .text(_, let text) = $0 { text } else { nil } },
            read: { bytes in
                let answer = HTTPAnswer(status: 200, charset: nil, bytes: bytes)
                let results: [IntacctResult]
                do throws(IntacctRefusal) {
                    results = try IntacctAnswer(call: call, settings: settings, asking: "asked").results(answer)
                } catch {
                    return Outcome(error.failure)
                }
                do throws(Failure) { return try outcome(results) } catch { return Outcome(error) }
            },
            saysDone: { Self.successes(in: $0) >= call.functions.count && !$0.contains(/\bcount\s*=\s*["']\s*0/) },
            saysRefused: { $0.contains(/(failure|aborted)\s*</) || $0.contains(/<errorno/) },
            saysAbsent: {
                $0.contains(/\bcount\s*=\s*["']\s*0\s*["']/) && !$0.contains(/(failure|aborted)\s*<|<errorno/)
                    && !$0.contains("<RECORDNO")
            }
        )
    }

    /// How many results say success, to somebody who knows of no other element.
    private static func successes(in text: String) -> Int {
        text.split(separator: "<result", omittingEmptySubsequences: false).dropFirst().count {
            ($0.split(separator: "</result", maxSplits: 1).first ?? "").contains(/<status[^>]*>\s*success\s*</)
        }
    }

    private static var writes: [Loopback.Answer] {
        let written = [
            Answers.result("create", id: "k:1", "<key>30</key>"),
            Answers.result("create_sotransaction", id: "k", "<key>31</key>"),
        ]
        let failed = zip(["k:1", "k"], ["create", "create_sotransaction"]).map { id, function in
            Answers.result(function, id: id, Answers.errors("BL01001973", "XL03000009"), status: "failure")
        }
        let aborted = failed.map { $0.replacing("failure", with: "aborted") }
        return [
            Answers.operation(written.joined()), Answers.operation(written.joined()),
            Answers.operation(failed.joined()),
            Answers.operation(aborted[0] + failed[1]), Answers.operation(written[0] + failed[1]),
            Answers.operation(failed.joined().replacing("BL01001973", with: "BL34000061")),
        ]
    }

    private static var reads: [Loopback.Answer] {
        let record = "<RECORDNO>31</RECORDNO><RECORDID>INV-1001</RECORDID><STATE>Posted</STATE><ONHOLD>false</ONHOLD>"
        return [
            Answers.found("ARINVOICE", record), Answers.found("ARINVOICE", record), Answers.found("ARINVOICE"),
            Answers.refused("readByQuery", "BL01001973", id: "n-1"),
        ]
    }

    /// What may come instead of any answer: not let in, refused whole, or only taken note of.
    private static var refusals: [Loopback.Answer] {
        [
            Answers.notSignedIn(), Answers.response(control: "failure", Answers.errors("XL03000003")),
            Answers.response("<acknowledgement><status>success</status></acknowledgement>"),
        ]
    }
}
