extension RevenueArrangement {
    /// A new estimate of consideration that was promised in version `number` (1 is the first).
    ///
    /// It goes to the obligations as they were then. What of it belongs to service rendered before the next version is
    /// revenue of the day; the rest goes on to what that version promised (ASC 606-10-32-42 to 45).
    package func variableConsideration(
        changesBy change: Money,
        on day: LocalDate,
        promisedIn number: Int
    ) throws(MoneyError) -> Self {
        var next = self
        var pool = change
        for place in self.versions.indices.dropFirst(max(0, number - 1)) {
            let version = self.versions[place]
            let until = self.versions.indices.contains(place + 1) ? self.versions[place + 1].from : nil
            let shares = try Self.shares(of: pool, among: version.obligations)
            pool = .zero(self.currency)
            for (obligation, share) in zip(version.obligations, shares) {
                let rendered = try share.multiplied(by: obligation.pattern.share(before: until ?? day))
                let rest = try share.subtracting(rendered)
                next.earn(rendered, of: obligation.id, .once(day))
                guard until == nil else {
                    pool = try pool.adding(rest)
                    continue
                }
                next.earn(rest, of: obligation.id, try obligation.pattern.rest(from: day) ?? .once(day))
            }
        }
        next.price = try self.price.adding(change)
        return next
    }
}
