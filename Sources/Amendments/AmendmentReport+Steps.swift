internal import RevenueModel
internal import SagaModel
internal import Simulator
internal import Workflows

extension AmendmentReport {
    /// One request of a saga that would carry out an amendment.
    package struct StepPart: Encodable {
        package let amendment: String
        package let state: String?
        package let step: String
        /// `check`, `compensatable`, `pivot` or `retriable`.
        package let kind: String
        package let system: String
        /// The document that it is about, where it is about one.
        package let document: String?
        package let amount: String?
        package let key: String
        /// The rule of the policy that chose its place in a group.
        package let rule: String?
        package let gates: [GatePart]

        init(_ line: StepPlan.Line, of amendment: String) {
            let posting = line.request.posting
            self.amendment = amendment
            self.state = line.state?.rawValue
            self.step = line.step.name.rawValue
            self.kind = line.step.kind.word
            self.system = line.request.system.rawValue
            self.document = posting?.number
            self.amount = posting.flatMap { try? $0.amount()?.description }
            self.key = line.key.rawValue
            self.rule = line.rule?.rawValue
            self.gates = line.stops.map(GatePart.init)
        }
    }

    /// What would stop a step until somebody opens it.
    package struct GatePart: Encodable {
        package let kind: String
        package let name: String?
        /// What it is shut for.
        package let subject: String
        package let owner: String?
        package let reason: String?

        init(_ blocker: Blocker) {
            self.kind = blocker.cause.rawValue
            self.name = blocker.gate?.rawValue
            self.subject = blocker.subject
            self.owner = blocker.owner
            self.reason = blocker.failure
        }
    }

    /// Where a saga ends when one step fails in one way.
    package struct FailurePart: Encodable {
        package let amendment: String
        package let step: String
        package let kind: String
        package let end: String
        package let state: String?
        /// Steps that were taken back, in order.
        package let undone: [String]
        /// What stands in the other systems afterwards.
        package let standing: [String]
        /// Balance of each account that has moved; debit is positive.
        package let net: [String: String]
        package let isZero: Bool
        /// Steps that a person must look at.
        package let needs: [String]
        /// What should be otherwise.
        package let objection: String?

        init(_ trial: FailureTrial, of amendment: String) {
            self.amendment = amendment
            self.step = trial.failure.step.rawValue
            self.kind = trial.failure.kind.rawValue
            self.end = trial.status.rawValue
            self.state = trial.state?.rawValue
            self.undone = trial.undone.map(\.rawValue)
            self.standing = trial.effects.standing
            self.net = trial.effects.accounts.reduce(into: [:]) { $0[$1.key.rawValue] = $1.value.decimal }
            self.isZero = trial.effects.isZero
            self.needs = trial.needs
            self.objection = trial.objection
        }

        /// Two numbers that should be one, where its end is not a good one.
        var finding: RevenueModel.Finding? {
            self.objection.map {
                RevenueModel.Finding(
                    .compensation,
                    "\(self.amendment) with \(self.step) \(self.kind)",
                    expected: "nothing left, or all that is known",
                    found: $0
                )
            }
        }

        /// Where it ends, for people: `compensated, nets to zero`.
        package var words: String {
            if self.end == SagaStatus.done.rawValue, self.objection == nil { return "done, everything stands once" }
            let net = self.isZero ? "nets to zero" : "stands: \(self.standing.joined(separator: ", "))"
            let person = self.needs.isEmpty ? "" : "; a person looks at \(self.needs.joined(separator: ", "))"
            return "\(self.end), \(net)\(person)" + (self.objection.map { "; ✗ \($0)" } ?? "")
        }
    }
}

extension AmendmentReport.GatePart {
    /// `approval large-credit by finance: contract C-77, credit EUR 12000.00`.
    package var words: String {
        let who = self.owner.map { " by \($0)" } ?? ""
        let name = self.name.flatMap { $0 == self.kind ? nil : " \($0)" } ?? ""
        return "\(self.kind)\(name)\(who): \(self.reason ?? self.subject)"
    }
}

extension Step.Kind {
    fileprivate var word: String {
        switch self {
        case .check: "check"
        case .compensatable, .kept: "compensatable"
        case .pivot: "pivot"
        case .retriable: "retriable"
        }
    }
}

extension RevenueRequest {
    fileprivate var posting: LedgerPosting? {
        guard case .erp(let request) = self else { return nil }
        return LedgerPosting(request)
    }
}

extension LedgerPosting {
    /// What it moves: a document's total, or a journal's one side.
    fileprivate func amount() throws(MoneyError) -> Money? {
        switch self {
        case .invoice(let document): return document.total
        case .credit(let memo): return try memo.total.negated()
        case .journal(let entry):
            guard let currency = entry.lines.first?.amount.currency else { return nil }
            return try Money.sum(entry.lines.filter { $0.side == .debit }.map(\.amount), in: currency)
        }
    }
}
