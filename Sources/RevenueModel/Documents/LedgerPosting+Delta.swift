/// Who is billed for a contract, and on which terms: what the documents of an amendment do not say themselves.
package struct PostingParty: Codable, Equatable, Sendable {
    package var contract: String
    /// The contract's own payer; a transfer names another one.
    package var account: Account
    package var legalEntity: String
    /// Payment terms, named after their days: `net-30`.
    package var terms: String

    package init(contract: String, account: Account, legalEntity: String, terms: String) {
        self.contract = contract
        self.account = account
        self.legalEntity = legalEntity
        self.terms = terms
    }

    func account(_ payer: String) -> Account {
        payer == self.account.id ? self.account : Account(id: payer, name: payer)
    }

    /// The days of the terms; none where the name does not tell.
    var daysToPay: Int { self.terms.split(separator: "-").last.flatMap { Int($0) } ?? 0 }
}

extension LedgerPosting {
    /// What an amendment posts, in order: its documents, what those do not book themselves, and revenue of the past.
    ///
    /// Together they book what the journals of the preview say, but that an open credit stays in the receivable.
    package static func postings(
        of outcome: AmendmentOutcome,
        _ booking: AmendmentBooking,
        for party: PostingParty
    ) throws(MoneyError) -> [Self] {
        let numbers = Set(outcome.documents.map(\.number))
        var documents: [Self] = []
        var booked: [JournalEntry] = []
        for document in outcome.documents {
            guard let journal = booking.journals.first(where: { $0.number == document.number }) else { continue }
            let posting = try self.posting(document, journal.entry, party)
            documents.append(posting)
            if !posting.isJournal { booked.append(journal.entry) }
        }
        if let rest = try self.rest(of: booked, outcome.amendment) { documents.append(.journal(entry: rest)) }
        let revenue = booking.journals.filter { !numbers.contains($0.number) }.map { Self.journal(entry: $0.entry) }
        return documents + revenue
    }

    /// A document of nothing is none for an ERP: what it moves is a journal.
    private static func posting(
        _ document: DeltaDocument,
        _ entry: JournalEntry,
        _ party: PostingParty
    ) throws(MoneyError) -> Self {
        if document.total.isZero { return .journal(entry: entry) }
        return document.total.isNegative
            ? .credit(memo: try CreditMemo(document, party)) : .invoice(document: try Invoice(document, party))
    }

    /// What was recognised before it was billed is no deferred revenue; the ERP's documents do not know that.
    private static func rest(of entries: [JournalEntry], _ amendment: String) throws(MoneyError) -> JournalEntry? {
        let assets = entries.flatMap(\.lines).filter { $0.role == .contractAsset }
        guard let last = entries.last, let currency = assets.first?.amount.currency else { return nil }
        let owed = try Money.sum(assets.filter { $0.side == .debit }.map(\.amount), in: currency)
        let billed = try Money.sum(assets.filter { $0.side == .credit }.map(\.amount), in: currency)
        var lines = JournalLines()
        try lines.debit(.contractAsset, try owed.subtracting(billed))
        try lines.credit(.deferredRevenue, try owed.subtracting(billed))
        guard !lines.lines.isEmpty else { return nil }
        return JournalEntry(
            number: "\(amendment):asset",
            legalEntity: last.legalEntity,
            postedOn: last.postedOn,
            memo: "Of \(amendment), recognised before it was billed",
            lines: lines.lines
        )
    }
}

extension Invoice {
    /// The receivable of a delta; its lines take back and charge.
    fileprivate init(_ document: DeltaDocument, _ party: PostingParty) throws(MoneyError) {
        var lines: [InvoiceLine] = []
        for (index, line) in document.lines.enumerated() {
            let own = OrderLine(
                number: index + 1,
                item: line.terms?.item ?? line.charge,
                description: "\(line.charge): \(line.reason)",
                quantity: Decimal(1),
                unitPrice: line.net,
                obligation: line.terms?.obligation ?? line.charge,
                from: line.time.from,
                until: line.time.until
            )
            lines.append(InvoiceLine(own, corrects: line.corrects, amount: line.net, tax: try line.tax()))
        }
        self.init(
            number: document.number,
            order: party.contract,
            account: party.account(document.payer),
            legalEntity: party.legalEntity,
            taxCode: document.taxCodes.first ?? "",
            terms: party.terms,
            issuedOn: document.posting.day,
            dueOn: document.posting.day.adding(days: party.daysToPay),
            lines: lines,
            net: document.net,
            tax: document.tax,
            total: document.total
        )
    }
}

extension CreditMemo {
    /// What a delta takes back; a charge in it is a line below zero.
    fileprivate init(_ document: DeltaDocument, _ party: PostingParty) throws(MoneyError) {
        let offset = document.uses.first { $0.disposition == .offset }
        let invoice = offset?.document ?? document.corrected ?? document.number
        var lines: [CreditLine] = []
        for (index, line) in document.lines.enumerated() {
            lines.append(
                CreditLine(
                    number: index + 1,
                    corrects: line.corrects.flatMap { Self.line($0, of: invoice) } ?? 0,
                    item: line.terms?.item ?? line.charge,
                    description: "\(line.charge): \(line.reason)",
                    amount: try line.net.negated(),
                    tax: try line.tax().negated(),
                    obligation: line.terms?.obligation ?? line.charge
                )
            )
        }
        self.init(
            number: document.number,
            invoice: invoice,
            account: party.account(document.payer),
            legalEntity: party.legalEntity,
            taxCode: document.taxCodes.first ?? "",
            issuedOn: document.posting.day,
            reason: "amendment \(document.amendment ?? document.number)",
            lines: lines,
            net: try document.net.negated(),
            tax: try document.tax.negated(),
            total: try document.total.negated(),
            applied: try document.settled(.offset)
        )
    }

    /// Of `INV-1:2`, the 2, where that is a line of this invoice.
    private static func line(_ segment: String, of invoice: String) -> Int? {
        guard segment.hasPrefix("\(invoice):") else { return nil }
        return Int(segment.dropFirst(invoice.count + 1))
    }
}

extension DeltaDocument {
    /// The codes of its lines, each once.
    package var taxCodes: [String] {
        var codes: [String] = []
        for code in self.lines.compactMap({ $0.terms?.taxCode ?? $0.taxes.first?.code }) where !codes.contains(code) {
            codes.append(code)
        }
        return codes
    }

    /// The document whose line the first credit corrects.
    fileprivate var corrected: String? {
        self.lines.lazy.compactMap(\.corrects).first.flatMap { segment in
            segment.lastIndex(of: ":").map { String(segment[..<$0]) }
        }
    }

    /// Why an ERP cannot be asked for it as it is; empty where it can.
    package var sendingProblems: [String] {
        var problems: [String] = []
        if self.taxCodes.isEmpty {
            problems.append("\(self.number): its lines have no tax code, and the ERP wants one; set tax on the lines.")
        }
        if self.taxCodes.count > 1 {
            problems.append(
                "\(self.number): it has the tax codes \(self.taxCodes.joined(separator: ", ")), and the ERP takes one "
                    + "for a document; amend the lines one after another."
            )
        }
        let settled = self.uses.filter { $0.disposition == .offset }.compactMap(\.document)
        if settled.count > 1 {
            problems.append(
                "\(self.number): it settles \(settled.joined(separator: ", ")), and the ERP applies a credit to one "
                    + "invoice; set offsetScope to invoice, or dispositions to credit."
            )
        }
        return problems
    }
}
