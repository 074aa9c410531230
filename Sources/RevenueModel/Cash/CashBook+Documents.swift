extension CashBook {
    mutating func issue(_ item: OpenItem, _ consideration: Consideration, _ id: String) throws {
        guard self.items[item.document] == nil else { throw CashError.idTaken(item.document) }
        self.items[item.document] = item
        self.book(id, item.document, item.legalEntity, .invoiced(consideration))
    }

    /// The open amount first; the rest is the customer's, as credit or as money.
    mutating func credit(_ credit: CreditNote, _ id: String) throws {
        guard var item = self.items[credit.document] else { return }
        let asked = try credit.consideration.gross()
        let open = try item.rate.value(item.open())
        let destination = try CreditDestination(of: asked, open: open, refundingRest: credit.refundsRest)
        // In a foreign currency the open amount is settled to the last cent, whatever its value was rounded to.
        let settled = try destination.receivable == open ? item.open() : item.amount(worth: destination.receivable)
        item.credited = try item.credited.adding(settled)
        self.items[credit.document] = item
        try self.grant(destination.customerCredit, to: item.customer)
        if !destination.refund.isZero { self.refundsPayable[credit.number] = destination.refund }
        self.book(id, credit.number, item.legalEntity, .credited(credit.consideration, to: destination))
    }

    /// The document stays; its balance is nothing.
    mutating func writeOff(_ document: String, relief: Money, _ id: String) throws {
        guard var item = self.items[document] else { return }
        let open = try item.open()
        guard open.isPositive else { return }
        let relieved = try item.relief(of: open)
        item.writtenOff = try item.writtenOff.adding(open)
        self.items[document] = item
        self.book(id, document, item.legalEntity, .writtenOff(relieved, relief: relief))
    }

    mutating func grant(_ amount: Money, to customer: String) throws {
        guard !amount.isZero else { return }
        let before = self.customerCredit[customer]?[amount.currency] ?? .zero(amount.currency)
        self.customerCredit[customer, default: [:]][amount.currency] = try before.adding(amount)
    }

    mutating func book(_ number: String, _ source: String, _ entity: String, _ event: BusinessEvent) {
        self.postings.append(CashPosting(number: number, source: source, legalEntity: entity, event: event))
    }
}

extension OpenItem {
    /// The amount of the document that is worth so much in the books.
    fileprivate func amount(worth: Money) throws -> Money {
        guard let rate = self.rate else { return worth }
        let back = BookRate(books: self.gross.currency, rate: try Ratio.one.divided(by: rate.rate))
        return try back.value(worth)
    }
}
