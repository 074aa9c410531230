internal import RevenueModel

// MARK: - what the customer gets

extension AmendmentReport {
    /// An invoice or a credit memo, and what becomes of it.
    package struct DocumentPart: Encodable {
        package let number: String
        package let amendment: String
        /// `invoice` or `credit-memo`.
        package let kind: String
        package let payer: String
        package let postedOn: String
        package let net: String
        package let tax: String
        package let total: String
        /// Of a credit, in order; empty for an invoice.
        package let uses: [UsePart]
        /// What the policy does not grant of a credit, before tax.
        package let withheld: String?

        init(_ document: DeltaDocument, of amendment: String) throws {
            self.number = document.number
            self.amendment = amendment
            self.kind = document.kind.rawValue
            self.payer = document.payer
            self.postedOn = document.posting.day.description
            self.net = document.net.decimal
            self.tax = document.tax.decimal
            self.total = document.total.decimal
            self.uses = document.uses.map(UsePart.init)
            let withheld = try Money.sum(document.lines.compactMap(\.withheld), in: document.currency)
            self.withheld = withheld.isPositive ? withheld.decimal : nil
        }

        /// `5619.67 settles INV-1, 80.00 stays as a credit`.
        package var words: String {
            let refused = self.withheld.map { "\($0) before tax is not granted" }
            return (self.uses.map(\.words) + [refused].compactMap(\.self)).joined(separator: ", ")
        }
    }

    package struct UsePart: Encodable {
        package let disposition: String
        package let amount: String
        package let document: String?
        let words: String

        init(_ use: CreditUse) {
            self.disposition = use.disposition.rawValue
            self.amount = use.amount.decimal
            self.document = use.document
            let amount = use.amount.decimal
            self.words =
                switch use.disposition {
                case .offset: "\(amount) settles \(use.document ?? "an invoice")"
                case .refund: "\(amount) is paid back\(use.document.map { " of \($0)" } ?? "")"
                case .credit: "\(amount) stays as a credit"
                case .skip: "\(amount) is not granted"
                }
        }

        private enum CodingKeys: String, CodingKey { case disposition, amount, document }
    }
}

// MARK: - for people

extension AmendmentReport.JournalPart {
    /// `effective-date`, or `booking-date, as 2026-04 is closed`.
    package var datedBy: String { self.basis + (self.originalPeriod.map { ", as \($0) is closed" } ?? "") }
}

extension AmendmentReport.ChargePart {
    /// What stands in a table beside the charge.
    package var cells: [String] {
        let state = [self.isPaused ? "paused" : nil, self.payer.map { "paid by \($0)" }].compactMap(\.self)
        return [
            self.charge, self.from, self.until ?? "open", self.quantity, self.unitPrice, self.per,
            state.joined(separator: ", "),
        ]
    }
}

extension AmendmentReport.ContractPart {
    /// Every phase of every charge, before and after: which it is, and its cells.
    package var terms: [[String]] {
        self.before.map { ["before"] + $0.cells } + self.after.map { ["after"] + $0.cells }
    }
}

extension AmendmentReport.MetricsPart {
    /// What the contract is worth, before and after.
    package var rows: [[String]] {
        let (before, after) = (self.before, self.after)
        return [
            ["monthly recurring", before.monthly, after.monthly], ["annual recurring", before.annual, after.annual],
            ["contract value", before.contractValue, after.contractValue], ["billed", before.billed, after.billed],
            ["unbilled", before.unbilled, after.unbilled], ["recognised", before.recognised, after.recognised],
            ["receivable", before.receivable, after.receivable],
            ["customer credit", before.customerCredit, after.customerCredit],
            ["deferred revenue", before.deferred, after.deferred],
            ["contract asset", before.contractAsset, after.contractAsset],
        ]
    }
}

extension AmendmentReport.RevenuePart {
    /// The rule that chose the treatment; why none was needed, where none was.
    package var decision: String {
        guard let treatment, let paragraph, let reason else {
            return "no treatment to choose: a reversal restores the schedule, and what is pending changes none yet"
        }
        return "\(treatment), \(paragraph): \(reason); catch-up \(self.catchUp)"
    }
}

extension AmendmentReport {
    /// Why steps post entries that are not among the journals; empty where they do not.
    package var stepNotes: [String] {
        self.steps.compactMap(\.document).compactMap { number in
            switch number.split(separator: ":").last.flatMap({ LedgerPosting.Rest(rawValue: String($0)) }) {
            case .asset:
                "\(number): an ERP books documents against deferred revenue alone; this entry moves what is of the "
                    + "contract asset, so that they come to the journals above"
            case .refund:
                "\(number): an ERP's credit leaves in the receivable what is to be paid back; this entry owes it to the "
                    + "customer. No step pays it: whoever pays refunds does, from refund-payable"
            case nil: nil
            }
        }
    }
}
