extension AmendmentScenario {
    /// Calculates what the stack would do, without touching anything.
    package func preview() throws(BillingError) -> AmendmentPreview {
        let books = try self.books.allocating(self.receipts)
        try self.refuse(self.problems(books))
        var work = PreviewWork(scenario: self, books: try self.resolved(books))
        for amendment in self.stack.sorted(by: ContractAmendment.isBefore) { try work.add(amendment) }
        return try work.preview(before: books)
    }

    private func refuse(_ problems: [BillingProblem]) throws(BillingError) {
        guard problems.isEmpty else { throw .refused(problems) }
    }

    /// The books with the terms under which each line was billed, where the document does not tell them.
    private func resolved(_ books: Books) throws(BillingError) -> Books {
        var books = books
        let settled = self.contract.amendments.filter { $0.effectiveOn <= self.asOf }
        let version = try BillingError.counting { () throws(MoneyError) in
            try self.contract.version(after: settled, policy: self.policy)
        }
        for document in books.documents.indices {
            for index in books.documents[document].segments.indices {
                books.documents[document].segments[index].resolve(version)
            }
        }
        return books
    }
}

extension BilledSegment {
    /// Finds the terms and the period of what a document billed without saying so.
    fileprivate mutating func resolve(_ version: ContractVersion) {
        guard let time = self.time else { return }
        self.terms = self.terms ?? version[self.charge]?.terms(on: time.from)
        guard self.period == nil else { return }
        let period = self.terms?.calendar.period(containing: time.from)
        self.period = period.flatMap { $0.contains(time) ? $0 : nil } ?? time
    }
}
