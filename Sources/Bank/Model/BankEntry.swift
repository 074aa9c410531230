package import RevenueModel

/// One booking on an account.
///
/// **The sign.** `amount` is positive where the booking adds to the account and negative where it takes away. Only
/// the indicator of credit or debit decides that. A reversal does not turn it round: the indicator already says which
/// way the reversing booking goes, and the flag says that it takes back one of the other direction. So money of a
/// customer that is taken back is negative and a reversal; a refund of ours that comes back is positive and a reversal.
package struct BankEntry: Codable, Equatable, Sendable {
    package enum Status: String, Codable, Sendable {
        /// Final: the only one that moves money.
        case booked
        case pending, information, future
        /// One that we do not know; it is not taken for booked.
        case unknown
    }

    /// The place among the entries of its statement, from 1.
    package var position: Int
    /// The line of the file where it begins.
    package var line: Int
    /// The bank's own name for the booking.
    package var reference: String?
    /// The number that the statement gives it.
    package var entryReference: String?
    package var amount: Money
    package var isReversal: Bool
    package var status: Status
    package var bookedOn: LocalDate?
    package var valueOn: LocalDate?
    package var code: BankTransactionCode
    package var batch: BankBatch?
    package var amounts: BankAmounts?
    package var charges: [BankCharge]
    package var transactions: [BankTransaction]
    package var note: String?
}

/// Why money moved, in the bank's codes.
package struct BankTransactionCode: Codable, Equatable, Sendable {
    package var domain: String?
    package var family: String?
    package var subfamily: String?
    /// The bank's or a country's own code: `544`, BAI2's `195`.
    package var proprietary: String?
    package var issuer: String?

    /// Subfamilies of ISO 20022 that take back an earlier payment.
    private static let returning: Set<String> = ["RRTN", "RPCR", "UPDD", "UPCT", "UPCQ", "PRDD"]

    package init(
        domain: String? = nil,
        family: String? = nil,
        subfamily: String? = nil,
        proprietary: String? = nil,
        issuer: String? = nil
    ) {
        self.domain = domain
        self.family = family
        self.subfamily = subfamily
        self.proprietary = proprietary
        self.issuer = issuer
    }

    package var isReturn: Bool { self.subfamily.map(Self.returning.contains) ?? false }
}

/// Many payments in one booking.
package struct BankBatch: Codable, Equatable, Sendable {
    package var count: Int?
    package var total: Money?
    package var messageID: String?
    package var paymentInformationID: String?
}

/// The same money in other currencies, or before charges.
package struct BankAmounts: Codable, Equatable, Sendable {
    package struct Exchange: Codable, Equatable, Sendable {
        package var source: Currency?
        package var target: Currency?
        package var unit: Currency?
        /// Decimal text, as it came.
        package var rate: String
    }

    package var instructed: Money?
    package var transaction: Money?
    package var counterValue: Money?
    package var announced: Money?
    package var exchange: Exchange?
}

/// What somebody took for the service: negative where it was taken from the account's owner.
package struct BankCharge: Codable, Equatable, Sendable {
    package var amount: Money
    /// Whether the entry's amount has it in it already.
    package var isIncluded: Bool?
    package var code: String?
}
