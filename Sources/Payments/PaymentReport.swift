package import RevenueModel

/// A simulation for programs: the same text for the same fixture.
package struct PaymentReport: Encodable, Sendable {
    package struct Event: Encodable, Sendable {
        package let id: String
        package let event: String
        package let on: LocalDate
        package var bookings: [Booking]
        package var steps: [PaymentStep]
        package var refused: String?
        package var asked: String?
    }

    package struct Booking: Encodable, Sendable {
        package let number: String
        package let lines: [Line]
    }

    package struct Line: Encodable, Sendable {
        package let account: String
        package let debit: String?
        package let credit: String?
    }

    package struct Document: Encodable, Sendable {
        package let number: String
        package let account: String
        package let open: Money
        package let disputed: Money
    }

    package struct Receipt: Encodable, Sendable {
        package let id: String
        package let stage: String
        package let basis: String?
        package let unapplied: Money
    }

    package let schema: String
    package let events: [Event]
    package let documents: [Document]
    package let receipts: [Receipt]
    package let deductions: [String: Money]
    /// Account → balance, debit positive.
    package let ledger: [String: Money]
    package let waiting: [String]
    /// What is not as the file promises, or is refused.
    package let findings: [String]

    package init(_ fixture: PaymentFixture, _ result: SimulatedPayments) throws {
        let book = result.book
        self.schema = "skald.payment-simulation/1"
        self.events = try result.happenings.map { try Event($0) }
        self.documents = try book.items.values.sorted { $0.document < $1.document }.map {
            Document(number: $0.document, account: $0.customer, open: try $0.open(), disputed: try $0.disputed())
        }
        self.receipts = try book.receipts.values.sorted { $0.receipt.id < $1.receipt.id }.map {
            Receipt(
                id: $0.receipt.id,
                stage: $0.stage.rawValue,
                basis: $0.basis?.rawValue,
                unapplied: try $0.unapplied()
            )
        }
        self.deductions = result.deductions
        self.ledger = Dictionary(result.ledger.map { ($0.key.rawValue, $0.value) }) { first, _ in first }
        self.waiting = book.parked.map(\.id)
        let total = try Money.sum(result.ledger.values, in: fixture.currency)
        let balance = total.isZero ? [] : ["the ledger does not balance: \(total) is left"]
        let refused = book.refused.map { "\($0.event.id) is refused: \($0.reason)" }
        self.findings = balance + refused + (try fixture.expectation?.broken(by: result, of: fixture) ?? [])
    }
}

extension PaymentReport.Event {
    fileprivate init(_ happening: SimulatedPayments.Happening) throws {
        self.init(
            id: happening.event.id,
            event: happening.event.kind.rawValue,
            on: happening.event.day,
            bookings: try happening.postings.map { posting in
                PaymentReport.Booking(
                    number: posting.number,
                    lines: try posting.event.lines().map {
                        PaymentReport.Line(
                            account: $0.account,
                            debit: $0.side == .debit ? $0.amount.description : nil,
                            credit: $0.side == .credit ? $0.amount.description : nil
                        )
                    }
                )
            },
            steps: happening.steps,
            refused: happening.refusal,
            asked: happening.asked
        )
    }
}
