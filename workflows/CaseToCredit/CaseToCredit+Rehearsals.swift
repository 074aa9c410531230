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
            Self.story(
                "paid back by the bank",
                [.resolved(.customer, paysBack: true), .refunded("RF-CS-1")],
                isPaid: true
            ),
            Self.story(
                "paid back to another account",
                [
                    .resolved(.customer, paysBack: true), .refused("RF-CS-1"), .payee, .refunded("RF-CS-1:2"),
                ],
                isPaid: true
            ),
            Self.story("no invoice in question", [], isLinked: false),
            Self.story("paid already", [.resolved(.customer)], isPaid: true),
        ]
    }

    /// What support says in a story.
    private enum Word {
        case resolved(CaseResolution.Outcome, euros: Int = 100, paysBack: Bool = false)
        case escalated, withdrawn, posted
        case refunded(String)
        case refused(String)
        case payee

        var signal: Signal<RevenueReply> {
            switch self {
            case .resolved(let outcome, let euros, let paysBack):
                Self.signal(
                    "case-resolved",
                    "\(outcome.rawValue)-\(euros)",
                    CaseToCredit.resolution(outcome, euros, paysBack: paysBack)
                )
            case .refunded(let number):
                Self.reported("refund-accepted", RefundReport(refund: number, reportedOn: CaseToCredit.today))
            case .refused(let number):
                Self.reported(
                    "refund-rejected",
                    RefundReport(refund: number, reportedOn: CaseToCredit.today, reason: "AC04: the account is closed")
                )
            case .payee:
                Signal(
                    id: "desk/payee",
                    name: "payee-corrected",
                    body: RevenueReply(payee: Payee(name: "Acme", account: "NL14MOCK0000000002"))
                )
            case .escalated:
                Signal(id: "support/escalated", name: "case-escalated", body: RevenueReply(reference: "CS-1"))
            case .withdrawn: Self.signal("case-withdrawn", "withdrawn", CaseToCredit.resolution(.withdrawn, 0))
            case .posted: Signal(id: "skald/posted", name: "invoice-posted", body: RevenueReply(reference: "INV-1"))
            }
        }

        private static func reported(_ name: SignalName, _ report: RefundReport) -> Signal<RevenueReply> {
            Signal(id: "bank/\(report.refund)", name: name, body: RevenueReply(refundReport: report))
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
        isPaid: Bool = false,
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
                RevenueReply(standing: Self.standing(isIssued: isIssued, isPaid: isPaid))
            case .billing(.findInvoice): RevenueReply()
            case .sagas(.hold): RevenueReply(reference: "CS-1", underWay: underWay)
            case .crm, .billing, .support, .success, .erp, .bank, .sagas:
                RevenueReply(reference: "document of \(request.system.rawValue)")
            }
        }
    }

    private static let today = LocalDate(daysSinceEpoch: 20_000)

    private static func resolution(
        _ outcome: CaseResolution.Outcome,
        _ euros: Int,
        paysBack: Bool = false
    ) -> CaseResolution {
        let part = CreditedPart(line: 1, amount: Money(minorUnits: euros * 100, .euro))
        return CaseResolution(
            supportCase: "CS-1",
            outcome: outcome,
            decidedOn: Self.today.adding(days: 60),
            reason: "two weeks of outage",
            lines: outcome == .customer ? [part] : [],
            excess: paysBack ? .payBack : .keep,
            payTo: paysBack ? Payee(name: "Acme", account: "NL41MOCK0000000001") : nil
        )
    }

    private static func standing(isIssued: Bool, isPaid: Bool) -> InvoiceStanding {
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
        let nothing = Money.zero(.euro)
        return InvoiceStanding(
            invoice: invoice,
            isIssued: isIssued,
            paid: isPaid ? total : nothing,
            open: isPaid ? nothing : total
        )
    }
}
