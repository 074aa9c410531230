extension AmendmentScenario {
    /// What is wrong before anything is calculated.
    func problems(_ books: Books) -> [BillingProblem] {
        var problems: [BillingProblem] = []
        var known = Set(self.contract.amendments.map(\.id))
        for amendment in self.stack {
            problems += self.problems(amendment, known)
            if known.contains(amendment.id) {
                let reason = "it is booked already; give a new amendment an id of its own."
                problems.append(BillingProblem(.amendmentKnown, at: amendment.id, reason))
            }
            known.insert(amendment.id)
        }
        return problems + books.segments.flatMap(Self.problems) + Self.overlaps(books.segments)
    }

    private func problems(_ amendment: ContractAmendment, _ known: Set<String>) -> [BillingProblem] {
        var problems: [BillingProblem] = []
        func add(_ code: BillingCode, _ reason: String) {
            problems.append(BillingProblem(code, at: amendment.id, reason))
        }
        if amendment.changes.isEmpty, amendment.reverses == nil {
            add(.amendmentEmpty, "it changes nothing; name a change, or the amendment that it reverses.")
        }
        if amendment.effectiveOn < self.contract.from {
            add(.beforeContract, "it would hold before the contract begins on \(self.contract.from).")
        }
        if let target = amendment.reverses, !(known.union(self.stack.map(\.id))).contains(target) {
            add(.reversalUnknown, "it reverses \(target), which this contract does not have.")
        }
        for charge in amendment.changes.compactMap(\.charge) where !self.charges.contains(charge) {
            add(
                .chargeUnknown,
                "the contract has no charge \(charge); it has \(self.charges.sorted().joined(separator: ", "))."
            )
        }
        for currency in amendment.changes.compactMap(\.currency) where currency != self.contract.currency {
            add(.currencyMixed, "it is priced in \(currency), and the contract in \(self.contract.currency).")
        }
        return problems
    }

    private var charges: Set<String> {
        let added = (self.contract.amendments + self.stack).flatMap(\.changes).compactMap(\.added?.charge)
        return Set(self.contract.lines.map(\.charge) + added)
    }

    /// Stored data that breaks the cap is not repaired here: somebody must look at it.
    private static func problems(_ segment: BilledSegment) -> [BillingProblem] {
        let billed = segment.net.minorUnits.magnitude
        guard let credited = try? segment.credited(), credited.minorUnits.magnitude > billed else { return [] }
        let reason = "\(credited) was taken back of \(segment.net); correct the documents first."
        return [BillingProblem(.segmentOverCredited, at: segment.id, reason)]
    }

    private static func overlaps(_ segments: [BilledSegment]) -> [BillingProblem] {
        var problems: [BillingProblem] = []
        for (_, own) in Dictionary(grouping: segments, by: \.charge).sorted(by: { $0.key < $1.key }) {
            let pieces = own.flatMap { segment in segment.live.map { (time: $0, id: segment.id) } }
                .sorted { $0.time.from < $1.time.from }
            for (one, next) in zip(pieces, pieces.dropFirst()) where one.time.overlaps(next.time) {
                let reason = "it bills days that \(one.id) bills already; correct the documents first."
                problems.append(BillingProblem(.segmentsOverlap, at: next.id, reason))
            }
        }
        return problems
    }
}

extension ContractChange {
    /// A line that is new.
    var added: ContractLine? {
        switch self {
        case .add(let line, _), .replace(_, let line): line
        case .setQuantity, .setPrice, .setDiscount, .setCycle, .setAnchor, .setTermEnd, .renew, .cancel, .pause,
            .resume, .transfer, .ramp:
            nil
        }
    }

    /// The currency of a new price.
    fileprivate var currency: Currency? {
        switch self {
        case .add(let line, _), .replace(_, let line): line.terms.unitPrice.currency
        case .setPrice(_, let price), .setCycle(_, _, let price, _): price.currency
        case .ramp(_, let steps): steps.compactMap(\.unitPrice?.currency).first
        case .setQuantity, .setDiscount, .setAnchor, .setTermEnd, .renew, .cancel, .pause, .resume, .transfer: nil
        }
    }
}
