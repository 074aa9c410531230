extension RevenueArrangement {
    /// Ends the contract: what is not earned by the day is no revenue any more.
    package func cancelled(on day: LocalDate, decision: TreatmentDecision) throws(MoneyError) -> Self {
        var next = self
        next.streams = try self.streams(before: day)
        next.versions.append(Version(from: day, decision: decision, obligations: [], amounts: [:]))
        next.price = try self.earned(before: day)
        return next
    }
}
