/// What sort of value a fact has, so that a policy compares it with its like.
package enum FactSort: String, Codable, CaseIterable, Sendable {
    case text, number, money, date, flag

    /// Whether more and less mean something.
    package var isOrdered: Bool {
        switch self {
        case .number, .money, .date: true
        case .text, .flag: false
        }
    }
}

/// A value that a policy compares.
package enum FactValue: Hashable, Sendable {
    case text(String)
    case number(Exact)
    case money(Exact, currency: String)
    /// `2026-11-21`.
    case date(String)
    case flag(Bool)

    /// Plain decimal text and a currency code; `nil` for what is no decimal number.
    package static func money(_ decimal: String, _ currency: String) -> Self? {
        Exact(decimal).map { .money($0, currency: currency) }
    }

    package var sort: FactSort {
        switch self {
        case .text: .text
        case .number: .number
        case .money: .money
        case .date: .date
        case .flag: .flag
        }
    }

    /// Whether this comes before the other, is the same, or comes after; `nil` when they cannot be compared.
    func order(_ other: Self) -> Int? {
        switch (self, other) {
        case (.number(let one), .number(let two)): one < two ? -1 : (one == two ? 0 : 1)
        case (.money(let one, let mine), .money(let two, let theirs)):
            mine == theirs ? (one < two ? -1 : (one == two ? 0 : 1)) : nil
        case (.date(let one), .date(let two)): one < two ? -1 : (one == two ? 0 : 1)
        case (.text, _), (.number, _), (.money, _), (.date, _), (.flag, _): nil
        }
    }
}

extension FactValue: CustomStringConvertible {
    package var description: String {
        switch self {
        case .text(let text), .date(let text): text
        case .number(let number): number.description
        case .money(let amount, let currency): "\(currency) \(amount)"
        case .flag(let flag): flag ? "true" : "false"
        }
    }
}

extension FactValue: Codable {
    private enum CodingKeys: String, CodingKey { case text, number, money, currency, date, flag }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func exact(_ key: CodingKeys) throws -> Exact {
            guard let number = Exact(try values.decode(String.self, forKey: key)) else {
                throw DecodingError.dataCorruptedError(forKey: key, in: values, debugDescription: "no decimal number")
            }
            return number
        }
        if values.contains(.money) {
            self = .money(try exact(.money), currency: try values.decode(String.self, forKey: .currency))
        } else if values.contains(.number) {
            self = .number(try exact(.number))
        } else if let text = try values.decodeIfPresent(String.self, forKey: .text) {
            self = .text(text)
        } else if let date = try values.decodeIfPresent(String.self, forKey: .date) {
            self = .date(date)
        } else {
            self = .flag(try values.decode(Bool.self, forKey: .flag))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .text(let text): try values.encode(text, forKey: .text)
        case .number(let number): try values.encode(number.description, forKey: .number)
        case .money(let amount, let currency):
            try values.encode(amount.description, forKey: .money)
            try values.encode(currency, forKey: .currency)
        case .date(let date): try values.encode(date, forKey: .date)
        case .flag(let flag): try values.encode(flag, forKey: .flag)
        }
    }
}
