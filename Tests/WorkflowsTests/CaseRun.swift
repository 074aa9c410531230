import RevenueModel
import SagaModel
import Workflows

/// A case-to-credit whose systems answer at once.
struct CaseRun {
    static let holds: [StepName] = ["hold-other-sagas", "invoice-under-hold", "hold-billing", "dispute-flag"]

    var machine = SagaMachine(id: "case-to-credit/CS-1", definition: CaseToCredit().definition)
    var events: [SagaEvent<CaseFacts, RevenueReply>] = []
    var sent: [RevenueRequest] = []
    /// Steps that were carried out, in order.
    var done: [StepName] = []
    var undone: [StepName] = []
    var isIssued: Bool
    /// Money that reaches the invoice before the n-th request from now on is carried out.
    var arriving: [Int: Money] = [:]
    private(set) var paid = Money.zero(.euro)
    /// Credits that the ERP took, and those that it refused because less was open.
    private(set) var posted: [CreditMemo] = []
    private(set) var refused: [CreditMemo] = []
    private let isEntitled: Bool
    private let underWay: [String]
    private var out: [(RevenueRequest, IdempotencyKey, Int)] = []
    private var timers: [(timer: SagaTimer, at: Moment)] = []
    private(set) var now = Moment(milliseconds: 0)

    static func supportCase(invoice: String? = "INV-1", scope: DisputeScope = .document) -> SupportCase {
        SupportCase(
            id: "CS-1",
            account: "ACME",
            legalEntity: "de",
            subject: "two weeks of outage",
            openedOn: Self.today,
            invoice: invoice,
            scope: scope,
            line: scope == .line ? 1 : nil
        )
    }

    init(
        _ supportCase: SupportCase = Self.supportCase(),
        isIssued: Bool = true,
        isEntitled: Bool = true,
        canFlag: Bool = true,
        generation: Int = 1,
        underWay: [String] = []
    ) {
        self.isIssued = isIssued
        self.isEntitled = isEntitled
        self.underWay = underWay
        let facts = CaseFacts(supportCase: supportCase, generation: generation, canFlag: canFlag)
        let capability = Capability(keyLifetime: .days(365), canLookUp: true, longestFlight: .seconds(2))
        self.feed(.started(facts, Terms(capability: capability)))
        self.answerAll()
    }

    mutating func hear(
        _ signal: SignalName,
        _ outcome: CaseResolution.Outcome,
        euros: Int? = nil,
        on day: LocalDate = Self.today.adding(days: 10),
        about supportCase: String = "CS-1",
        again: Int = 1,
        refusing step: StepName? = nil
    ) {
        let resolution = CaseResolution(
            supportCase: supportCase,
            outcome: outcome,
            decidedOn: day,
            reason: "two weeks of outage",
            lines: euros.map { [CreditedPart(line: 1, amount: Money(minorUnits: $0 * 100, .euro))] } ?? []
        )
        let signal = Signal(id: "support/\(signal)-\(again)", name: signal, body: RevenueReply(resolution: resolution))
        self.feed(.heard(signal))
        self.answerAll(refusing: step)
    }

    mutating func hear(_ signal: SignalName) {
        self.feed(.heard(Signal(id: "billing/\(signal)", name: signal, body: RevenueReply())))
        self.answerAll()
    }

    /// Lets time pass, and the timers go off that are due by then.
    mutating func wait(days: Int) { self.wait(for: .days(days)) }

    private mutating func wait(for span: Span) {
        self.now = self.now + span
        let due = self.timers.filter { $0.at <= self.now }
        self.timers.removeAll { $0.at <= self.now }
        for (timer, _) in due { self.feed(.woke(timer)) }
        self.answerAll()
    }

    /// Lets time pass until the next timer goes off.
    mutating func wake() {
        guard let next = self.timers.map(\.at).filter({ $0 > self.now }).min() else { return }
        self.wait(for: next - self.now)
    }

    /// What support was told.
    var answers: [CaseAnswer.Kind] {
        self.sent.compactMap { if case .support(.answerCase(let answer)) = $0 { answer.kind } else { nil } }
    }

    private mutating func feed(_ event: SagaEvent<CaseFacts, RevenueReply>) {
        self.events.append(event)
        guard case .advanced(let commands) = self.machine.handle(event, at: self.now) else { return }
        for command in commands {
            switch command {
            case .send(let request, let key, let number), .lookUp(let request, let key, let number):
                self.out.append((request, key, number))
            case .wake(let timer, let at): self.timers.append((timer, at))
            case .decided: continue
            }
        }
    }

    private mutating func answerAll(refusing refused: StepName? = nil) {
        while !self.out.isEmpty {
            let (request, key, number) = self.out.removeFirst()
            self.sent.append(request)
            let isUndo = key.rawValue.hasSuffix("/undo")
            guard let run = self.machine.runs.first(where: { key.rawValue.hasPrefix($0.forward.key.rawValue) }) else {
                continue
            }
            self.receive()
            let isRefused = run.step == refused && !isUndo || self.refuses(request)
            if isUndo { self.undone.append(run.step) } else if !isRefused { self.done.append(run.step) }
            self.feed(.answered(key, number: number, isRefused ? .failed(.rejected("no")) : .done(self.reply(request))))
        }
    }

    private mutating func receive() {
        let money = self.arriving.removeValue(forKey: 0)
        self.arriving = Dictionary(uniqueKeysWithValues: self.arriving.map { ($0 - 1, $1) })
        guard let money, let paid = try? self.paid.adding(money) else { return }
        self.paid = paid
    }

    /// An ERP applies no more of a credit than is open.
    private mutating func refuses(_ request: RevenueRequest) -> Bool {
        guard case .erp(.postCredit(let credit)) = request else { return false }
        let isRefused = Self.applied(credit) > self.left
        if isRefused { self.refused.append(credit) } else { self.posted.append(credit) }
        return isRefused
    }

    static func applied(_ credit: CreditMemo) -> Int { credit.applications.reduce(0) { $0 + $1.amount.minorUnits } }

    private var left: Int {
        Self.total.minorUnits - self.paid.minorUnits - self.posted.reduce(0) { $0 + Self.applied($1) }
    }

    private func reply(_ request: RevenueRequest) -> RevenueReply {
        switch request {
        case .support(.checkEntitlement): RevenueReply(reference: self.isEntitled ? "ENT-1" : nil)
        case .billing(.findInvoice(let asked)):
            asked.invoice == nil ? RevenueReply() : RevenueReply(standing: self.standing)
        case .sagas(.hold): RevenueReply(reference: "CS-1", underWay: self.underWay)
        case .crm, .billing, .support, .success, .erp, .bank, .sagas: RevenueReply(reference: "doc")
        }
    }

    private static let today = LocalDate(daysSinceEpoch: 20_000)
    static let total = Money(minorUnits: 1_428_00, .euro)

    private var standing: InvoiceStanding {
        let line = OrderLine(
            number: 1,
            item: "SEAT",
            description: "Seats",
            quantity: Decimal(10),
            unitPrice: Money(minorUnits: 120_00, .euro),
            obligation: "access",
            from: Self.today,
            until: Self.today.adding(days: 365)
        )
        let (net, tax) = (Money(minorUnits: 1_200_00, .euro), Money(minorUnits: 228_00, .euro))
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
            total: Self.total
        )
        let open = Money(minorUnits: self.left, .euro)
        return InvoiceStanding(invoice: invoice, isIssued: self.isIssued, paid: self.paid, open: open)
    }
}
