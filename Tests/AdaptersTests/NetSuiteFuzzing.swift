import SagaModel
import SuiteTalk

@testable import Adapters

extension FuzzedReader {
    private typealias Answers = NetSuiteAnswers

    private static func netSuite(_ operation: NetSuiteOperation, _ answers: [Loopback.Answer]) -> FuzzedReader {
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

    static func netSuite() throws -> [FuzzedReader] {
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
        ]
    }
}
