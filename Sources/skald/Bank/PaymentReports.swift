internal import Bank
internal import Documents
internal import FoundationEssentials
internal import RevenueModel

/// Files in which the bank says what becomes of payments: pain.002.
struct PaymentReports {
    /// What a file says of one payment.
    struct Line: Encodable {
        let file: String
        let payment: String
        let status: PaymentStatusReport.Status
        let reason: String?
    }

    private(set) var lines: [Line] = []
    private(set) var events: [BankEvent] = []

    /// Reads all of them; one that cannot be read is an error, and nothing of any file is taken in.
    init(_ files: [BankFile]) throws {
        for file in files {
            let report: PaymentStatusReport
            do throws(BankError) {
                report = try PaymentStatusReport(try file.bytes(), aliases: file.aliases)
            } catch {
                throw error.problem(in: file.path)
            }
            for (status, outcome) in report.outcomes {
                self.lines.append(
                    Line(file: file.path, payment: outcome.refund, status: status, reason: outcome.reason)
                )
                self.events.append(BankEvent(report, status, outcome))
            }
        }
    }
}

extension BankFile {
    /// All of it: a report about payments is short.
    fileprivate func bytes() throws(BankError) -> [UInt8] {
        guard let bytes = FileManager.default.contents(atPath: self.path) else {
            throw BankError(.shape, "the file cannot be read", remedy: "see that it is there and may be read")
        }
        return Array(bytes)
    }
}
