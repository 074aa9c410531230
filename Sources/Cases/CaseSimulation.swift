package import RevenueModel
internal import SagaModel
internal import Workflows

/// A case, its invoice with what happened to it, and what support says: everything that a simulation reads.
package struct CaseSimulation: Codable, Equatable, Sendable {
    package var supportCase: SupportCase
    package var asOf: LocalDate
    package var isEntitled = true
    package var invoice: Invoice?
    package var isPosted = true
    package var receipts: [CashReceipt] = []
    package var credits: [EarlierCredit] = []
    package var words: [CaseWord] = []
    package var otherHolds: [String] = []
    package var closing = ClosingCalendar()

    init(supportCase: SupportCase, asOf: LocalDate) {
        self.supportCase = supportCase
        self.asOf = asOf
    }

    /// Goes through the definition that sagas follow, with systems that answer at once and say what stands here.
    package func run() throws -> CaseStory {
        let flow = CaseToCredit()
        var facts = CaseFacts(supportCase: self.supportCase)
        let dating = self.dating
        if let dating, dating.day != dating.effective { facts.postedOn = dating.day }
        let standing = try self.standing()
        let signals = self.words.enumerated().map { $1.signal($0 + 1, about: self.supportCase.id) }
        let story = Rehearsal<CaseFacts, RevenueRequest>("simulation", facts: facts, signals: signals) { request in
            switch request {
            case .support(.checkEntitlement): RevenueReply(reference: self.isEntitled ? "entitlement" : nil)
            case .billing(.findInvoice): RevenueReply(standing: standing)
            case .crm, .billing, .support, .success, .erp, .bank, .sagas: RevenueReply(reference: "simulated")
            }
        }
        let play = story.play(flow.definition)
        let steps = play.scenes.map { CaseStory.Step(name: $0.step, system: $0.request.system, request: $0.request) }
        let last = play.scenes.last?.after ?? facts
        return try CaseStory(self, steps, last, standing: standing, dating: dating, isDone: play.end == .done)
    }

    /// When a credit would be posted: on the day of the last resolution, or in the first open period.
    private var dating: PostingDate? {
        guard let day = self.words.last(where: { $0.outcome == .customer })?.on else { return nil }
        let booked = max(day, self.asOf)
        switch self.closing.date(effective: day, booked: booked, of: self.supportCase.legalEntity) {
        case .post(let dating): return dating
        case .refuse, .wait: return nil
        }
    }

    private func standing() throws(MoneyError) -> InvoiceStanding? {
        guard let invoice else { return nil }
        let currency = invoice.total.currency
        let paid = try Money.sum(self.receipts.map(\.amount), in: currency)
        let credited = try Money.sum(self.credits.flatMap { [$0.net, $0.tax] }, in: currency)
        return InvoiceStanding(
            invoice: invoice,
            isIssued: self.isPosted,
            paid: paid,
            open: try invoice.total.subtracting(paid).subtracting(credited),
            credits: self.credits
        )
    }
}
