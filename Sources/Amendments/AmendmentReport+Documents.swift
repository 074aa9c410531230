internal import RevenueModel

extension AmendmentReport {
    package struct LinePart: Encodable {
        package let amendment: String
        package let kind: String
        package let charge: String
        package let from: String
        package let until: String
        package let days: Int
        package let of: Int
        package let ratio: String
        package let method: String
        package let base: String
        package let cap: CapPart?
        package let net: String
        package let tax: String
        /// Cents by which `net` differs from base times ratio, as what stays billed is rounded together.
        package let correction: String?
        /// What the policy does not grant of a credit, before tax; negative where that is given back.
        package let withheld: String?
        package let payer: String
        package let corrects: String?
        package let reason: String

        init(_ line: DeltaLine, _ outcome: AmendmentOutcome) throws {
            self.amendment = outcome.amendment
            self.kind = line.kind.rawValue
            self.charge = line.charge
            self.from = line.time.from.description
            self.until = line.time.until.description
            self.days = line.days
            self.of = line.of
            self.ratio = line.ratio.description
            self.method = line.method.rawValue
            self.base = line.base.decimal
            self.cap = try line.cap.map { try CapPart($0) }
            self.net = line.net.decimal
            self.tax = try line.tax().decimal
            self.correction = line.correction?.decimal
            self.withheld = line.withheld?.decimal
            self.payer = line.payer
            self.corrects = line.corrects
            self.reason = line.reason
        }
    }

    package struct CapPart: Encodable {
        package let computed: String
        package let billed: String
        package let taken: String
        package let isApplied: Bool

        init(_ cap: CreditCap) throws {
            self.computed = cap.computed.decimal
            self.billed = cap.billed.decimal
            self.taken = cap.taken.decimal
            self.isApplied = try cap.isApplied()
        }
    }

    package struct ReceivablePart: Encodable {
        package let document: String
        package let openBefore: String
        package let openAfter: String
        package let offset: String
        package let refund: String
        package let disputed: String
        package let collectibleAfter: String
        package let isNew: Bool

        init(_ effect: InvoiceEffect) {
            self.document = effect.document
            self.openBefore = effect.openBefore.decimal
            self.openAfter = effect.openAfter.decimal
            self.offset = effect.offset.decimal
            self.refund = effect.refund.decimal
            self.disputed = effect.disputed.decimal
            self.collectibleAfter = effect.collectibleAfter.decimal
            self.isNew = effect.isNew
        }
    }

    package struct JournalPart: Encodable {
        package let number: String
        package let amendment: String
        package let legalEntity: String
        package let postedOn: String
        package let period: String
        /// The rule that chose the day.
        package let basis: String
        /// The period that was meant, where it is closed.
        package let originalPeriod: String?
        package let memo: String
        package let lines: [EntryPart]

        init(_ journal: Journal, amendment: String) {
            self.number = journal.number
            self.amendment = amendment
            self.legalEntity = journal.entry.legalEntity
            self.postedOn = journal.dating.day.description
            self.period = journal.period.description
            self.basis = journal.dating.basis.rawValue
            self.originalPeriod = journal.dating.originalPeriod?.description
            self.memo = journal.entry.memo
            self.lines = journal.entry.lines.map(EntryPart.init)
        }
    }

    /// One side of a journal; the other one is `nil`.
    package struct EntryPart: Encodable {
        package let account: String
        package let debit: String?
        package let credit: String?

        init(_ line: JournalLine) {
            self.account = line.account
            self.debit = line.side == .debit ? line.amount.decimal : nil
            self.credit = line.side == .credit ? line.amount.decimal : nil
        }
    }
}
