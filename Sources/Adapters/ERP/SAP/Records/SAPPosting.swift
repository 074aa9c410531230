internal import RevenueModel
internal import SagaModel
internal import XML

/// A document to be posted in the ledger: its lines add up to nothing.
struct SAPPosting: Sendable {
    struct Line: Sendable {
        enum Account: Sendable {
            case customer(String, terms: String?, from: LocalDate?)
            case ledger(String, taxCode: String?)
            case tax(String, code: String)
        }

        let account: Account
        /// Positive on the debit side, negative on the credit side.
        let amount: Money
        let text: String
        /// By which the ledger's clearing program puts items together.
        let assignment: String
    }

    let company: String
    let type: SAPDocumentType
    /// The document's external id, by which it is found again.
    let reference: String
    let title: String
    let date: LocalDate
    let lines: [Line]

    /// The sum of the debit side.
    func total() throws(MoneyError) -> Money? { try self.lines.map(\.amount).debits() }

    /// The call; refused where a field is too long, because a shortened reference could name two documents.
    func function() throws(Failure) -> SAPFunction {
        try SAPLimits.require("reference", self.reference, 16)
        return SAPFunction(
            .postDocument,
            reference: self.reference,
            company: self.company,
            [self.receivables, self.ledger, self.tax, self.amounts, self.header, .structure("Return", [])]
                .compactMap(\.self)
        )
    }

    private var header: XMLOutput {
        .structure(
            "Documentheader",
            [
                .field("BusAct", "RFBU"), .field("HeaderTxt", String(self.title.prefix(25))),
                .field("CompCode", self.company), .field("DocDate", self.date.description),
                .field("PstngDate", self.date.description), .field("DocType", self.type.rawValue),
                .field("RefDocNo", self.reference),
            ]
        )
    }

    private var receivables: XMLOutput? {
        self.table("Accountreceivable") { number, line in
            guard case .customer(let customer, let terms, let from) = line.account else { return nil }
            return [
                .field("ItemnoAcc", number), .field("Customer", customer), terms.map { .field("Pmnttrms", $0) },
                from.map { .field("BlineDate", $0.description) },
                .field("AllocNmbr", String(line.assignment.prefix(18))),
                .field("ItemText", String(line.text.prefix(50))),
            ]
        }
    }

    private var ledger: XMLOutput? {
        self.table("Accountgl") { number, line in
            guard case .ledger(let account, let taxCode) = line.account else { return nil }
            return [
                .field("ItemnoAcc", number), .field("GlAccount", account),
                .field("ItemText", String(line.text.prefix(50))),
                .field("AllocNmbr", String(line.assignment.prefix(18))), taxCode.map { .field("TaxCode", $0) },
            ]
        }
    }

    private var tax: XMLOutput? {
        self.table("Accounttax") { number, line in
            guard case .tax(let account, let code) = line.account else { return nil }
            return [.field("ItemnoAcc", number), .field("GlAccount", account), .field("TaxCode", code)]
        }
    }

    private var amounts: XMLOutput? {
        self.table("Currencyamount") { number, line in
            [
                .field("ItemnoAcc", number), .field("Currency", line.amount.currency.code),
                .field("AmtDoccur", line.amount.decimal),
            ]
        }
    }

    /// The lines that belong to the table, each with its number in the document; no table where none does.
    private func table(_ name: String, _ row: (String, Line) -> [XMLOutput?]?) -> XMLOutput? {
        let rows = self.lines.enumerated().compactMap { row(String($0.offset + 1).padded(to: 10), $0.element) }
        return rows.isEmpty ? nil : .table(name, rows)
    }
}

extension [Money] {
    /// The sum of the positive ones; nothing where there are none.
    func debits() throws(MoneyError) -> Money? {
        var sum: Money?
        for amount in self where amount.minorUnits > 0 { sum = try sum?.adding(amount) ?? amount }
        return sum
    }
}

/// How long SAP's fields are; it refuses more, or worse, takes a part.
enum SAPLimits {
    static func require(_ name: String, _ text: String, _ length: Int) throws(Failure) {
        guard !text.isEmpty else {
            throw .rejected("SAP was not asked: the document has no \(name). Nameless documents cannot be found again.")
        }
        guard text.count <= length else {
            throw .rejected(
                "SAP was not asked: the \(name) \(text) is longer than \(length) characters, and is never shortened."
            )
        }
    }
}

extension String {
    /// With leading zeros, as SAP keeps numbers; a name that is no number stays as it is.
    func padded(to length: Int) -> String {
        guard !self.isEmpty, self.utf8.allSatisfy({ (48...57).contains($0) }) else { return self }
        return String(repeating: "0", count: Swift.max(0, length - self.count)) + self
    }
}
