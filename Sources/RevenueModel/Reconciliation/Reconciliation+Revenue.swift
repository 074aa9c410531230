extension Reconciliation {
    /// What moved deferred revenue between two moments.
    package struct DeferredMovement: Codable, Equatable, Sendable {
        package var opening: Money
        package var billed: Money
        package var recognised: Money
        package var credited: Money

        package init(opening: Money, billed: Money, recognised: Money, credited: Money) {
            self.opening = opening
            self.billed = billed
            self.recognised = recognised
            self.credited = credited
        }

        package func closing() throws(MoneyError) -> Money {
            try self.opening.adding(self.billed).subtracting(self.recognised).subtracting(self.credited)
        }
    }

    /// Opening, billed, recognised and credited make the closing balance, which is what schedules still hold.
    package static func deferredRevenue(
        _ movement: DeferredMovement,
        schedules: [RevenueSchedule],
        after period: AccountingPeriod,
        ledger: Ledger
    ) throws -> [Finding] {
        let currency = movement.opening.currency
        let closing = try movement.closing()
        let future = try Money.sum(schedules.map { try $0.deferred(after: period) }, in: currency)
        let book = try ledger.balance(.deferredRevenue, in: currency, through: period).negated()
        return Finding.compare(.deferredRevenue, "schedules", expected: closing, found: future)
            + Finding.compare(.deferredRevenue, "ledger", expected: closing, found: book)
    }

    /// Billed and unbilled together are recognised and deferred less the contract asset: the contract's value.
    package static func contract(
        _ name: String,
        value: Money,
        billed: Money,
        unbilled: Money,
        recognised: Money,
        deferred: Money,
        contractAsset: Money
    ) throws -> [Finding] {
        let byBilling = try billed.adding(unbilled)
        let byRevenue = try recognised.adding(deferred).subtracting(contractAsset).adding(unbilled)
        return Finding.compare(.contract, "\(name), billed", expected: value, found: byBilling)
            + Finding.compare(.contract, "\(name), revenue", expected: value, found: byRevenue)
    }

    /// A billed piece of a line, as far as it was taken back.
    package struct Segment: Codable, Equatable, Sendable {
        package var line: String
        package var interval: Interval
        package var billed: Money
        package var takenBack: Money

        package init(line: String, interval: Interval, billed: Money, takenBack: Money) {
            self.line = line
            self.interval = interval
            self.billed = billed
            self.takenBack = takenBack
        }
    }

    /// Nothing is taken back beyond what was billed, and what is still billed covers no day twice.
    package static func segments(_ segments: [Segment]) throws -> [Finding] {
        var findings: [Finding] = []
        for segment in segments {
            let isTooMuch = try segment.billed.isLess(than: segment.takenBack)
            guard isTooMuch || segment.takenBack.isNegative else { continue }
            let subject = "\(segment.line) \(segment.interval)"
            let most = "at most \(segment.billed)"
            findings.append(Finding(.segments, subject, expected: most, found: "\(segment.takenBack)"))
        }
        let standing = segments.filter { $0.takenBack != $0.billed }.sorted { $0.interval.from < $1.interval.from }
        for (place, one) in standing.enumerated() {
            for other in standing.dropFirst(place + 1) where one.line == other.line {
                guard one.interval.overlaps(other.interval) else { continue }
                let found = "\(one.interval) and \(other.interval)"
                findings.append(Finding(.segments, one.line, expected: "each day billed once", found: found))
            }
        }
        return findings
    }

    /// Undoing everything leaves every account as it was; the documents stay, with their reversals.
    package static func compensation(before: Ledger, after: Ledger) throws -> [Finding] {
        var findings: [Finding] = []
        for currency in before.currencies.union(after.currencies) {
            for entity in before.entities.union(after.entities) {
                let old = try before.trialBalance(in: currency, of: entity)
                let new = try after.trialBalance(in: currency, of: entity)
                for account in LedgerAccount.allCases where old[account] != new[account] {
                    let nothing = Money.zero(currency)
                    findings += Finding.compare(
                        .compensation,
                        "\(entity) \(account.rawValue)",
                        expected: old[account] ?? nothing,
                        found: new[account] ?? nothing
                    )
                }
            }
        }
        let lost = before.journals.filter { after.journal($0.number, of: $0.entry.legalEntity) != $0 }
        return findings + lost.map { Finding(.compensation, $0.number, expected: "kept", found: "changed or missing") }
    }
}
