/// Cash that settles an invoice.
package struct ReceiptAllocation: Codable, Hashable, Sendable {
    package var receipt: String
    package var document: String
    package var amount: Money

    package init(receipt: String, document: String, amount: Money) {
        self.receipt = receipt
        self.document = document
        self.amount = amount
    }
}

extension Books {
    /// The books with cash applied.
    ///
    /// Refuses a receipt that names one invoice twice, more than is open, and what is on hold.
    package func allocating(_ allocations: [ReceiptAllocation]) throws(BillingError) -> Self {
        var books = self
        var seen: Set<[String]> = []
        for allocation in allocations {
            guard seen.insert([allocation.receipt, allocation.document]).inserted else {
                throw Self.refusal(.allocatedTwice, allocation, "\(allocation.document) is named twice; sum the lines.")
            }
            try books.allocate(allocation)
        }
        return books
    }

    private mutating func allocate(_ allocation: ReceiptAllocation) throws(BillingError) {
        guard let index = self.documents.firstIndex(where: { $0.number == allocation.document }) else {
            throw Self.refusal(.documentUnknown, allocation, "there is no \(allocation.document).")
        }
        guard !self.documents[index].isOnHold else {
            throw Self.refusal(.documentOnHold, allocation, "\(allocation.document) is on hold; release it first.")
        }
        let (open, paid) = try BillingError.counting { () throws(MoneyError) in
            (try self.documents[index].open(), try self.documents[index].paid.adding(allocation.amount))
        }
        guard allocation.amount.minorUnits <= open.minorUnits else {
            throw Self.refusal(.allocatedTooMuch, allocation, "\(open) of \(allocation.document) is open.")
        }
        self.documents[index].paid = paid
    }

    private static func refusal(_ code: BillingCode, _ allocation: ReceiptAllocation, _ reason: String) -> BillingError
    {
        .refused([BillingProblem(code, at: allocation.receipt, reason)])
    }
}
