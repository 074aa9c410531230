package import RevenueModel
package import SagaModel

extension CaseToCredit {
    package var rehearsals: [Rehearsal<CaseFacts, RevenueRequest>] {
        [
            Self.story("credited", [.resolved(.customer)]),
            Self.story(
                "upheld, though the hold came late",
                [.resolved(.vendor)],
                underWay: ["quote-to-cash/Q-1/receivable"]
            ),
            Self.story("escalated, then withdrawn", [.escalated, .withdrawn]),
            Self.story("more asked for than was billed", [.resolved(.customer, euros: 9_999), .resolved(.customer)]),
            Self.story("not posted yet", [.resolved(.customer), .posted], isIssued: false),
            Self.story("no invoice in question", [], isLinked: false),
        ]
    }

    /// What support says in a story.
    private enum Word {
        case resolved(CaseResolution.Outcome, euros: Int = 100)
        case escalated, withdrawn, posted

        var signal: Signal<RevenueReply> {
            switch self {
            case .resolved(let outcome, let euros):
                Self.signal("case-resolved", "\(outcome.rawValue)-\(euros)", CaseToCredit.resolution(outcome, euros))
            case .escalated:
                Signal(id: "support/escalated", name: "case-escalated", body: RevenueReply(reference: "CS-1"))
            case .withdrawn: Self.signal("case-withdrawn", "withdrawn", CaseToCredit.resolution(.withdrawn, 0))
            case .posted: Signal(id: "skald/posted", name: "invoice-posted", body: RevenueReply(reference: "INV-1"))
            }
        }

        private static func signal(_ name: SignalName, _ id: String, _ resolution: CaseResolution) -> Signal<
            RevenueReply
        > { Signal(id: "support/\(id)", name: name, body: RevenueReply(resolution: resolution)) }
    }

    private static func story(
        _ name: String,
        _ words: [Word],
        isIssued: Bool = true,
        isLinked: Bool = true,
        underWay: [String]? = nil
    ) -> Rehearsal<CaseFacts, RevenueRequest> {
        let supportCase = SupportCase(
            id: "CS-1",
            account: "ACME",
            legalEntity: "de",
            subject: "two weeks of outage",
            openedOn: Self.today,
            invoice: isLinked ? "INV-1" : nil
        )
        return Rehearsal(name, facts: CaseFacts(supportCase: supportCase), signals: words.map(\.signal)) { request in
            switch request {
            case .billing(.findInvoice(let asked)) where asked.invoice != nil:
                RevenueReply(standing: Self.standing(isIssued: isIssued))
            case .billing(.findInvoice): RevenueReply()
            case .sagas(.hold): RevenueReply(reference: "CS-1", underWay: underWay)
            case .crm, .billing, .support, .success, .erp, .sagas:
                RevenueReply(reference: "document of \(request.system.rawValue)")
            }
        }
    }

    private static let today = LocalDate(daysSinceEpoch: 20_000)

    private static func resolution(_ outcome: CaseResolution.Outcome, _ euros: Int) -> CaseResolution {
        let part = CreditedPart(line: 1, amount: Money(minorUnits: euros * 100, .euro))
        return CaseResolution(
            supportCase: "CS-1",
            outcome: outcome,
            decidedOn: Self.today.adding(days: 60),
            reason: "two weeks of outage",
            lines: outcome == .customer ? [part] : []
        )
    }

    private static func standing(isIssued: Bool) -> InvoiceStanding {
        let line = OrderLine(
            number: 1,
            item: "SEAT",
            description: "Seats",
            quantity: Decimal(10),
            unitPrice: Money(minorUnits: 12_00, .euro),
            obligation: "access",
            from: Self.today,
            until: Self.today.adding(days: 60)
        )
        let (net, tax) = (Money(minorUnits: 120_00, .euro), Money(minorUnits: 22_80, .euro))
        let total = Money(minorUnits: 142_80, .euro)
        let invoice = Invoice(
            number: "INV-1",
            order: "Q-1",
            account: Account(id: "ACME", name: "Acme"),
            legalEntity: "de",
            taxCode: "DE-19",
            terms: "net-30",
            issuedOn: Self.today,
            dueOn: Self.today.adding(days: 30),
            lines: [InvoiceLine(line, amount: net, tax: tax)],
            net: net,
            tax: tax,
            total: total
        )
        return InvoiceStanding(invoice: invoice, isIssued: isIssued, paid: .zero(.euro), open: total)
    }
}
