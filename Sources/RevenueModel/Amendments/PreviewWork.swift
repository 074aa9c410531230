/// The calculation of a preview: amendments are added one after another, in the order in which they hold.
struct PreviewWork {
    let scenario: AmendmentScenario
    private(set) var books: Books
    private var settled: [ContractAmendment]
    private var outcomes: [AmendmentOutcome] = []

    init(scenario: AmendmentScenario, books: Books) {
        self.scenario = scenario
        self.books = books
        self.settled = scenario.contract.amendments
    }

    private var contract: Contract { self.scenario.contract }
    private var policy: BillingPolicy { self.scenario.policy }

    mutating func add(_ wish: ContractAmendment) throws(BillingError) {
        var amendment = wish
        let before = try self.version(self.settled)
        var after = try self.version(self.settled + [amendment])
        var day = before.firstDay(differingFrom: after) ?? amendment.effectiveOn
        var kind = try BillingError.counting { () throws(MoneyError) in
            try KindDerivation(before: before, after: after, amendment: amendment, day: day).kind()
        }
        if try self.waits(amendment, kind, before, after, day) {
            amendment.start = .atPeriodEnd
            kind = kind == .termChange || kind == .swap ? .downgrade : kind
            after = try self.version(self.settled + [amendment])
            day = before.firstDay(differingFrom: after) ?? amendment.effectiveOn
        }
        let notes = Array(after.notes.dropFirst(before.notes.count))
        self.settled.append(amendment)
        let isPending = amendment.effectiveOn > self.scenario.asOf
        let lines = isPending ? [] : try self.lines(amendment)
        let documents = try self.documents(amendment, lines)
        self.outcomes.append(
            AmendmentOutcome(
                amendment: amendment.id,
                kind: amendment.kind ?? kind,
                effectiveOn: day,
                isPending: isPending,
                lines: documents.isEmpty ? lines : documents.flatMap(\.lines),
                documents: documents,
                notes: notes
            )
        )
    }

    /// Brings the books from where they stand to where this and all earlier amendments want them.
    private func lines(_ amendment: ContractAmendment) throws(BillingError) -> [DeltaLine] {
        try BillingError.counting { () throws(MoneyError) in
            let due = self.settled.filter { $0.effectiveOn <= self.scenario.asOf }
            let replay = Replay(
                contract: self.contract,
                taxes: self.scenario.taxes,
                policy: self.policy,
                asOf: self.scenario.asOf,
                segments: self.books.segments
            )
            let difference = Difference(
                actual: self.books.segments,
                target: try replay.target(after: due),
                writer: replay.writer(for: amendment.id)
            )
            return try difference.lines()
        }
    }

    private mutating func documents(
        _ amendment: ContractAmendment,
        _ lines: [DeltaLine]
    ) throws(BillingError) -> [DeltaDocument] {
        guard self.policy.invoicing == .atOnce else { return [] }
        let drafting = DocumentDrafting(scenario: self.scenario, amendment: amendment)
        let documents = try drafting.documents(lines, self.books)
        for document in documents {
            try BillingError.counting { () throws(MoneyError) in try self.books.post(document) }
        }
        return documents
    }

    func version(_ amendments: [ContractAmendment]) throws(BillingError) -> ContractVersion {
        try BillingError.counting { () throws(MoneyError) in
            try self.contract.version(after: amendments, policy: self.policy)
        }
    }

    /// Whether the policy lets a downgrade wait for the end of what is paid.
    private func waits(
        _ amendment: ContractAmendment,
        _ kind: AmendmentKind,
        _ before: ContractVersion,
        _ after: ContractVersion,
        _ day: LocalDate
    ) throws(BillingError) -> Bool {
        guard self.policy.downgradeTiming == .atPeriodEnd, amendment.start == .atOnce else { return false }
        guard [.downgrade, .termChange, .swap].contains(amendment.kind ?? kind) else { return false }
        return try BillingError.counting { () throws(MoneyError) in
            try after.monthlyRate(on: day) < before.monthlyRate(on: day)
        }
    }

    func preview(before: Books) throws(BillingError) -> AmendmentPreview {
        var contract = self.contract
        contract.amendments = self.settled
        return AmendmentPreview(
            before: try self.version(self.contract.amendments),
            after: try self.version(self.settled),
            outcomes: self.outcomes,
            effects: try self.effects(before),
            contract: contract,
            books: self.books
        )
    }

    private func effects(_ before: Books) throws(BillingError) -> [InvoiceEffect] {
        let uses = self.outcomes.flatMap(\.documents).flatMap(\.uses)
        return try BillingError.counting { () throws(MoneyError) in
            var effects: [InvoiceEffect] = []
            for document in self.books.documents {
                let old = try before[document.number]?.open()
                let own = uses.filter { $0.document == document.number }
                let currency = document.currency
                let effect = InvoiceEffect(
                    document: document.number,
                    openBefore: old ?? .zero(currency),
                    openAfter: try document.open(),
                    offset: try .sum(own.filter { $0.disposition == .offset }.map(\.amount), in: currency),
                    refund: try .sum(own.filter { $0.disposition == .refund }.map(\.amount), in: currency),
                    disputed: document.disputed,
                    collectibleAfter: try document.collectible(),
                    isNew: old == nil
                )
                if effect.openBefore.isPositive || effect.openAfter.isPositive || !own.isEmpty {
                    effects.append(effect)
                }
            }
            return effects
        }
    }
}
