internal import Adapters
internal import Bank
internal import RevenueModel
internal import SagaModel
internal import Workflows

// What support says of a case: opened, escalated, resolved, withdrawn.

extension RevenueReply {
    /// The case that an event is about.
    var caseID: String? { self.resolution?.supportCase ?? self.supportCase?.id }
}

extension IncomingEvent {
    /// Whatever a case event needs to be understood, named before anybody acts on it.
    func checkCase() throws(EventProblem) {
        switch self.type {
        case "case-opened": try self.checkOpened()
        case "case-resolved":
            let resolution = try self.resolution()
            guard resolution.outcome != .withdrawn else {
                throw EventProblem(place: "resolution.outcome", expected: "is withdrawn; send it as case-withdrawn")
            }
            if let payee = resolution.payTo {
                guard resolution.excess == .payBack else {
                    throw EventProblem(place: "resolution.payTo", expected: "goes with excess: pay-back alone")
                }
                try self.checkPayee(payee, "resolution.payTo")
            }
            for (index, part) in resolution.lines.enumerated() {
                try Self.check(part, "resolution.lines[\(index)]")
            }
        case "case-withdrawn":
            guard try self.resolution().outcome == .withdrawn else {
                throw EventProblem(place: "resolution.outcome", expected: "expected withdrawn")
            }
        case _: return
        }
    }

    private func checkOpened() throws(EventProblem) {
        guard let supportCase = self.body.supportCase else {
            throw EventProblem(place: "", expected: "supportCase is missing")
        }
        if supportCase.id.isEmpty || supportCase.id.contains("/") {
            throw EventProblem(place: "supportCase.id", expected: "expected a number such as CS-9, without a slash")
        }
        if (supportCase.scope == .line) != (supportCase.line != nil) {
            throw EventProblem(place: "supportCase.line", expected: "belongs to the scope line, which needs it")
        }
    }

    private func resolution() throws(EventProblem) -> CaseResolution {
        guard let resolution = self.body.resolution else {
            throw EventProblem(place: "", expected: "resolution is missing")
        }
        return resolution
    }

    func checkPayee(_ payee: Payee?, _ place: String) throws(EventProblem) {
        guard let payee else { throw EventProblem(place: place, expected: "is missing") }
        guard (1...70).contains(payee.name.count) else {
            throw EventProblem(place: "\(place).name", expected: "expected up to 70 characters")
        }
        guard (1...34).contains(payee.account.utf8.count), !payee.account.contains(" ") else {
            throw EventProblem(place: "\(place).account", expected: "expected up to 34 characters without a space")
        }
        guard !IBAN.isMeant(payee.account) || IBAN.isValid(payee.account) else {
            throw EventProblem(place: "\(place).account", expected: "is no IBAN: its check digits are wrong")
        }
    }

    private static func check(_ part: CreditedPart, _ place: String) throws(EventProblem) {
        if part.amount != nil, part.share != nil {
            throw EventProblem(place: place, expected: "expected an amount or a share, not both")
        }
        if let amount = part.amount, !amount.isPositive {
            throw EventProblem(place: "\(place).amount", expected: "\(amount) is not an amount above zero")
        }
        if let share = part.share, share <= .zero || share > .one {
            throw EventProblem(place: "\(place).share", expected: "expected a share above 0 and up to 1")
        }
    }
}

extension Launch<CaseToCredit> {
    /// The saga of a case that support has opened.
    init(_ event: IncomingEvent, _ gateway: RevenueGateway) throws(EventProblem) {
        guard let supportCase = event.body.supportCase else {
            throw EventProblem(place: "", expected: "supportCase is missing")
        }
        var facts = CaseFacts(supportCase: supportCase)
        // An ERP that has no flag promises nothing for it, and would refuse.
        let promise = gateway.capability(of: .erp(.placeHold(hold: facts.hold)))
        facts.canFlag = promise.canLookUp || promise.keyLifetime != nil
        self.init(CaseToCredit(), supportCase.id, facts)
    }
}
