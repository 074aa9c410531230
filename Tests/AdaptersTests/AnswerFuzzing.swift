import Testing
import SagaModel
import SuiteTalk

@testable import Adapters

/// A reader of answers, specimens of what it reads, and the words without which it must not come to an outcome.
///
/// **The oracle.** Nobody can say what a damaged document means; but an outcome must be *said* by it. So a second,
/// simple reader looks for the words in the bytes, without knowing any structure: a document that came out as done must say
/// success somewhere and refusal nowhere; one that came out as refused, or as not there, must say just that somewhere.
/// Damage that makes a refusal into an explicit success (`false` into `true`) passes, as it must: no reader could
/// tell. Damage that leaves the words of both can only be in doubt. Comments and CDATA sections are taken out first,
/// as a reader does with the former, and because words inside the latter are text.
struct FuzzedReader: Sendable, CustomTestStringConvertible {
    enum Outcome: Sendable {
        case done, absent, refused, inDoubt
    }

    let name: String
    let specimens: [String]
    let read: @Sendable ([UInt8]) -> Outcome
    let saysDone: @Sendable (String) -> Bool
    let saysRefused: @Sendable (String) -> Bool
    let saysAbsent: @Sendable (String) -> Bool

    var testDescription: String { self.name }

    /// Whether the document says what was read from it.
    func isSaid(_ outcome: Outcome, by bytes: [UInt8]) -> Bool {
        if case .inDoubt = outcome { return true }
        // UTF-16 by dropping its zeros.
        let text = Self.withoutComments(String(decoding: bytes.filter { $0 != 0 }, as: UTF8.self))
        switch outcome {
        case .done: return self.saysDone(text) && !self.saysRefused(text)
        case .absent: return self.saysAbsent(text) && !self.saysDone(text)
        case .refused: return self.saysRefused(text) && !self.saysDone(text)
        case .inDoubt: return true
        }
    }

    private static func withoutComments(_ text: String) -> String {
        text.replacing(/<!--(?s:.*?)-->/, with: "").replacing(/<!\[CDATA\[(?s:.*?)\]\]>/, with: "")
    }
}

extension FuzzedReader.Outcome {
    init(_ failure: Failure) {
        switch failure {
        case .transient, .rejected: self = .refused
        case .inDoubt: self = .inDoubt
        }
    }
}

extension FuzzedReader {
    private typealias Answers = NetSuiteAnswers

    static func netSuite(_ operation: NetSuiteOperation, _ answers: [Loopback.Answer]) -> FuzzedReader {
        FuzzedReader(
            name: "NetSuite, \(operation.name)",
            specimens: answers.compactMap { if case .text(_, let text) = $0 { text } else { nil } },
            read: { bytes in
                do throws(Failure) {
                    let answer = HTTPAnswer(status: 200, charset: nil, bytes: bytes)
                    switch try NetSuiteAnswer(operation: operation, asking: "asked").outcome(answer) {
                    case .done, .found: return .done
                    case .absent: return .absent
                    case .alreadyThere: return .refused
                    }
                } catch {
                    return Outcome(error)
                }
            },
            saysDone: { $0.contains(/isSuccess\s*=\s*["']\s*(true|1)\s*["']/) },
            saysRefused: {
                $0.contains(/isSuccess\s*=\s*["']\s*(false|0)\s*["']/) || $0.contains(/:Fault[\s>]/)
            },
            saysAbsent: { $0.contains("RCRD_DSNT_EXIST") && $0.contains(/isSuccess\s*=\s*["']\s*(false|0)\s*["']/) }
        )
    }

    /// Every reader of answers; a new one is one line.
    static func all() throws -> [FuzzedReader] {
        let invoice = try NetSuiteRecord.invoice(try Fixtures.invoice(), Fixtures.mappings)
        let faults = [
            Answers.fault("unexpectedErrorFault", "UNEXPECTED_ERROR"),
            Answers.fault("exceededRequestLimitFault", "WS_REQUEST_BLOCKED"),
        ]
        return [
            .netSuite(
                .upsert(invoice),
                faults + [
                    Answers.upserted("invoice", "INV-1001", internalID: "31"), Answers.refused("upsert", "USER_ERROR"),
                    Answers.refused("upsert", "DUP_RCRD"), Answers.refused("upsert", "TRAN_PERIOD_CLOSED"),
                ]
            ),
            .netSuite(
                .delete(.salesOrder, "Q-1042", nil),
                faults + [
                    Answers.deleted("salesOrder", internalID: "12"), Answers.refused("delete", "RCRD_DSNT_EXIST"),
                    Answers.refused("delete", "CANT_DELETE_TRANS"),
                ]
            ),
            .netSuite(
                .get(.invoice, "INV-1001"),
                faults + [
                    Answers.found("Invoice", "INV-1001", internalID: "31"), Answers.missing,
                    Answers.refused("get", "INSUFFICIENT_PERMISSION"),
                ]
            ),
            .intacct(try IntacctFunction.createInvoice(try Fixtures.invoice(), Fixtures.intacctSettings(url: ""))),
        ]
    }
}
