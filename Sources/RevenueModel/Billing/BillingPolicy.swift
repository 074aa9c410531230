/// Every rule of billing on which systems differ, and what Skald does unless told otherwise.
package struct BillingPolicy: Codable, Equatable, Sendable {
    package var proration = ProrationMethod.actualOverActual
    package var precision = RatioPrecision.exact
    package var rounding = Rounding.halfAwayFromZero
    package var residual = Residual.last
    package var creditBase = CreditBase.billed
    package var priorCredit = PriorCreditRule.caps
    package var taxOnCredit = TaxOnCredit.cumulative
    package var downgradeTiming = DowngradeTiming.atOnce
    package var cancelDay = CancelDay.unused
    package var pauseRule = PauseRule.credit
    package var anchorRule = AnchorRule.keep
    /// What becomes of a credit, in this order, each as far as it goes.
    package var cancelDisposition = [Disposition.offset, .credit]
    package var offsetScope = OffsetScope.account
    package var creditApplication = CreditApplication.explicit
    package var invoicing = InvoicingRule.atOnce
    package var closeRule = CloseRule.redate

    package init() {}
}

extension BillingPolicy {
    private enum CodingKeys: String, CodingKey {
        case proration, precision, rounding, residual, creditBase, priorCredit, taxOnCredit, downgradeTiming
        case cancelDay, pauseRule, anchorRule, cancelDisposition, offsetScope, creditApplication, invoicing, closeRule
    }

    /// What is not written is the default.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init()
        try values.read(.proration, into: &self.proration)
        try values.read(.precision, into: &self.precision)
        try values.read(.rounding, into: &self.rounding)
        try values.read(.residual, into: &self.residual)
        try values.read(.creditBase, into: &self.creditBase)
        try values.read(.priorCredit, into: &self.priorCredit)
        try values.read(.taxOnCredit, into: &self.taxOnCredit)
        try values.read(.downgradeTiming, into: &self.downgradeTiming)
        try values.read(.cancelDay, into: &self.cancelDay)
        try values.read(.pauseRule, into: &self.pauseRule)
        try values.read(.anchorRule, into: &self.anchorRule)
        try values.read(.cancelDisposition, into: &self.cancelDisposition)
        try values.read(.offsetScope, into: &self.offsetScope)
        try values.read(.creditApplication, into: &self.creditApplication)
        try values.read(.invoicing, into: &self.invoicing)
        try values.read(.closeRule, into: &self.closeRule)
    }
}

extension KeyedDecodingContainer {
    /// Leaves the default where nothing is written.
    fileprivate func read<Value: Decodable>(_ key: Key, into value: inout Value) throws {
        if let written = try self.decodeIfPresent(Value.self, forKey: key) { value = written }
    }
}
