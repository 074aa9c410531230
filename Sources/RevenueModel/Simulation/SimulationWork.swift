/// Books one outcome of a preview after another.
struct SimulationWork {
    let simulation: AmendmentSimulation
    let preview: AmendmentPreview
    private let contract: Contract
    private let fold: RevenueFold
    private let startingBooks: Books
    private let startingWorth: ContractWorth
    private let startingLedger: Ledger
    private let startingSchedules: [RevenueSchedule]
    private var books: Books
    private var worth: ContractWorth
    private var ledger: SimulatedLedger
    private var schedules: [RevenueSchedule]
    private var waiting: [DeltaLine] = []
    private var bookings: [AmendmentBooking] = []

    init(_ simulation: AmendmentSimulation, _ preview: AmendmentPreview) throws {
        let scenario = simulation.scenario
        self.simulation = simulation
        self.preview = preview
        self.books = try scenario.books.allocating(scenario.receipts)
        self.startingBooks = self.books
        self.contract = scenario.bounded([self.books, preview.books])
        self.fold = RevenueFold(simulation: simulation, contract: self.contract)
        let due = Self.due(scenario.contract.amendments, scenario.asOf)
        self.worth = try ContractWorth(Self.holding(due, self.contract), self.books, waiting: [], scenario)
        self.schedules = try self.fold.result(after: due, worth: self.worth.total()).arrangement
            .schedules(residual: simulation.accounting.residual)
        self.ledger = SimulatedLedger(entity: scenario.contract.legalEntity, currency: scenario.contract.currency)
        try OpeningLedger(books: self.books, schedules: self.schedules, asOf: scenario.asOf).post(to: &self.ledger)
        (self.startingWorth, self.startingSchedules) = (self.worth, self.schedules)
        self.startingLedger = self.ledger.ledger
    }

    private var scenario: AmendmentScenario { self.simulation.scenario }
    private var currency: Currency { self.contract.currency }
    private var now: AccountingPeriod { AccountingPeriod(containing: self.scenario.asOf) }

    /// What is still to come waits: it changes no revenue before its day.
    private static func due(_ amendments: [ContractAmendment], _ asOf: LocalDate) -> [ContractAmendment] {
        amendments.filter { $0.effectiveOn <= asOf }
    }

    private static func holding(_ amendments: [ContractAmendment], _ contract: Contract) throws(MoneyError) -> Contract
    {
        var contract = contract
        contract.amendments = amendments
        let version = try contract.version(after: amendments)
        contract.until = contract.until.map { max($0, version.until) }
        return contract
    }

    mutating func book(_ outcome: AmendmentOutcome) throws {
        let count = self.scenario.contract.amendments.count + self.bookings.count + 1
        let settled = Array(self.preview.contract.amendments.prefix(count))
        let due = Self.due(settled, self.scenario.asOf)
        var journals: [Journal] = []
        for document in outcome.documents {
            if let journal = try self.post(document, outcome) { journals.append(journal) }
            try self.books.post(document)
        }
        if outcome.documents.isEmpty { self.waiting += outcome.lines }
        let before = self.schedules
        let contract = try Self.holding(due, self.contract)
        self.worth = try ContractWorth(contract, self.books, waiting: self.waiting, self.scenario)
        let revenue = try self.fold.result(after: due, worth: self.worth.total())
        self.schedules = try revenue.arrangement.schedules(residual: self.simulation.accounting.residual)
            .map { schedule in
                let earlier = before.first { $0.obligation == schedule.obligation }
                return try schedule.keeping(earlier, before: outcome.effectiveOn)
            }
        let catchUp = try self.recognise(from: before, outcome, &journals)
        self.bookings.append(
            AmendmentBooking(
                amendment: outcome.amendment,
                kind: outcome.kind,
                journals: journals,
                decision: revenue.decisions[outcome.amendment],
                before: before,
                after: self.schedules,
                catchUp: catchUp,
                bridge: try self.bridge(settled, on: self.day(of: outcome))
            )
        )
    }

    private mutating func post(_ document: DeltaDocument, _ outcome: AmendmentOutcome) throws -> Journal? {
        let consideration = try self.ledger.consideration(net: document.net, tax: document.tax)
        let event: BusinessEvent
        if document.total.isNegative {
            let destination = CreditDestination(
                receivable: try document.settled(.offset),
                customerCredit: try document.settled(.credit),
                refund: try document.settled(.refund)
            )
            event = .credited(try consideration.negated(), to: destination)
        } else {
            event = .invoiced(consideration)
        }
        return try self.ledger.post(
            event,
            number: document.number,
            source: outcome.amendment,
            dating: document.posting,
            memo: "\(outcome.kind.rawValue) from \(outcome.effectiveOn)",
            closing: self.scenario.closing
        )
    }

    // MARK: - revenue

    /// Books what periods that are over would have got differently: the closed ones at once, the open ones each.
    private mutating func recognise(
        from before: [RevenueSchedule],
        _ outcome: AmendmentOutcome,
        _ journals: inout [Journal]
    ) throws -> Money {
        var catchUp = Money.zero(self.currency)
        var open: [(PostingDate, Money, String)] = []
        for period in Self.periods(before + self.schedules) where period < self.now {
            let old = try Money.sum(before.map { $0.amount(in: period) }, in: self.currency)
            let new = try Money.sum(self.schedules.map { $0.amount(in: period) }, in: self.currency)
            let difference = try new.subtracting(old)
            guard self.scenario.closing.isClosed(period, of: self.contract.legalEntity) else {
                open.append((PostingDate(period.last), difference, "Revenue of \(period)"))
                continue
            }
            catchUp = try catchUp.adding(difference)
        }
        let dating = self.catchUpDate
        // Documents keep their numbers, also those that book nothing.
        var number = outcome.documents.count
        for (date, amount, memo) in [(dating, catchUp, "Revenue of closed periods")] + open where !amount.isZero {
            number += 1
            let journal = try self.ledger.post(
                self.ledger.recognition(amount),
                number: "\(outcome.amendment):\(number)",
                source: outcome.amendment,
                dating: date,
                memo: memo,
                closing: self.scenario.closing
            )
            if let journal { journals.append(journal) }
        }
        return catchUp
    }

    private static func periods(_ schedules: [RevenueSchedule]) -> [AccountingPeriod] {
        Set(schedules.flatMap(\.lines).map(\.period)).sorted()
    }

    /// Revenue never waits for a closed period: it is caught up in the first open one.
    private var catchUpDate: PostingDate {
        let (closing, entity) = (self.scenario.closing, self.contract.legalEntity)
        let last = closing.periods(of: entity).last { $0 < self.now }?.last ?? self.scenario.asOf
        let decision = closing.date(effective: last, booked: self.scenario.asOf, of: entity)
        guard case .post(let date) = decision else { return PostingDate(self.scenario.asOf) }
        return date
    }

    // MARK: - metrics

    /// The day on which recurring revenue moves: what goes on longer moves none, though it differs only later.
    private func day(of outcome: AmendmentOutcome) -> LocalDate {
        let amendment = self.preview.contract.amendments.first { $0.id == outcome.amendment }
        return outcome.kind == .extend ? amendment?.effectiveOn ?? outcome.effectiveOn : outcome.effectiveOn
    }

    private func bridge(_ settled: [ContractAmendment], on day: LocalDate) throws -> RecurringBridge {
        let (old, new) = try (self.monthly(settled.dropLast(), on: day), self.monthly(settled, on: day))
        let known = try self.monthly(self.scenario.contract.amendments, on: self.contract.from)
        return try RecurringBridge(from: old, to: new, known: Set(known.monthly.keys))
    }

    private func monthly(_ amendments: some Sequence<ContractAmendment>, on day: LocalDate) throws -> RecurringRevenue {
        let version = try self.scenario.contract.version(after: Array(amendments), policy: self.scenario.policy)
        return try RecurringRevenue(version, on: day, in: self.currency)
    }

    // MARK: - result

    func result() throws -> SimulatedStack {
        let day = self.preview.outcomes.map(self.day).max() ?? self.scenario.asOf
        let opening = try self.position(
            self.startingWorth,
            self.startingSchedules,
            self.startingLedger,
            self.scenario.contract.amendments,
            day
        )
        let closing = try self.position(
            self.worth,
            self.schedules,
            self.ledger.ledger,
            self.preview.contract.amendments,
            day
        )
        var stack = SimulatedStack(
            preview: self.preview,
            bookings: self.bookings,
            opening: self.startingLedger,
            closing: self.ledger.ledger,
            before: opening,
            after: closing,
            findings: []
        )
        stack.findings = try SimulationChecks(stack: stack, contract: self.contract, asOf: self.scenario.asOf)
            .findings()
        return stack
    }

    private func position(
        _ worth: ContractWorth,
        _ schedules: [RevenueSchedule],
        _ ledger: Ledger,
        _ amendments: [ContractAmendment],
        _ day: LocalDate
    ) throws -> ContractPosition {
        let last = AccountingPeriod(containing: self.now.first.adding(days: -1))
        let monthly = try self.monthly(amendments, on: day)
        return ContractPosition(
            value: try worth.total(),
            billed: worth.billed,
            unbilled: worth.unbilled,
            recognised: try Money.sum(schedules.map { try $0.recognised(through: last) }, in: self.currency),
            receivable: try ledger.holding(.receivable, in: self.currency),
            customerCredit: try ledger.holding(.customerCredit, in: self.currency),
            deferred: try ledger.holding(.deferredRevenue, in: self.currency),
            contractAsset: try ledger.holding(.contractAsset, in: self.currency),
            monthly: try monthly.total(),
            annual: try monthly.totalAnnual(),
            schedules: schedules
        )
    }
}
