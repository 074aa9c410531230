/// The invoices of a contract's past: one for each day on which something was due, and what amendments added meanwhile.
package struct BillingHistory {
    package private(set) var contract: Contract
    package private(set) var books = Books()
    private let taxes: TaxTable
    private let policy: BillingPolicy
    private let firstNumber: Int
    private var count = 0

    /// Bills everything due up to and with `day`; `settled` are the amendments that were booked on the way.
    ///
    /// Invoices are numbered from `INV-1`, or from another first number.
    package init(
        of contract: Contract,
        settled: [ContractAmendment],
        through day: LocalDate,
        taxes: TaxTable,
        policy: BillingPolicy,
        firstNumber: Int = 1
    ) throws(BillingError) {
        self.contract = contract
        self.taxes = taxes
        self.policy = policy
        self.firstNumber = firstNumber
        for amendment in settled.sorted(by: { ($0.bookedOn, $0.sequence) < ($1.bookedOn, $1.sequence) }) {
            try self.bill(through: min(amendment.bookedOn, day))
            try self.settle(amendment)
        }
        try self.bill(through: day)
    }

    private mutating func bill(through day: LocalDate) throws(BillingError) {
        let known = Set(self.books.documents.map(\.issuedOn))
        for due in try self.dueDays(through: day) where !known.contains(due) {
            let run = BillingRun(
                contract: self.contract,
                books: self.books,
                taxes: self.taxes,
                policy: self.policy,
                through: due
            )
            let billed = try run.posted(number: "INV-\(self.firstNumber + self.count)")
            if billed.documents.count > self.books.documents.count { self.count += 1 }
            self.books = billed
        }
    }

    private func dueDays(through day: LocalDate) throws(BillingError) -> [LocalDate] {
        let version = try BillingError.counting { () throws(MoneyError) in
            try self.contract.version(after: self.contract.amendments, policy: self.policy)
        }
        return Set(version.slices(before: day.adding(days: 1)).map(\.dueOn)).filter { $0 <= day }.sorted()
    }

    private mutating func settle(_ amendment: ContractAmendment) throws(BillingError) {
        let scenario = AmendmentScenario(
            contract: self.contract,
            books: self.books,
            taxes: self.taxes,
            policy: self.policy,
            stack: [amendment],
            asOf: amendment.bookedOn
        )
        let preview = try scenario.preview()
        (self.contract, self.books) = (preview.contract, preview.books)
    }
}
