internal import Amendments
package import RevenueModel
internal import SagaModel
internal import Workflows

/// The result of a simulation as it leaves: money is text, dates are days.
package struct CaseReport: Encodable {
    package let schema = "skald.case/1"
    package let supportCase: String
    package let customer: String
    package let invoice: String?
    package let scope: String
    package let asOf: String
    package let outcome: String
    /// Why the credit that support asked for cannot be given.
    package let objection: String?
    package let steps: [StepPart]
    package let credit: CreditPart?
    package let receivable: ReceivablePart?
    package let held: [String]
    package let journals: [JournalPart]
    /// What each account holds, on the side where it grows.
    package let ledger: [AccountPart]
    package let findings: [RevenueModel.Finding]
    package let inputHash: String

    package init(_ fixture: CaseFixture, _ story: CaseStory) throws {
        let simulation = story.simulation
        self.supportCase = simulation.supportCase.id
        self.customer = fixture.customer
        self.invoice = story.standing?.invoice.number
        self.scope = simulation.supportCase.scope.rawValue
        self.asOf = simulation.asOf.description
        self.outcome = story.outcome
        self.objection = story.isDone ? nil : story.facts.objection
        self.steps = story.steps.map { StepPart(step: $0.name.rawValue, system: $0.system.rawValue) }
        self.credit = try story.memo.map { try CreditPart($0, story) }
        self.receivable = story.books.map(ReceivablePart.init)
        self.held = story.held
        self.journals = story.books?.journals.map(JournalPart.init) ?? []
        self.ledger = try story.books.map(AccountPart.parts) ?? []
        self.findings = story.books?.findings ?? []
        self.inputHash = try InputHash(simulation).description
    }

    private enum CodingKeys: String, CodingKey {
        case schema, supportCase, customer, invoice, scope, asOf, outcome, objection, steps, credit, receivable, held
        case journals, ledger, findings, inputHash
    }

    /// One request that would leave.
    package struct StepPart: Encodable {
        package let step: String
        package let system: String
    }
}

extension CaseReport {
    package struct CreditPart: Encodable {
        package struct Line: Encodable {
            package let line: Int
            package let item: String
            package let net: String
            package let tax: String
        }

        package let number: String
        package let postedOn: String
        /// The rule that chose the day.
        package let basis: String
        package let lines: [Line]
        package let net: String
        package let tax: String
        package let total: String
        /// What of it settles the invoice, stays with the customer, and is paid back.
        package let applied: String
        package let kept: String
        package let refund: String

        init(_ memo: CreditMemo, _ story: CaseStory) throws {
            self.number = memo.number
            self.postedOn = memo.issuedOn.description
            self.basis = (story.dating?.basis ?? .effectiveDate).rawValue
            self.lines = memo.lines.map {
                Line(line: $0.corrects, item: $0.item, net: $0.amount.decimal, tax: $0.tax.decimal)
            }
            self.net = memo.net.decimal
            self.tax = memo.tax.decimal
            self.total = memo.total.decimal
            self.applied = try memo.applied.decimal
            self.kept = try memo.total.subtracting(memo.applied).subtracting(story.refund).decimal
            self.refund = story.refund.decimal
        }
    }

    package struct ReceivablePart: Encodable {
        package let openBefore: String
        /// While the hold stands.
        package let disputed: String
        package let collectible: String
        package let openAfter: String

        init(_ books: CaseBooks) {
            self.openBefore = books.openBefore.decimal
            self.disputed = books.disputed.decimal
            self.collectible = books.collectible.decimal
            self.openAfter = books.openAfter.decimal
        }
    }

    package struct JournalPart: Encodable {
        package struct Entry: Encodable {
            package let account: String
            package let debit: String?
            package let credit: String?
        }

        package let number: String
        package let postedOn: String
        package let memo: String
        package let lines: [Entry]

        init(_ journal: Journal) {
            self.number = journal.number
            self.postedOn = journal.dating.day.description
            self.memo = journal.entry.memo
            self.lines = journal.entry.lines.map { line in
                Entry(
                    account: line.account,
                    debit: line.side == .debit ? line.amount.decimal : nil,
                    credit: line.side == .credit ? line.amount.decimal : nil
                )
            }
        }
    }

    package struct AccountPart: Encodable {
        package let account: String
        package let before: String
        package let after: String

        static func parts(_ books: CaseBooks) throws -> [Self] {
            try LedgerAccount.allCases.compactMap { account in
                let before = try books.before.holding(account, in: books.currency)
                let after = try books.ledger.holding(account, in: books.currency)
                guard !before.isZero || !after.isZero else { return nil }
                return Self(account: account.rawValue, before: before.decimal, after: after.decimal)
            }
        }
    }
}
