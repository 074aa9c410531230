/// Revenue of a contract after a number of amendments, which hold in the order of their days.
///
/// Each charge is a promise that is kept evenly over its time. A modification goes where the standard sends it.
struct RevenueFold {
    let simulation: AmendmentSimulation
    /// With an end.
    let contract: Contract

    struct Result {
        var arrangement: RevenueArrangement
        /// By amendment.
        var decisions: [String: TreatmentDecision]
    }

    /// `worth` is what billing makes of the same amendments: cents that order of booking left go to the last change.
    func result(after amendments: [ContractAmendment], worth: Money) throws -> Result {
        let effective = Contract.effective(amendments)
        var version = try self.version([])
        var value = effective.isEmpty ? worth : try self.writer.value(of: version)
        var result = Result(arrangement: try self.signed(version, value), decisions: [:])
        for (count, amendment) in effective.enumerated() {
            let next = try self.version(Array(effective[...count]))
            let isLast = count == effective.count - 1
            let total = isLast ? worth : try self.writer.value(of: next)
            let day = version.firstDay(differingFrom: next) ?? amendment.effectiveOn
            let step = RevenueStep(before: version, after: next, day: day, fold: self)
            let decision = try step.decision(amendment)
            result.decisions[amendment.id] = decision
            try step.apply(to: &result.arrangement, change: try total.subtracting(value), decision)
            (version, value) = (next, total)
        }
        return result
    }

    private func version(_ amendments: [ContractAmendment]) throws(MoneyError) -> ContractVersion {
        try self.contract.version(after: amendments, policy: self.simulation.scenario.policy)
    }

    private func signed(_ version: ContractVersion, _ value: Money) throws -> RevenueArrangement {
        let promises = try self.writer.promises(version, from: version.from)
        guard !promises.isEmpty else { return try self.nothingPromised(value) }
        return try RevenueArrangement(price: value, obligations: promises)
    }

    /// A contract whose charges all begin later, or cost nothing.
    private func nothingPromised(_ value: Money) throws -> RevenueArrangement {
        let unit = Money(minorUnits: 1, value.currency)
        let id = self.contract.lines.first?.charge ?? self.contract.id
        let promise = PerformanceObligation(id: id, standalone: unit, pattern: .once(self.contract.from))
        return try RevenueArrangement(price: value, obligations: [promise])
    }

    var writer: PromiseWriter {
        let scenario = self.simulation.scenario
        return PromiseWriter(
            lines: LineWriter(
                payer: scenario.contract.payer,
                taxes: .none,
                policy: scenario.policy,
                amendment: nil
            ),
            granularity: self.simulation.accounting.granularity
        )
    }
}
