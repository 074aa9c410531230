import RevenueModel
import SagaModel
import Testing
import Workflows

@Suite("A posting saga beside a case that holds its invoice")
struct HoldAndPostingTests {
    @Test(arguments: TwoSagas.orders, TwoSagas.endings)
    func `posts once, never under a hold that it knew of, and tells the case what was out already`(
        _ order: [TwoSagas.Act],
        _ ending: TwoSagas.Ending
    ) throws {
        var sagas = TwoSagas(ending)
        for act in order { sagas.carryOut(act) }
        sagas.finish()
        #expect(sagas.effects == 1, "\(sagas.log)")
        #expect(sagas.sentUnderHold == 0, "\(sagas.log)")
        #expect(sagas.reported == sagas.wasOut, "the hold's owner is told of what was under way, and of nothing else")
        #expect(sagas.supportCase?.answers.contains(.late) == !sagas.wasOut.isEmpty, "and so is support")
        #expect(sagas.posting.state == "awaiting-payment", "\(sagas.log)")
        #expect(sagas.supportCase?.machine.status == .done, "\(sagas.log)")
        let credits = sagas.log.filter { $0 == "credit" }.count
        #expect(credits == (ending.outcome == .customer ? 1 : 0))
        if ending.outcome == .customer {
            let (posted, credited) = (sagas.log.firstIndex(of: "effect"), sagas.log.firstIndex(of: "credit"))
            #expect(try #require(posted) < #require(credited), "a credit comes after the invoice that it corrects")
        }
    }

    @Test func `there are fifteen orders of four acts and two`() {
        #expect(Set(TwoSagas.orders).count == 15)
        #expect(TwoSagas.orders.allSatisfy { Set($0) == Set(TwoSagas.Act.allCases) })
    }
}

/// Quote-to-cash at its posting, and a case on the same invoice, each act of either by itself.
struct TwoSagas {
    enum Act: String, CaseIterable { case intent, send, effect, reply, hold, release }

    struct Ending: Sendable, CustomStringConvertible {
        let outcome: CaseResolution.Outcome
        let losesReply: Bool
        var description: String { "for the \(self.outcome)\(self.losesReply ? ", the reply is lost" : "")" }
    }

    static let endings = [CaseResolution.Outcome.vendor, .customer].flatMap { outcome in
        [false, true].map { Ending(outcome: outcome, losesReply: $0) }
    }

    /// Every way to shuffle the acts of both, each in its own order.
    static let orders = Self.shuffles([.intent, .send, .effect, .reply], [.hold, .release])

    private static func shuffles(_ one: [Act], _ other: [Act]) -> [[Act]] {
        guard let first = one.first, let second = other.first else { return [one + other] }
        return Self.shuffles(Array(one.dropFirst()), other).map { [first] + $0 }
            + Self.shuffles(one, Array(other.dropFirst())).map { [second] + $0 }
    }

    private(set) var posting = SagaMachine(id: "quote-to-cash/Q-1", definition: QuoteToCash().definition)
    private(set) var supportCase: CaseRun?
    private(set) var log: [String] = []
    private(set) var effects = 0
    private(set) var sentUnderHold = 0
    /// What was out when the hold was placed, as it was, and as the saga says.
    private(set) var wasOut: [IdempotencyKey] = []
    private(set) var reported: [IdempotencyKey] = []
    private let ending: Ending
    private var now = Moment(milliseconds: 0)
    private var timers: [(timer: SagaTimer, at: Moment)] = []
    private var standing: Obstacle?
    private var draft: Letter?
    /// Written down, and not sent yet.
    private var intended: Letter?
    private var sent: Letter?
    /// Its reply was lost, and nobody has asked yet.
    private var doubtful: Letter?
    private var question: Letter?

    private struct Letter {
        let request: RevenueRequest
        let key: IdempotencyKey
        let number: Int
    }

    init(_ ending: Ending) {
        self.ending = ending
        let capability = Capability(keyLifetime: nil, canLookUp: true, longestFlight: .seconds(2))
        var terms = Terms(capability: capability)
        var policy = Policy(workflow: "quote-to-cash", version: "1")
        policy.holds = [
            "dispute": HoldRule(stops: ["receivable", "issue-invoice"], on: ["invoice", "account"], owner: "finance")
        ]
        terms.policy = policy
        self.feed(.started(OrderFacts(order: Self.order), terms))
    }

    /// What cannot happen now is made up for in `finish`.
    mutating func carryOut(_ act: Act) {
        switch act {
        case .intent: self.learnInvoice()
        case .send: self.send()
        case .effect: self.happen()
        case .reply: self.reply()
        case .hold: self.hold()
        case .release: self.release()
        }
    }

    mutating func finish() {
        for _ in 0..<20 {
            for act in [Act.intent, .send, .effect, .reply] { self.carryOut(act) }
            self.answerQuestion()
            self.now = self.now + .seconds(10)
            let due = self.timers.filter { $0.at <= self.now }
            self.timers.removeAll { $0.at <= self.now }
            for (timer, _) in due { self.feed(.woke(timer)) }
        }
        guard self.supportCase?.machine.state == "awaiting-posting" else { return }
        self.tellCase { run in
            run.isIssued = true
            run.hear("invoice-posted")
        }
    }
}

// MARK: - the posting saga

extension TwoSagas {
    private mutating func feed(_ event: SagaEvent<OrderFacts, RevenueReply>) {
        guard case .advanced(let commands) = self.posting.handle(event, at: self.now) else { return }
        for command in commands { self.take(command) }
        self.tellNews()
    }

    private mutating func take(_ command: SagaCommand<RevenueRequest>) {
        switch command {
        case .wake(let timer, let at): self.timers.append((timer, at))
        case .decided: return
        case .lookUp(let request, let key, let number):
            self.question = Letter(request: request, key: key, number: number)
        case .send(let request, let key, let number):
            let letter = Letter(request: request, key: key, number: number)
            switch request {
            case .billing(.draftInvoice): self.draft = letter
            case .erp(.postInvoice): self.intended = letter
            case .crm, .billing, .support, .success, .erp, .bank, .sagas:
                self.feed(.answered(key, number: number, .done(RevenueReply(reference: "doc"))))
            }
        }
    }

    /// As the runtime does: an obstacle that stands is told as soon as it concerns the saga, and what was to leave
    /// under it comes back.
    private mutating func tellNews() {
        guard let standing, self.posting.isConcerned(by: standing) else { return }
        self.feed(.placed(standing))
        self.takeBack()
    }

    private mutating func takeBack() {
        guard let letter = self.intended else { return }
        self.intended = nil
        self.log.append("comes back")
        self.feed(.answered(letter.key, number: letter.number, .unsent))
    }

    private mutating func learnInvoice() {
        guard let letter = self.draft else { return }
        self.draft = nil
        self.log.append("intent")
        var invoice = Invoice(unnumbered: Self.order)
        invoice.number = "INV-1"
        let reply = RevenueReply(reference: "draft-1", invoice: invoice)
        self.feed(.answered(letter.key, number: letter.number, .done(reply)))
    }

    /// What waited to leave is decided anew.
    private mutating func send() {
        guard let letter = self.intended else { return }
        if !self.posting.obstacles.isEmpty { self.takeBack() }
        guard self.intended != nil else { return }
        self.intended = nil
        if !self.posting.obstacles.isEmpty { self.sentUnderHold += 1 }
        self.log.append("send")
        self.sent = letter
    }

    private mutating func happen() {
        guard self.sent != nil, self.effects == 0 else { return }
        self.log.append("effect")
        self.effects += 1
    }

    private mutating func reply() {
        guard let letter = self.sent, self.effects > 0 else { return }
        self.sent = nil
        self.log.append("reply")
        if self.ending.losesReply { self.doubtful = letter }
        let answer: Answer<RevenueReply> =
            self.ending.losesReply ? .failed(.inDoubt("cut off")) : .done(RevenueReply(reference: "AR-1"))
        self.feed(.answered(letter.key, number: letter.number, answer))
    }

    private mutating func answerQuestion() {
        guard let letter = self.question else { return }
        self.question = nil
        self.log.append("found")
        self.doubtful = nil
        let answer: Answer<RevenueReply> = self.effects > 0 ? .done(RevenueReply(reference: "AR-1")) : .absent
        self.feed(.answered(letter.key, number: letter.number, answer))
    }

    private static let order = Order(
        id: "Q-1",
        account: Account(id: "ACME", name: "Acme"),
        legalEntity: "de",
        currency: .euro,
        taxCode: "DE-19",
        terms: "net-30",
        orderedOn: LocalDate(daysSinceEpoch: 20_000),
        lines: []
    )
}

// MARK: - the case

extension TwoSagas {
    private mutating func hold() {
        self.place(CaseFacts(supportCase: CaseRun.supportCase()).hold)
        self.supportCase = CaseRun(
            isIssued: self.posting.facts?.receivable != nil,
            underWay: self.reported.map(\.rawValue)
        )
    }

    private mutating func release() {
        self.tellCase { [ending] run in
            run.hear("case-resolved", ending.outcome, euros: ending.outcome == .customer ? 100 : nil)
        }
    }

    private mutating func tellCase(_ body: (inout CaseRun) -> Void) {
        guard var run = self.supportCase else { return }
        if self.posting.facts?.receivable != nil { run.isIssued = true }
        let count = run.sent.count
        body(&run)
        self.supportCase = run
        self.hear(from: count)
    }

    /// What the case asked of the other sagas happens to the posting saga.
    private mutating func hear(from place: Int) {
        for request in self.supportCase?.sent.dropFirst(place) ?? [] {
            switch request {
            case .sagas(.release(let hold)):
                self.log.append("release")
                self.standing = nil
                self.feed(.removed(obstacle: hold.id, by: "case-to-credit/CS-1"))
            case .erp(.postCredit): self.log.append("credit")
            case .crm, .billing, .support, .success, .erp, .bank, .sagas: continue
            }
        }
    }

    private mutating func place(_ hold: InvoiceHold) {
        let obstacle = Obstacle(
            id: hold.id,
            kind: .hold,
            subject: hold.invoice,
            owner: "case-to-credit/CS-1",
            reason: hold.reason,
            hold: "dispute"
        )
        self.log.append("hold")
        self.standing = obstacle
        self.wasOut = [self.intended, self.sent, self.doubtful].compactMap(\.self).map(\.key)
        guard self.posting.isConcerned(by: obstacle) else { return }
        self.feed(.placed(obstacle))
        self.reported = self.posting.underWay(despite: obstacle)
    }
}
