import RevenueModel

extension DunningFacts: RevenueFacts {
    package var outcome: String? {
        self.reminder.map {
            "invoice \($0.invoice): \($0.amount) was asked for \($0.attempt) times, and no money moved"
        }
    }

    package var correction: Correction? {
        self.reminder.map {
            Correction(
                stays: "the reminders of \($0.invoice)",
                remedy: "a payment, a credit memo for \($0.invoice), or a hold while somebody looks into it",
                document: $0.invoice
            )
        }
    }

    package var awaited: String? { self.invoice }
}
