import RevenueModel
import Testing

/// A contract with its regular invoices, and one to six amendments to it.
struct RandomStack {
    let contract: Contract
    let books: Books
    let taxes: TaxTable
    let asOf: LocalDate
    /// How it is billed and credited; the default rules, unless a test takes others.
    var policy: BillingPolicy
    /// In the order in which they are booked, which is not the order in which they hold.
    let amendments: [ContractAmendment]

    init(seed: UInt64) throws {
        var numbers = RandomNumbers(seed: seed)
        let from = try #require(LocalDate("2023-01-31")).adding(days: .random(in: 0...700, using: &numbers))
        let lines = (1...Int.random(in: 1...3, using: &numbers)).map { Self.line("C\($0)", from, &numbers) }
        let months = [12, 24, 36].randomElement(using: &numbers) ?? 12
        self.taxes = TaxTable(rates: [TaxRate(code: "T", from: from.adding(years: -1), rate: try Ratio("0.19"))])
        self.contract = Contract(
            id: "random",
            payer: "old",
            currency: .euro,
            from: from,
            until: Bool.random(using: &numbers) ? from.adding(months: months) : nil,
            lines: lines
        )
        self.asOf = from.adding(days: .random(in: 0...250, using: &numbers))
        self.policy = Self.policy(seed)
        let run = BillingRun(
            contract: self.contract,
            books: Books(),
            taxes: self.taxes,
            policy: self.policy,
            through: self.asOf
        )
        self.books = try run.posted(number: "INV-1")
        self.amendments = Self.amendments(self.contract, self.asOf, &numbers)
    }

    /// Every fourth stack counts days, or rounds its shares, in another way than the usual one.
    private static func policy(_ seed: UInt64) -> BillingPolicy {
        var (policy, numbers) = (BillingPolicy(), RandomNumbers(seed: ~seed))
        guard seed.isMultiple(of: 4) else { return policy }
        policy.proration = ProrationMethod.allCases.randomElement(using: &numbers) ?? .actualOverActual
        policy.precision = Bool.random(using: &numbers) ? .exact : .decimals(.random(in: 2...8, using: &numbers))
        return policy
    }

    private static func line(_ charge: String, _ from: LocalDate, _ numbers: inout RandomNumbers) -> ContractLine {
        let cycle = [BillingCycle.month, .quarter, .year, .week, .months(5)].randomElement(using: &numbers) ?? .month
        let anchor = Bool.random(using: &numbers) ? from : from.adding(days: .random(in: 1...40, using: &numbers))
        let terms = ChargeTerms(
            item: charge,
            quantity: Decimal(.random(in: 1...20, using: &numbers)),
            unitPrice: Money(minorUnits: .random(in: 1...300_000, using: &numbers), .euro),
            discount: Int.random(in: 0...2, using: &numbers) == 0
                ? .amount(off: Money(minorUnits: 777, .euro)) : nil,
            calendar: BillingCalendar(cycle: cycle, anchor: anchor),
            timing: Int.random(in: 0...5, using: &numbers) == 0 ? .arrears : .advance,
            taxCode: "T"
        )
        return ContractLine(charge: charge, from: from, terms: terms)
    }

    private static func amendments(
        _ contract: Contract,
        _ asOf: LocalDate,
        _ numbers: inout RandomNumbers
    ) -> [ContractAmendment] {
        var amendments: [ContractAmendment] = []
        for number in 1...Int.random(in: 1...6, using: &numbers) {
            let days = contract.from.days(until: asOf)
            let day = contract.from.adding(days: .random(in: 0...(days + 10), using: &numbers))
            let target = amendments.filter { $0.reverses == nil }.randomElement(using: &numbers)
            let isReversal = target != nil && Int.random(in: 0...7, using: &numbers) == 0
            amendments.append(
                ContractAmendment(
                    id: "AMD-\(number)",
                    effectiveOn: isReversal ? target?.effectiveOn ?? day : day,
                    bookedOn: asOf,
                    sequence: number,
                    start: Int.random(in: 0...9, using: &numbers) == 0 ? .atPeriodEnd : .atOnce,
                    changes: isReversal ? [] : [Self.change(contract, number, day, asOf, &numbers)],
                    reverses: isReversal ? target?.id : nil
                )
            )
        }
        return amendments
    }

    private static func change(
        _ contract: Contract,
        _ number: Int,
        _ day: LocalDate,
        _ asOf: LocalDate,
        _ numbers: inout RandomNumbers
    ) -> ContractChange {
        let charge = contract.lines.randomElement(using: &numbers)?.charge ?? ""
        let price = Money(minorUnits: .random(in: 1...300_000, using: &numbers), .euro)
        let anchor = [AnchorRule.keep, .reset, .day(of: 31), .day(of: 10)].randomElement(using: &numbers) ?? .keep
        switch Int.random(in: 0...13, using: &numbers) {
        case 0, 1: return .setQuantity(charge: charge, to: Decimal(.random(in: 0...30, using: &numbers)))
        case 2, 3: return .setPrice(charge: charge, to: price)
        case 4: return .setDiscount(charge: charge, to: .share(of: .zero))
        case 5:
            let line = Self.line("N\(number)", day, &numbers)
            return .add(line: line, coTerminatesWith: Bool.random(using: &numbers) ? charge : nil)
        case 6: return .cancel(charge: charge)
        case 7: return .pause(charge: charge)
        case 8: return .resume(charge: charge, anchor: anchor)
        case 9: return .setAnchor(charge: charge, to: anchor)
        case 10: return .setCycle(charge: charge, to: .month, unitPrice: price, anchor: anchor)
        case 11: return .transfer(payer: "new", anchor: anchor)
        case 12: return .replace(charge: charge, by: Self.line("R\(number)", day, &numbers))
        default: return .setTermEnd(until: contract.from.adding(days: .random(in: 30...900, using: &numbers)))
        }
    }
}

extension RandomStack {
    /// What the amendments would do when they are booked one by one, in the given order.
    func oneByOne(_ order: [ContractAmendment]) throws -> (documents: [DeltaDocument], books: Books, contract: Contract)
    {
        var (contract, books, documents) = (self.contract, self.books, [DeltaDocument]())
        for amendment in order {
            let preview = try self.preview([amendment], contract, books)
            (contract, books) = (preview.contract, preview.books)
            documents += preview.documents
        }
        return (documents, books, contract)
    }

    func preview(
        _ stack: [ContractAmendment],
        _ contract: Contract? = nil,
        _ books: Books? = nil
    ) throws -> AmendmentPreview {
        let scenario = AmendmentScenario(
            contract: contract ?? self.contract,
            books: books ?? self.books,
            taxes: self.taxes,
            policy: self.policy,
            stack: stack,
            asOf: self.asOf
        )
        return try scenario.preview()
    }
}

extension Books {
    /// What is billed and not taken back, before tax.
    func net() throws -> Money { try .sum(self.segments.map { try $0.remaining() }, in: .euro) }
}
