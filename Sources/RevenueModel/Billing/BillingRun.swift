/// The regular invoice: what is due up to a day and not billed yet.
package struct BillingRun: Codable, Equatable, Sendable {
    package var contract: Contract
    package var books: Books
    package var taxes: TaxTable
    package var policy: BillingPolicy
    package var closing: ClosingCalendar
    /// Everything due up to and with this day.
    package var through: LocalDate
    /// Lines of amendments that waited for this invoice.
    package var carried: [DeltaLine]

    package init(
        contract: Contract,
        books: Books,
        taxes: TaxTable = .none,
        policy: BillingPolicy = BillingPolicy(),
        closing: ClosingCalendar = ClosingCalendar(),
        through: LocalDate,
        carried: [DeltaLine] = []
    ) {
        self.contract = contract
        self.books = books
        self.taxes = taxes
        self.policy = policy
        self.closing = closing
        self.through = through
        self.carried = carried
    }

    /// One document for each payer: the first has the number that is given, the next ones a suffix.
    package func documents(number: String) throws(BillingError) -> [DeltaDocument] {
        let lines = try BillingError.counting { () throws(MoneyError) in try self.carried + self.due() }
        var payers: [String] = []
        for line in lines where !payers.contains(line.payer) { payers.append(line.payer) }
        var documents: [DeltaDocument] = []
        for (index, payer) in payers.enumerated() {
            let own = lines.filter { $0.payer == payer }
            documents.append(try self.document(index == 0 ? number : "\(number)-\(index + 1)", payer, own))
        }
        return documents
    }

    /// The books with the run's documents posted; credit balances are used up where the policy says so.
    package func posted(number: String) throws(BillingError) -> Books {
        var books = self.books
        for document in try self.documents(number: number) {
            try BillingError.counting { () throws(MoneyError) in
                try books.post(document)
                guard self.policy.creditApplication == .oldestFirst else { return }
                try books.apply(creditOf: document.payer, to: document.number)
            }
        }
        return books
    }

    /// Days that anybody billed are left alone: differences in terms are an amendment's business.
    private func due() throws(MoneyError) -> [DeltaLine] {
        let settled = self.contract.amendments.filter { $0.effectiveOn <= self.through }
        let version = try self.contract.version(after: settled, policy: self.policy)
        let writer = LineWriter(payer: self.contract.payer, taxes: self.taxes, policy: self.policy, amendment: nil)
        let billed = Dictionary(grouping: self.books.segments, by: \.charge)
        var lines: [DeltaLine] = []
        for slice in version.slices(before: self.through.adding(days: 1)) where slice.dueOn <= self.through {
            let known = (billed[slice.charge] ?? []).flatMap(\.live)
            for part in [slice.time].subtracting(known) { lines.append(try writer.charge(part, of: slice)) }
        }
        return lines
    }

    private func document(_ number: String, _ payer: String, _ lines: [DeltaLine]) throws(BillingError) -> DeltaDocument
    {
        let posting = try self.closing.posting(
            effective: self.through,
            booked: self.through,
            of: self.contract.legalEntity,
            rule: self.policy.closeRule,
            place: number
        )
        return try BillingError.counting { () throws(MoneyError) in
            var document = try DeltaDocument(
                number: number,
                amendment: nil,
                payer: payer,
                currency: self.contract.currency,
                effectiveOn: self.through,
                posting: posting,
                lines: lines
            )
            if document.total.isNegative {
                let settler = CreditSettler(books: self.books, policy: self.policy)
                let credit = try document.total.negated()
                document.uses = try settler.settle(
                    credit,
                    for: lines,
                    payer: payer,
                    self.policy.cancelDisposition
                )
            }
            return try document.withholding()
        }
    }
}
