import RevenueModel
import Testing

/// Lets the steps of a case happen to the real model.
struct CaseWorld {
    let policy: BillingPolicy
    let currency: Currency
    private var taxes = TaxTable.none
    private var closing = ClosingCalendar()
    private var contract: Contract
    private(set) var books = Books()
    private var carried: [DeltaLine] = []
    private var sequence = 0

    init(_ billingCase: BillingCase) throws {
        self.policy = billingCase.policy ?? BillingPolicy()
        let wanted = billingCase.contract
        let currency = try #require(Currency(wanted?.currency ?? "USD"))
        self.currency = currency
        let from = try wanted?.from ?? #require(LocalDate("2000-01-01"))
        self.contract = Contract(
            id: billingCase.id,
            payer: wanted?.payer ?? "customer",
            currency: currency,
            from: from,
            until: wanted?.until,
            lines: try (wanted?.lines ?? []).map { try Self.line($0, currency, from) }
        )
        self.taxes = try TaxTable(
            rates: (billingCase.taxes ?? [:])
                .map { TaxRate(code: $0.key, from: try #require(LocalDate("1900-01-01")), rate: $0.value) }
        )
    }

    mutating func run(_ step: CaseStep) throws {
        for period in step.closed ?? [] { self.closing.close(try #require(AccountingPeriod(period)), of: "") }
        guard let expected = step.expect?.error else {
            try self.happen(step)
            try self.check(step.expect)
            return
        }
        do {
            try self.happen(step)
            Issue.record("\(step.act) was not refused with \(expected.rawValue)")
        } catch let error as BillingError {
            guard case .refused(let problems) = error else { throw error }
            #expect(problems.map(\.code) == [expected])
        }
    }

    private mutating func happen(_ step: CaseStep) throws {
        switch step.act {
        case "bill": try self.bill(step)
        case "amend": try self.amend(step)
        case "invoice": try self.invoice(step)
        case "credit": try self.credit(step)
        case "pay": try self.pay(step)
        case "apply": try self.apply(step)
        case "grant": try self.grant(step)
        case "refund": try self.change(step) { try $0.refundWithoutCredit($1()) }
        case "dispute": try self.change(step) { $0.disputed = try $1() }
        case "hold": try self.change(step) { document, _ in document.isOnHold = true }
        case "writeOff": try self.change(step) { document, _ in try document.writeOff() }
        case "void": self.books = try self.books.voiding(#require(step.document))
        case "endWithCredits": try self.endWithCredits(step)
        case "table": try CaseTables(policy: self.policy, currency: self.currency).check(step)
        default: Issue.record("no step is called \(step.act)")
        }
    }

    private func money(_ text: String?) throws -> Money { try Money(decimal: #require(text), self.currency) }

    private mutating func change(_ step: CaseStep, _ body: (inout BilledDocument, () throws -> Money) throws -> Void)
        throws
    {
        let currency = self.currency
        let index = try #require(self.books.documents.firstIndex { $0.number == step.document })
        try body(&self.books.documents[index]) { try Money(decimal: #require(step.amount), currency) }
    }
}

extension CaseWorld {
    private mutating func bill(_ step: CaseStep) throws {
        let run = BillingRun(
            contract: self.contract,
            books: self.books,
            taxes: self.taxes,
            policy: self.policy,
            closing: self.closing,
            through: try #require(step.on),
            carried: self.carried
        )
        let number = step.number ?? "INV-\(self.books.documents.count + 1)"
        let documents = try run.documents(number: number)
        self.books = try run.posted(number: number)
        self.carried = []
        try Self.check(documents.flatMap(\.lines), documents, step.expect)
    }

    private mutating func amend(_ step: CaseStep) throws {
        self.sequence += 1
        let on = try #require(step.on)
        let amendment = ContractAmendment(
            id: step.number ?? "AMD-\(self.sequence)",
            effectiveOn: on,
            bookedOn: step.bookedOn,
            sequence: step.sequence ?? self.sequence,
            start: step.start ?? .atOnce,
            changes: try (step.changes ?? []).map { try self.change($0, on) },
            reverses: step.reverses,
            dispositions: step.dispositions
        )
        let scenario = AmendmentScenario(
            contract: self.contract,
            books: self.books,
            taxes: self.taxes,
            closing: self.closing,
            policy: self.policy,
            stack: [amendment],
            asOf: step.asOf ?? max(on, step.bookedOn ?? on)
        )
        let preview = try scenario.preview()
        (self.contract, self.books) = (preview.contract, preview.books)
        if self.policy.invoicing == .withNextInvoice { self.carried += preview.lines }
        try Self.check(preview.lines, preview.documents, step.expect)
        if let kind = step.expect?.kind { #expect(preview.outcomes.map(\.kind) == [kind]) }
    }

    private mutating func invoice(_ step: CaseStep) throws {
        let draft = InvoiceDraft(
            number: try #require(step.number),
            payer: self.contract.payer,
            issuedOn: try step.on ?? #require(LocalDate("2000-01-01")),
            currency: self.currency,
            lines: try (step.lines ?? [])
                .map { line in
                    let price = try Money(decimal: line.price, self.currency)
                    return InvoiceDraftLine(
                        charge: line.charge,
                        amount: try price.multiplied(by: Ratio(line.quantity ?? Decimal(1))),
                        taxRate: try line.tax.map { try Ratio($0) },
                        quotedTaxes: try step.quoted?.map { TaxLine(code: "quoted", amount: try self.money($0)) }
                    )
                },
            coupon: try step.coupon.map { try self.money($0) }
        )
        let document = try draft.document(self.policy)
        self.books.documents.append(document)
        let expect = step.expect
        if let total = expect?.total { #expect(try document.total().decimal == total) }
        if let net = expect?.net {
            #expect(try Money.sum(document.segments.map(\.net), in: self.currency).decimal == net)
        }
        if let tax = expect?.tax {
            #expect(try Money.sum(document.segments.map { try $0.tax() }, in: self.currency).decimal == tax)
        }
        if let taxes = expect?.taxes { #expect(try document.segments.map { try $0.tax().decimal } == taxes) }
        if let coupons = expect?.coupons { #expect(document.segments.map { $0.coupon?.decimal } == coupons) }
    }

    private mutating func credit(_ step: CaseStep) throws {
        let wish = ItemizedCredit(
            number: step.number ?? "CR-1",
            document: try #require(step.document),
            items: try (step.items ?? [])
                .map { item in
                    if let amount = item.amount {
                        return CreditItem(segment: item.segment, part: .amount(of: try self.money(amount)))
                    }
                    return CreditItem(segment: item.segment, part: item.share.map { .share(of: $0) } ?? .rest)
                },
            net: try step.amount.map { try self.money($0) },
            refund: try step.refund.map { try self.money($0) }
        )
        let writer = CreditDrafting(self.books, self.policy)
        let note = try writer.note(wish)
        self.books = try writer.posted(note)
        let expect = step.expect
        if let net = expect?.net { #expect(note.net.decimal == net) }
        if let tax = expect?.tax { #expect(note.tax.decimal == tax) }
        if let total = expect?.total { #expect(note.total.decimal == total) }
        if let coupon = expect?.coupon { #expect(note.coupon.decimal == coupon) }
        if let refundable = expect?.refundable { #expect(note.refundable.decimal == refundable) }
        if let settled = expect?.settled { #expect(try Self.sums(note.uses) == settled) }
    }

    private mutating func pay(_ step: CaseStep) throws {
        let amounts = try (step.table ?? [[#require(step.document), #require(step.amount)]])
            .map { row in
                ReceiptAllocation(receipt: step.number ?? "R-1", document: row[0], amount: try self.money(row[1]))
            }
        self.books = try self.books.allocating(amounts)
    }

    private mutating func apply(_ step: CaseStep) throws {
        let used = try self.books.apply(creditOf: self.contract.payer, to: #require(step.document))
        if let expected = step.expect?.used { #expect(used.decimal == expected) }
    }

    private mutating func grant(_ step: CaseStep) throws {
        let credit = AccountCredit(
            document: step.number ?? "CR-0",
            payer: self.contract.payer,
            granted: try self.money(step.amount)
        )
        self.books.credits.append(credit)
    }

    private func endWithCredits(_ step: CaseStep) throws {
        let notes = try self.books.endingWithCredits(
            #require(step.document),
            credit: self.money(step.amount),
            refund: self.money(step.refund)
        )
        let texts = notes.map { note in
            "\(note.total.decimal) = \(note.credit.decimal) + \(note.refund.decimal)\(note.isVoid ? " void" : "")"
        }
        #expect(texts == step.expect?.values)
    }
}

extension CaseWorld {
    private static func check(_ lines: [DeltaLine], _ documents: [DeltaDocument], _ expect: Expectation?) throws {
        if let wanted = expect?.lines { #expect(try lines.map(Self.text) == wanted) }
        if let count = expect?.documents { #expect(documents.count == count) }
        if let net = expect?.net { #expect(documents.map(\.net.decimal) == [net]) }
        if let tax = expect?.tax { #expect(documents.map(\.tax.decimal) == [tax]) }
        if let total = expect?.total { #expect(documents.map(\.total.decimal) == [total]) }
        if let posting = expect?.posting { #expect(documents.map { $0.posting.day } == [posting]) }
        if let settled = expect?.settled { #expect(try Self.sums(documents.flatMap(\.uses)) == settled) }
    }

    private static func text(_ line: DeltaLine) throws -> String {
        let tax = try line.tax()
        return "\(line.charge) \(line.time) \(line.net.decimal)" + (tax.isZero ? "" : " \(tax.decimal)")
    }

    private static func sums(_ uses: [CreditUse]) throws -> [String: String] {
        var sums: [String: Money] = [:]
        for use in uses {
            let before = sums[use.disposition.rawValue] ?? .zero(use.amount.currency)
            sums[use.disposition.rawValue] = try before.adding(use.amount)
        }
        return sums.mapValues(\.decimal)
    }

    private func check(_ expect: Expectation?) throws {
        for (number, amount) in expect?.open ?? [:] {
            #expect(try #require(self.books[number]).open().decimal == amount, "open on \(number)")
        }
        for (number, amount) in expect?.charged ?? [:] {
            #expect(try #require(self.books[number]).charged().decimal == amount, "charged by \(number)")
        }
        for (number, amount) in expect?.collectible ?? [:] {
            #expect(try #require(self.books[number]).collectible().decimal == amount, "collectible on \(number)")
        }
        for (payer, amount) in expect?.credit ?? [:] {
            #expect(try self.books.credit(of: payer, in: self.currency).decimal == amount, "credit of \(payer)")
        }
        for (payer, amount) in expect?.balance ?? [:] {
            #expect(try self.books.balance(of: payer, in: self.currency).decimal == amount, "balance of \(payer)")
        }
    }

    private static func line(_ line: CaseLine, _ currency: Currency, _ from: LocalDate) throws -> ContractLine {
        let start = line.from ?? from
        let terms = ChargeTerms(
            item: line.item ?? line.charge,
            quantity: line.quantity ?? Decimal(1),
            unitPrice: try Money(decimal: line.price, currency),
            discount: try Self.discount(line.off, line.offAmount, currency),
            calendar: BillingCalendar(
                cycle: line.every ?? .month,
                anchor: line.anchor ?? start,
                anchorDay: line.anchorDay
            ),
            timing: line.timing ?? .advance,
            taxCode: line.tax
        )
        return ContractLine(
            charge: line.charge,
            kind: line.kind ?? .recurring,
            from: start,
            until: line.until,
            terms: terms
        )
    }

    private static func discount(_ share: Ratio?, _ amount: String?, _ currency: Currency) throws -> Discount? {
        if let share { return .share(of: share) }
        return try amount.map { .amount(off: try Money(decimal: $0, currency)) }
    }

    private func change(_ change: CaseChange, _ day: LocalDate) throws -> ContractChange {
        func charge() throws -> String { try #require(change.charge) }
        func line() throws -> ContractLine { try Self.line(#require(change.line), self.currency, day) }
        switch change.op {
        case "add": return .add(line: try line(), coTerminatesWith: change.with)
        case "quantity": return .setQuantity(charge: try charge(), to: try #require(change.quantity))
        case "price": return .setPrice(charge: try charge(), to: try self.money(change.price))
        case "discount":
            let discount = try Self.discount(change.off, change.offAmount, self.currency)
            return .setDiscount(charge: try charge(), to: discount)
        case "replace": return .replace(charge: try charge(), by: try line())
        case "cycle":
            let cycle = try #require(change.every)
            return .setCycle(
                charge: try charge(),
                to: cycle,
                unitPrice: try self.money(change.price),
                anchor: change.anchor
            )
        case "anchor": return .setAnchor(charge: change.charge, to: try #require(change.anchor))
        case "termEnd": return .setTermEnd(until: try #require(change.until))
        case "renew": return .renew(until: try #require(change.until))
        case "cancel": return .cancel(charge: change.charge)
        case "pause": return .pause(charge: change.charge)
        case "resume": return .resume(charge: change.charge, anchor: change.anchor)
        case "transfer": return .transfer(payer: try #require(change.payer), anchor: change.anchor)
        default: throw CaseError.unknown(change.op)
        }
    }
}

enum CaseError: Error { case unknown(String) }
