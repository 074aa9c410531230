/// All documents of a contract as they stand, and the credit that its payers still have.
package struct Books: Codable, Equatable, Sendable {
    package var documents: [BilledDocument]
    package var credits: [AccountCredit]

    package init(documents: [BilledDocument] = [], credits: [AccountCredit] = []) {
        self.documents = documents
        self.credits = credits
    }

    package subscript(number: String) -> BilledDocument? { self.documents.first { $0.number == number } }

    package var segments: [BilledSegment] { self.documents.filter { !$0.isVoid }.flatMap(\.segments) }

    package func credit(of payer: String, in currency: Currency) throws(MoneyError) -> Money {
        try .sum(self.credits.filter { $0.payer == payer && $0.left.currency == currency }.map(\.left), in: currency)
    }

    /// What the payer owes, less what the payer has as credit.
    package func balance(of payer: String, in currency: Currency) throws(MoneyError) -> Money {
        var balance = try Money.zero(currency).subtracting(self.credit(of: payer, in: currency))
        for document in self.documents where document.payer == payer && document.currency == currency {
            balance = try balance.adding(document.open())
        }
        return balance
    }
}

/// A credit that waits for an invoice.
package struct AccountCredit: Codable, Equatable, Sendable {
    /// The document that granted it.
    package var document: String
    package var payer: String
    package var granted: Money
    package var left: Money

    package init(document: String, payer: String, granted: Money) {
        self.document = document
        self.payer = payer
        self.granted = granted
        self.left = granted
    }
}

extension Books {
    /// Records a document: its charges, what it takes back, and what becomes of a credit.
    package mutating func post(_ document: DeltaDocument) throws(MoneyError) {
        for (index, line) in document.lines.enumerated() where line.kind == .credit {
            for position in self.documents.indices {
                try self.documents[position].segments.book(line, document: document.number, number: index + 1)
            }
        }
        var billed = try document.billed()
        for use in document.uses { try self.settle(use, document) }
        // A credit memo that also bills has settled that by itself; what exceeds it went where its uses say.
        if document.total.isNegative { billed.takenBack = try billed.total().adding(billed.takenBack) }
        self.documents.append(billed)
    }

    private mutating func settle(_ use: CreditUse, _ document: DeltaDocument) throws(MoneyError) {
        switch use.disposition {
        case .offset:
            guard let index = self.documents.firstIndex(where: { $0.number == use.document }) else { return }
            self.documents[index].offset = try self.documents[index].offset.adding(use.amount)
        case .credit:
            self.credits.append(
                AccountCredit(document: document.number, payer: document.payer, granted: use.amount)
            )
        case .refund, .skip: return
        }
    }

    /// Lets a payer's credit settle a document, oldest credit first; returns how much was used.
    @discardableResult
    package mutating func apply(creditOf payer: String, to number: String) throws(MoneyError) -> Money {
        guard let index = self.documents.firstIndex(where: { $0.number == number }) else { return .zero(.euro) }
        let currency = self.documents[index].currency
        var used = Money.zero(currency)
        for position in self.credits.indices
        where self.credits[position].payer == payer && self.credits[position].left.currency == currency {
            let amount = try self.credits[position].left.least(self.documents[index].open())
            self.credits[position].left = try self.credits[position].left.subtracting(amount)
            self.documents[index].offset = try self.documents[index].offset.adding(amount)
            used = try used.adding(amount)
        }
        return used
    }
}
