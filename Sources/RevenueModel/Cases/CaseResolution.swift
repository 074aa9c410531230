/// How a case ended, as support decided.
package struct CaseResolution: Codable, Equatable, Sendable {
    /// In whose favour it was decided.
    package enum Outcome: String, Codable, CaseIterable, Sendable {
        /// The customer is right and gets a credit.
        case customer
        /// The invoice stands as it is.
        case vendor
        /// The customer took the complaint back.
        case withdrawn
    }

    package var supportCase: String
    package var outcome: Outcome
    package var decidedOn: LocalDate
    /// Why, for the customer and for auditors.
    package var reason: String
    /// What is credited of which line; all that is disputed where nothing is named.
    package var lines: [CreditedPart]
    /// What becomes of a credit that exceeds the open amount.
    package var excess: CreditExcess
    /// Where an excess that is paid back goes; without it billing pays in its own way.
    package var payTo: Payee?

    package init(
        supportCase: String,
        outcome: Outcome,
        decidedOn: LocalDate,
        reason: String,
        lines: [CreditedPart] = [],
        excess: CreditExcess = .keep,
        payTo: Payee? = nil
    ) {
        self.supportCase = supportCase
        self.outcome = outcome
        self.decidedOn = decidedOn
        self.reason = reason
        self.lines = lines
        self.excess = excess
        self.payTo = payTo
    }
}

extension CaseResolution {
    private enum CodingKeys: String, CodingKey { case supportCase, outcome, decidedOn, reason, lines, excess, payTo }

    /// Lines, excess and account may be left out.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            supportCase: try values.decode(String.self, forKey: .supportCase),
            outcome: try values.decode(Outcome.self, forKey: .outcome),
            decidedOn: try values.decode(LocalDate.self, forKey: .decidedOn),
            reason: try values.decode(String.self, forKey: .reason),
            lines: try values.decodeIfPresent([CreditedPart].self, forKey: .lines) ?? [],
            excess: try values.decodeIfPresent(CreditExcess.self, forKey: .excess) ?? .keep,
            payTo: try values.decodeIfPresent(Payee.self, forKey: .payTo)
        )
    }
}

/// What becomes of the part of a credit that settles nothing.
package enum CreditExcess: String, Codable, CaseIterable, Sendable {
    /// It stays with the customer for a later invoice.
    case keep
    /// It goes back to the customer, as far as it was paid.
    case payBack = "pay-back"
}

/// The part of an invoice line that is credited: an amount before tax, a share, or all that is left.
package struct CreditedPart: Codable, Equatable, Sendable {
    package var line: Int
    package var amount: Money?
    package var share: Ratio?

    package init(line: Int, amount: Money? = nil, share: Ratio? = nil) {
        self.line = line
        self.amount = amount
        self.share = share
    }

    package var part: CreditPart {
        if let amount { return .amount(of: amount) }
        return self.share.map { .share(of: $0) } ?? .rest
    }
}
