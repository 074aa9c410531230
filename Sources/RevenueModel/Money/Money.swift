/// An amount in minor units of one currency.
///
/// Never a floating-point number.
package struct Money: Hashable, Sendable {
    package let minorUnits: Int
    package let currency: Currency

    package init(minorUnits: Int, _ currency: Currency) {
        self.minorUnits = minorUnits
        self.currency = currency
    }

    package static func zero(_ currency: Currency) -> Self { Self(minorUnits: 0, currency) }
}

/// Why an amount could not be read or computed.
package enum MoneyError: Error, Equatable, Sendable, CustomStringConvertible {
    case notDecimal(String)
    case tooPrecise(String, Currency)
    case tooLarge(String)
    case mixedCurrencies(Currency, Currency)
    case dividedByZero(String)

    package var description: String {
        switch self {
        case .notDecimal(let text): "“\(text)” is not an amount; write digits with a point, such as 1250.00."
        case .tooPrecise(let text, let currency):
            "“\(text)” is finer than the minor unit of \(currency), which has \(currency.exponent) decimals."
        case .tooLarge(let text): "“\(text)” is too large to be counted in minor units."
        case .mixedCurrencies(let one, let other): "\(one) and \(other) cannot be added; convert one of them first."
        case .dividedByZero(let text): "“\(text)” cannot be divided by nothing; give a period or a weight above zero."
        }
    }
}

extension Money {
    /// Reads plain decimal text, such as `-1250.00`.
    ///
    /// Zeros beyond the minor unit are allowed, other digits are not.
    package init(decimal text: String, _ currency: Currency) throws(MoneyError) {
        let value = try Decimal(text)
        guard let minor = value.scaled(to: currency.exponent) else { throw .tooPrecise(text, currency) }
        self.init(minorUnits: minor, currency)
    }

    /// The amount with all decimals of its currency and no currency code: `1250.00`.
    package var decimal: String {
        let exponent = self.currency.exponent
        let digits = String(self.minorUnits.magnitude)
        let sign = self.minorUnits < 0 ? "-" : ""
        guard exponent > 0 else { return sign + digits }
        let padded = String(repeating: "0", count: max(0, exponent + 1 - digits.count)) + digits
        return "\(sign)\(padded.dropLast(exponent)).\(padded.suffix(exponent))"
    }
}

extension Money: CustomStringConvertible {
    package var description: String { "\(self.currency) \(self.decimal)" }
}

extension Money: Codable {
    private enum CodingKeys: String, CodingKey { case amount, currency }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let code = try values.decode(String.self, forKey: .currency)
        guard let currency = Currency(code) else {
            throw DecodingError.dataCorruptedError(
                forKey: .currency,
                in: values,
                debugDescription: "“\(code)” is not an ISO 4217 code."
            )
        }
        try self.init(decimal: try values.decode(String.self, forKey: .amount), currency)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(self.decimal, forKey: .amount)
        try values.encode(self.currency.code, forKey: .currency)
    }
}
