internal import RevenueModel

extension RevenueRequest {
    /// One request of each kind; adapters are asked what they promise for it, and nothing is sent.
    static var samples: [Self] {
        let order = Self.order
        let account = order.account
        let reversal = Reversal(document: "INV-1", postedOn: Self.day, reason: "sample")
        let hold = InvoiceHold(id: "HOLD-1", invoice: "INV-1", reason: "sample", placedOn: Self.day)
        let change = OrderChange(number: "AMD-1", order: order.id, effectiveOn: Self.day, lines: [])
        let journal = JournalEntry(number: "JE-1", legalEntity: "de", postedOn: Self.day, memo: "sample", lines: [])
        let payment = Payment(
            id: "PAY-1",
            invoice: "INV-1",
            account: "ACME",
            amount: Self.nothing,
            receivedOn: Self.day
        )
        let ledger: [ERP] = [
            .validate(order: order), .createSalesOrder(order: order), .cancelSalesOrder(order: order.id),
            .changeSalesOrder(change: change), .postInvoice(invoice: Invoice(unnumbered: order)),
            .reverseInvoice(reversal: reversal), .placeHold(hold: hold), .releaseHold(hold: hold),
            .postCredit(credit: Self.credit), .reverseCredit(reversal: reversal), .postJournal(entry: journal),
            .reverseJournal(reversal: reversal), .applyCash(payment: payment), .reversePayment(reversal: reversal),
        ]
        let front: [Self] = [
            .crm(.validateAccount(account: account)), .crm(.closeWon(order: order.id, invoice: "INV-1")),
            .billing(.validateCatalog(order: order)), .billing(.createSubscription(order: order)),
            .billing(.cancelSubscription(order: order.id)), .billing(.draftInvoice(order: order)),
            .billing(.voidDraft(order: order.id)), .billing(.issueInvoice(number: "INV-1")),
            .support(.grantEntitlement(order: order)), .support(.revokeEntitlement(order: order.id)),
            .support(.tellInvoiced(order: order.id, invoice: "INV-1")),
            .success(.startOnboarding(order: order.id, account: account.id)),
            .crm(.tellCredited(supportCase: Self.supportCase, credit: Self.credit)),
            .billing(.findInvoice(supportCase: Self.supportCase)), .billing(.holdInvoice(hold: hold)),
            .billing(.releaseInvoice(hold: hold)), .billing(.recordCredit(credit: Self.credit, refund: Self.nothing)),
            .support(.checkEntitlement(supportCase: Self.supportCase)), .support(.answerCase(answer: Self.answer)),
        ]
        let own: [Self] = [
            .sagas(.hold(hold: hold)), .sagas(.release(hold: hold)),
            .sagas(.announce(announcement: Announcement("receivable-settled", about: "INV-1"))),
        ]
        let refund = CustomerRefund(
            number: "RF-1",
            credit: "CM-1",
            invoice: "INV-1",
            account: "ACME",
            legalEntity: "de",
            amount: Self.nothing,
            payee: Payee(name: "Acme", account: "1")
        )
        return front + Self.amending + ledger.map(Self.erp) + [.bank(.payRefund(refund: refund))] + own
    }

    /// The request's name within its system: `postInvoice`.
    var kind: String {
        let value = Mirror(reflecting: self).children.first?.value
        return value.flatMap { Mirror(reflecting: $0).children.first?.label } ?? "request"
    }

    /// Nothing is done by it.
    var isQuestion: Bool {
        switch self {
        case .crm(.validateAccount), .billing(.validateCatalog), .billing(.validateContract), .billing(.findInvoice),
            .billing(.openItems), .billing(.payment), .support(.validateEntitlement), .support(.checkEntitlement),
            .erp(.validate):
            true
        case .crm, .billing, .support, .success, .erp, .bank, .sagas: false
        }
    }

    private static var amending: [Self] {
        let (number, contract) = ("AMD-1", "Q-1")
        let amendment = SubscriptionAmendment(
            ContractAmendment(id: number, effectiveOn: Self.day, sequence: 1, changes: [.cancel(charge: nil)]),
            of: contract,
            account: "ACME",
            kind: .cancel,
            version: 0
        )
        let entitlement = EntitlementChange(
            number: number,
            contract: contract,
            account: "ACME",
            from: Self.day,
            lines: []
        )
        return [
            .crm(.tellAmended(amendment: number, contract: contract)),
            .billing(.validateContract(contract: contract, version: 0)),
            .billing(.amendSubscription(amendment: amendment)),
            .billing(.revertAmendment(amendment: number, contract: contract)),
            .billing(.draftDelta(amendment: number, contract: contract, documents: [])),
            .billing(.voidDelta(amendment: number)), .billing(.issueDelta(amendment: number)),
            .support(.validateEntitlement(contract: contract, account: "ACME")),
            .support(.changeEntitlement(change: entitlement)),
            .success(.tellAmended(amendment: number, contract: contract)),
        ]
    }

    private static let day = LocalDate(daysSinceEpoch: 20_000)
    private static let nothing = Money.zero(.euro)

    private static var order: Order {
        Order(
            id: "Q-1",
            account: Account(id: "ACME", name: "Acme"),
            legalEntity: "de",
            currency: .euro,
            taxCode: "DE-19",
            terms: "net-30",
            orderedOn: Self.day,
            lines: []
        )
    }

    private static let supportCase = SupportCase(
        id: "CS-1",
        account: "ACME",
        legalEntity: "de",
        subject: "sample",
        openedOn: Self.day,
        invoice: "INV-1"
    )

    private static let answer = CaseAnswer(supportCase: "CS-1", kind: .upheld, text: "sample")

    private static var credit: CreditMemo {
        CreditMemo(
            number: "CM-1",
            invoice: "INV-1",
            account: Self.order.account,
            legalEntity: "de",
            taxCode: "DE-19",
            issuedOn: Self.day,
            reason: "sample",
            lines: [],
            net: Self.nothing,
            tax: Self.nothing,
            total: Self.nothing,
            applied: Self.nothing
        )
    }
}
