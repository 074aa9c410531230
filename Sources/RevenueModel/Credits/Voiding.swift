extension Books {
    /// Takes an invoice out of the books as if it had never been issued.
    ///
    /// Only one that nobody paid and nothing corrected; what it consumed of a credit comes back.
    package func voiding(_ number: String) throws(BillingError) -> Self {
        guard let index = self.documents.firstIndex(where: { $0.number == number }) else {
            throw Self.refusal(.documentUnknown, number, "there is no such document.")
        }
        let document = self.documents[index]
        if let credit = document.segments.flatMap(\.credits).first {
            throw Self.refusal(.documentRepaired, number, "\(credit.document) corrects it; void that first.")
        }
        guard document.paid == document.refunded else {
            throw Self.refusal(.documentPaid, number, "it is paid; refund it, or credit it instead.")
        }
        var books = self
        books.documents[index].isVoid = true
        try BillingError.counting { () throws(MoneyError) in
            try books.returnCredit(document)
            books.takeBack(creditsOf: number)
        }
        return books
    }

    private mutating func returnCredit(_ document: BilledDocument) throws(MoneyError) {
        var rest = document.offset
        for position in self.credits.indices where self.credits[position].payer == document.payer {
            let used = try self.credits[position].granted.subtracting(self.credits[position].left)
            let amount = try used.least(rest)
            self.credits[position].left = try self.credits[position].left.adding(amount)
            rest = try rest.subtracting(amount)
        }
        guard let index = self.documents.firstIndex(where: { $0.number == document.number }) else { return }
        self.documents[index].offset = rest
    }

    /// What a voided credit memo took back is billed again, and the credit that it granted is gone.
    private mutating func takeBack(creditsOf number: String) {
        for document in self.documents.indices {
            for index in self.documents[document].segments.indices {
                self.documents[document].segments[index].credits.removeAll { $0.document == number }
            }
        }
        self.credits.removeAll { $0.document == number }
    }

    /// Ends a paid or corrected invoice with credit notes that sum to it.
    ///
    /// The first grants what is asked for; the second takes back the rest and is void, so that nobody can use it.
    package func endingWithCredits(
        _ number: String,
        credit: Money,
        refund: Money
    ) throws(BillingError) -> [EndingNote] {
        guard let document = self[number] else {
            throw Self.refusal(.documentUnknown, number, "there is no such document.")
        }
        return try BillingError.counting { () throws(MoneyError) in
            let granted = try credit.adding(refund)
            let rest = try document.charged().subtracting(granted)
            let first = EndingNote(total: granted, credit: credit, refund: refund, isVoid: false)
            let zero = Money.zero(document.currency)
            return rest.isPositive
                ? [first, EndingNote(total: rest, credit: zero, refund: zero, isVoid: true)] : [first]
        }
    }

    private static func refusal(_ code: BillingCode, _ place: String, _ reason: String) -> BillingError {
        .refused([BillingProblem(code, at: place, reason)])
    }
}

/// One of the credit notes that end an invoice.
package struct EndingNote: Codable, Equatable, Sendable {
    package var total: Money
    package var credit: Money
    package var refund: Money
    /// It only makes the notes sum to the invoice.
    package var isVoid: Bool
}
