internal import RevenueModel
internal import SagaModel

extension CreditMemo {
    /// Refuses parts that are nothing, in another currency, for one invoice twice, or together more than the credit.
    func requireApplicable(_ system: String, _ asked: String) throws(Failure) {
        var left = self.total.minorUnits
        var invoices: Set<String> = []
        for part in self.applications {
            let isPart =
                part.amount.currency == self.total.currency && (1...max(1, left)).contains(part.amount.minorUnits)
            guard left > 0, isPart, invoices.insert(part.invoice).inserted else {
                throw .rejected(
                    "\(system) was not asked to \(asked): \(part.amount) of \(self.total) cannot be applied to "
                        + "\(part.invoice). Nothing was written."
                )
            }
            left -= part.amount.minorUnits
        }
    }
}
