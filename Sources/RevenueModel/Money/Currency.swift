/// An ISO 4217 currency: its code, and how many decimals its minor unit has.
package struct Currency: Hashable, Sendable, CustomStringConvertible {
    /// Three capital letters.
    package let code: String

    /// Fails on anything but three capital letters.
    package init?(_ code: String) {
        guard code.utf8.count == 3, code.utf8.allSatisfy({ (65...90).contains($0) }) else { return nil }
        self.code = code
    }

    private init(known code: String) { self.code = code }

    package static let euro = Self(known: "EUR")

    package var description: String { self.code }

    /// Decimals of the minor unit: 2, but for the currencies that ISO 4217 lists otherwise.
    package var exponent: Int {
        if Self.withoutMinorUnit.contains(self.code) { return 0 }
        return Self.withThousandths.contains(self.code) ? 3 : 2
    }

    private static let withoutMinorUnit: Set<String> = [
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF",
        "XPF",
    ]
    private static let withThousandths: Set<String> = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]
}

extension Currency: Codable {
    package init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        let code = try value.decode(String.self)
        guard let currency = Self(code) else {
            throw DecodingError.dataCorruptedError(
                in: value,
                debugDescription: "“\(code)” is not an ISO 4217 code, such as EUR."
            )
        }
        self = currency
    }

    package func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        try value.encode(self.code)
    }
}
