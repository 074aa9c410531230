package import RevenueModel
package import SagaModel

extension QuoteToCash {
    package var rehearsals: [Rehearsal<OrderFacts, RevenueRequest>] {
        let order = Order(
            id: "Q-1",
            account: Account(id: "ACME", name: "Acme"),
            legalEntity: "de",
            currency: .euro,
            taxCode: "DE-19",
            terms: "net-30",
            orderedOn: Self.today,
            lines: [
                OrderLine(
                    number: 1,
                    item: "SEAT",
                    description: "Seats",
                    quantity: Decimal(10),
                    unitPrice: Money(minorUnits: 120_00, .euro),
                    obligation: "access",
                    from: Self.today,
                    until: Self.today.adding(days: 365)
                )
            ]
        )
        let settled = Signal(
            id: "skald/1",
            name: "receivable-settled",
            body: RevenueReply(reference: "INV-1", payment: Self.payment)
        )
        return [("paid in time", false), ("paid late", true)].map { name, isLate in
            Rehearsal(
                name,
                facts: OrderFacts(order: order),
                signals: [settled],
                isLate: isLate,
                reply: Self.reply
            )
        }
    }

    private static let today = LocalDate(daysSinceEpoch: 20_000)

    private static let payment = Payment(
        id: "PAY-1",
        invoice: "INV-1",
        account: "ACME",
        amount: Money(minorUnits: 1_428_00, .euro),
        receivedOn: Self.today.adding(days: 20)
    )

    private static func reply(_ request: RevenueRequest) -> RevenueReply {
        guard case .billing(.draftInvoice(let order)) = request else {
            return RevenueReply(reference: "document of \(request.system.rawValue)")
        }
        var invoice = Invoice(unnumbered: order)
        invoice.number = "INV-1"
        invoice.dueOn = invoice.issuedOn.adding(days: 30)
        return RevenueReply(reference: "draft", invoice: invoice)
    }
}
