/// What a contract is worth over its term: what is billed, and what still will be.
struct ContractWorth: Equatable {
    let billed: Money
    let unbilled: Money

    func total() throws(MoneyError) -> Money { try self.billed.adding(self.unbilled) }

    /// Lines that wait for the next invoice count as unbilled.
    init(_ contract: Contract, _ books: Books, waiting: [DeltaLine], _ scenario: AmendmentScenario) throws {
        let currency = contract.currency
        var ahead = books
        let billed = try Money.sum(books.segments.map { try $0.remaining() }, in: currency)
        try ahead.post(.waiting(waiting, of: contract))
        let run = BillingRun(
            contract: contract,
            books: ahead,
            taxes: scenario.taxes,
            policy: scenario.policy,
            through: (contract.until ?? contract.from).adding(days: Self.farBeyond)
        )
        let rest = try Money.sum(run.documents(number: "rest").map(\.net), in: currency)
        let posted = try Money.sum(ahead.segments.map { try $0.remaining() }, in: currency)
        self.billed = billed
        self.unbilled = try posted.subtracting(billed).adding(rest)
    }

    /// An extension moves the end; what is due in arrears comes after it.
    private static let farBeyond = 36_600
}

extension DeltaDocument {
    /// A document of lines that wait, as if the next invoice were out.
    fileprivate static func waiting(_ lines: [DeltaLine], of contract: Contract) throws(MoneyError) -> Self {
        try Self(
            number: "waiting",
            amendment: nil,
            payer: contract.payer,
            currency: contract.currency,
            effectiveOn: contract.from,
            posting: PostingDate(contract.from),
            lines: lines
        )
    }
}

extension AmendmentScenario {
    /// The contract with an end: of one without, what is billed is what both sides are bound to.
    func bounded(_ books: [Books]) -> Contract {
        var contract = self.contract
        guard contract.until == nil else { return contract }
        let billed = books.flatMap(\.segments).compactMap { $0.time?.until }
        contract.until = max(billed.max() ?? contract.from, self.asOf.adding(days: 1), contract.from.adding(days: 1))
        return contract
    }
}
