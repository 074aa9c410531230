import SagaModel

@testable import Adapters

extension FuzzedReader {
    private typealias Answers = SAPAnswers

    /// Modules that write, the commit behind them, an IDoc's receipt, and a question about the books.
    static func sap() -> [FuzzedReader] {
        let posted = "010000000717102026"
        let closed = Answers.row("E", "F5", "201", "Posting period 08 2026 is not open")
        let complaints = [
            closed, Answers.row("S") + closed, Answers.row("A", "00", "001"), Answers.row("E", "MC", "601"),
        ]
        let faults = [Answers.fault("RFC_ERROR_FUNCTION_NOT_FOUND"), Answers.fault("RFC_ERROR_SYSTEM_FAILURE")]
        let (good, bad) = (Answers.row("W") + Answers.row("S"), complaints)
        return [
            .sap(
                SAPFunction(.postDocument, reference: "INV-1001", company: "1710", []),
                faults + [Answers.posted(posted), Answers.posted(posted, good)] + bad.map { Answers.posted("", $0) }
                    + [Answers.posted(posted, Answers.row("S") + closed)]
            ),
            .sap(
                SAPFunction(.createSalesOrder, reference: "Q-1042", []),
                faults + [Answers.ordered(), Answers.ordered("0000004737", good)] + bad.map { Answers.ordered("", $0) }
            ),
            .sap(
                SAPFunction(.commit, reference: "INV-1001", []),
                [Answers.committed, Answers.committed, Answers.fault("RFC_ERROR_SYSTEM_FAILURE")]
                    + ["E", "A"].map { Answers.committed.replacing(">S<", with: ">\($0)<") }
            ),
            Self.receipt, Self.books,
        ]
    }

    private static func sap(_ function: SAPFunction, _ specimens: [String]) -> FuzzedReader {
        FuzzedReader(
            name: "SAP, \(function.name.rawValue)",
            specimens: specimens,
            read: { bytes in
                let answer = HTTPAnswer(status: 200, charset: nil, bytes: bytes)
                do throws(Failure) {
                    _ = try SAPAnswer(function: function, asking: "asked").document(answer)
                    return .done
                } catch {
                    return Outcome(error)
                }
            },
            // A row of type E counts above those of type S, as modules give both: nothing was kept then.
            saysDone: { $0.contains(/type[^<>]*>\s*S\s*</.ignoresCase()) && !Self.complains($0) },
            saysRefused: Self.complains,
            saysAbsent: { _ in false }
        )
    }

    private static func complains(_ text: String) -> Bool {
        text.contains(/type[^<>]*>\s*[EA]\s*</.ignoresCase()) || text.contains(/:Fault[\s>]/)
    }

    private static var receipt: FuzzedReader {
        FuzzedReader(
            name: "SAP, receipt of an IDoc",
            specimens: Self.receipts,
            mark: ",",
            read: { bytes in
                let answer = HTTPAnswer(status: 201, charset: nil, bytes: bytes)
                do throws(Failure) {
                    _ = try SAPReceipt(answer, asking: "asked").document(for: "INV-1")
                    return .done
                } catch {
                    return Outcome(error)
                }
            },
            saysDone: {
                Self.sapName($0).contains(/"status"\s*:\s*"53"/.ignoresCase()) && !Self.isLeft($0)
                    && $0.contains(/"REFERENCE"\s*:\s*"INV-1"/) && $0.contains(/DOCUMENT"\s*:\s*"0*[^0"]/)
            },
            saysRefused: { Self.isLeft($0) || $0.contains("\"REASON\"") && !$0.contains("\"INV-1\"") },
            saysAbsent: { _ in false }
        )
    }

    /// Whether it has one of the statuses that say: taken in, and not posted.
    private static func isLeft(_ text: String) -> Bool {
        Self.sapName(text).contains(/"status"\s*:\s*"(51|56|60|63|65|68)"/.ignoresCase())
    }

    /// Names are the same with these and without.
    private static func sapName(_ text: String) -> String { text.filter { $0 != "." && $0 != "_" } }

    private static var receipts: [String] {
        let status = ["51", "56", "68", "64", "50"].map {
            #"{"DOCNUM":"0000000000000007","STATUS":"\#($0)","STATUS_TEXT":"said"}"#
        }
        let posted = ["CLEARED", "REOPENED"].map {
            let document = $0 == "CLEARED" ? "CLEARINGDOCUMENT" : "REVERSALDOCUMENT"
            return #"""
                {"DOCNUM":"0000000000000007","STATUS":"53","STATUS_TEXT":"posted","APPLIED":[{"STATEMENT":"PAY-1",\#
                "\#($0)":[{"LINE":"000001","REFERENCE":"INV-1","\#(document)":"1400000009"}]}]}
                """#
        }
        let reason = #"""
            {"DOCNUM":"0000000000000007","STATUS":"53","STATUS_TEXT":"posted","APPLIED":[{"STATEMENT":"PAY-1",\#
            "CLEARED":[],"UNPROCESSED":[{"LINE":"000001","REASON":"no item fits it"}]}]}
            """#
        return status + posted + posted + [reason, #"{"error":{"code":"005056A509B11EE1B9A8FEC11C21578E"}}"#]
    }

    private static var books: FuzzedReader {
        FuzzedReader(
            name: "SAP, question about the books",
            specimens: [
                Answers.nothing, Answers.documents(Answers.document()), Answers.documents(Answers.document()),
                Answers.documents(Answers.document(), Answers.document("0100000009")),
                #"{"error":{"code":"005056A509B11EE1B9A8FEC11C21578E","message":{"lang":"en","value":"said"}}}"#,
            ],
            mark: ",",
            read: { bytes in
                let answer = HTTPAnswer(status: 200, charset: nil, bytes: bytes)
                do throws(Failure) {
                    let found = try SAPClient.found(SAPList<SAPEntry>.self, in: answer, asking: "asked")
                    return found.d.results.isEmpty ? .absent : .done
                } catch {
                    return Outcome(error)
                }
            },
            saysDone: { $0.contains(/"AccountingDocument"\s*:/) },
            saysRefused: { _ in false },
            saysAbsent: { $0.contains(/"results"\s*:\s*\[\s*\]/) }
        )
    }
}
