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
    /// Together they book what the journals of the preview say, but that a credit which the customer keeps stays in the receivable.
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
        documents += try self.rests(of: booked, outcome.amendment).map { .journal(entry: $0) }
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
                taxCode: line.taxCode,
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
        let applications = document.uses.filter { $0.disposition == .offset }.compactMap { use in
            use.document.map { CreditSettlement(invoice: $0, amount: use.amount) }
        }
        let corrected = document.lines.map(\.correctedLine)
        let invoice = applications.first?.invoice ?? corrected.lazy.compactMap(\.?.invoice).first ?? document.number
        var lines: [CreditLine] = []
        for (index, line) in document.lines.enumerated() {
            let other = corrected[index].flatMap { $0.invoice == invoice ? nil : $0.invoice }
            lines.append(
                CreditLine(
                    number: index + 1,
                    corrects: corrected[index]?.line ?? 0,
                    of: other,
                    item: line.terms?.item ?? line.charge,
                    description: "\(line.charge): \(line.reason)",
                    amount: try line.net.negated(),
                    tax: try line.tax().negated(),
                    taxCode: line.taxCode,
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
            applications: applications
        )
    }
}

extension DeltaLine {
    /// Where it is taxed, and at which rate; `nil` where nothing was said.
    package var taxCode: String? { self.terms?.taxCode ?? self.taxes.first?.code }

    /// Of `AMD-7:1:2`, the second line of the document `AMD-7:1`.
    fileprivate var correctedLine: (invoice: String, line: Int)? {
        guard let segment = self.corrects, let colon = segment.lastIndex(of: ":"),
            let line = Int(segment[segment.index(after: colon)...])
        else { return nil }
        return (String(segment[..<colon]), line)
    }
}

extension DeltaDocument {
    /// The codes of its lines, each once.
    package var taxCodes: [String] {
        var codes: [String] = []
        for code in self.lines.compactMap(\.taxCode) where !codes.contains(code) {
            codes.append(code)
        }
        return codes
    }

    /// Why an ERP cannot be asked for it as it is; empty where it can.
    package var sendingProblems: [String] {
        var untaxed: [String] = []
        for line in self.lines where line.taxCode == nil && !untaxed.contains(line.charge) {
            untaxed.append(line.charge)
        }
        guard !untaxed.isEmpty else { return [] }
        let charges = untaxed.joined(separator: ", ")
        return [
            "\(self.number): there is no tax code for \(charges), and the ERP wants one on each line; "
                + "set tax: CODE on the line in the fixture, also where the rate is 0."
        ]
    }
}
