import RevenueModel
import Testing

extension CaseWorld {
    mutating func bill(_ step: CaseStep) throws {
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

    mutating func amend(_ step: CaseStep) throws {
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

    mutating func invoice(_ step: CaseStep) throws {
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

    mutating func credit(_ step: CaseStep) throws {
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

    mutating func pay(_ step: CaseStep) throws {
        let amounts = try (step.table ?? [[#require(step.document), #require(step.amount)]])
            .map { row in
                ReceiptAllocation(receipt: step.number ?? "R-1", document: row[0], amount: try self.money(row[1]))
            }
        self.books = try self.books.allocating(amounts)
    }

    mutating func apply(_ step: CaseStep) throws {
        let used = try self.books.apply(creditOf: self.contract.payer, to: #require(step.document))
        if let expected = step.expect?.used { #expect(used.decimal == expected) }
    }

    mutating func grant(_ step: CaseStep) throws {
        let credit = AccountCredit(
            document: step.number ?? "CR-0",
            payer: self.contract.payer,
            granted: try self.money(step.amount)
        )
        self.books.credits.append(credit)
    }

    func endWithCredits(_ step: CaseStep) throws {
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
