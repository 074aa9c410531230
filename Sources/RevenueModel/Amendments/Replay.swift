/// Bills a contract anew as if each amendment had been booked on time and in order.
///
/// Its result depends only on the regular invoices and on which amendments there are, never on the order in which they
/// became known. What was billed in another order is brought to the same amounts.
struct Replay {
    let contract: Contract
    let taxes: TaxTable
    let policy: BillingPolicy
    let asOf: LocalDate
    /// Every segment, with its terms.
    let segments: [BilledSegment]

    /// What should be billed after these amendments.
    func target(after amendments: [ContractAmendment]) throws(MoneyError) -> [BilledSegment] {
        var segments = self.regular
        let effective = Contract.effective(amendments)
        for count in effective.indices {
            let amendment = effective[count]
            let version = try self.contract.version(after: Array(effective[...count]), policy: self.policy)
            let lines = try self.rerating(version, amendment).lines(against: segments)
            for (number, line) in lines.enumerated() {
                try segments.book(line, document: amendment.id, number: number + 1)
            }
        }
        return segments
    }

    func rerating(_ version: ContractVersion, _ amendment: ContractAmendment) -> Rerating {
        Rerating(
            version: version,
            writer: self.writer(for: amendment.id),
            asOf: self.asOf,
            effectiveOn: amendment.effectiveOn,
            billedThrough: self.billedThrough
        )
    }

    func writer(for amendment: String?) -> LineWriter {
        LineWriter(payer: self.contract.payer, taxes: self.taxes, policy: self.policy, amendment: amendment)
    }

    /// Regular invoices, with adjustments made by hand but without what amendments took back.
    private var regular: [BilledSegment] {
        self.segments.filter { $0.amendment == nil }
            .map { segment in
                var segment = segment
                segment.credits.removeAll { $0.amendment != nil }
                return segment
            }
    }

    private var billedThrough: LocalDate {
        let ends = self.regular.compactMap { $0.time?.until }
        return ends.max() ?? self.contract.from
    }
}
