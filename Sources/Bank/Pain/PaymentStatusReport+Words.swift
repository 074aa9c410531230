package import RevenueModel

extension PaymentStatusReport {
    /// Codes by which a bank says that it has seen a message, or a payment's own id, before.
    ///
    /// `AM05` is not among them: some banks say it of two payments that only look alike.
    package static let repetition: Set<String> = ["DUPL", "DU01", "DU02", "DU04"]

    /// Whether it is about a message that came a second time: what became of the first is not said here.
    package var isAboutRepetition: Bool {
        let reasons = self.reasons + self.blocks.flatMap(\.reasons) + self.payments.flatMap(\.reasons)
        return reasons.contains { $0.code.map(Self.repetition.contains) ?? false }
    }

    /// What it says of each payment that it names; of the message as a whole, where it names none.
    package var outcomes: [(status: Status, report: RefundReport)] {
        let named = self.payments.compactMap { payment in
            payment.endToEnd.map { ($0, self.outcome(of: $0, in: payment.paymentInformation)) }
        }
        let whole = self.outcome(of: "", in: self.blocks.first?.paymentInformation ?? "")
        let all = named.isEmpty ? [(self.originalMessage, whole)] : named
        return all.map { name, outcome in
            let reason = outcome.reasons.isEmpty ? nil : outcome.reasons.map(\.words).joined(separator: "; ")
            return (outcome.status, RefundReport(refund: name, reportedOn: self.createdOn, reason: reason))
        }
    }
}

extension PaymentStatusReport.Reason {
    /// `AC04: the account is closed (…)`.
    package var words: String {
        let meaning = self.code.flatMap { Self.meanings[$0] }
        let head = [self.code, meaning].compactMap(\.self).joined(separator: ": ")
        guard !self.notes.isEmpty else { return head.isEmpty ? "no reason is given" : head }
        let notes = self.notes.joined(separator: ", ")
        return head.isEmpty ? notes : "\(head) (\(notes))"
    }

    /// Those of the codes of ISO 20022 that a transfer to a customer meets.
    private static let meanings = [
        "AC01": "the account's number is wrong",
        "AC02": "the payer's account is not known",
        "AC03": "the payee's account is not known",
        "AC04": "the account is closed",
        "AC06": "the account is blocked",
        "AG01": "transfers are not allowed from this account",
        "AG03": "this kind of payment is not offered",
        "AM02": "the amount is above what is allowed",
        "AM03": "the currency is not taken",
        "AM04": "there is not enough money on the payer's account",
        "AM05": "it looks like a payment that was made before",
        "BE01": "the name does not belong to the account",
        "BE04": "the payee's address is missing",
        "CUST": "the payer asked for it",
        "DT01": "the day of execution is not possible",
        "FF01": "the file is not in order",
        "MD07": "the payee has died",
        "MS02": "the payee refuses it, and gives no reason",
        "MS03": "the bank gives no reason",
        "RC01": "the bank's code is wrong",
        "RR04": "a regulator's rule forbids it",
        "TM01": "it came after the cut-off time",
    ]
}
