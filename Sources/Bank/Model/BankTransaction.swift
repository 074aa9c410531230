package import RevenueModel

/// One payment within a booking.
package struct BankTransaction: Codable, Equatable, Sendable {
    package var references: BankReferences
    /// Signed like the entry's; absent where the bank only gives the entry's.
    ///
    /// It may be in another currency than the account's.
    package var amount: Money?
    package var code: BankTransactionCode?
    package var debtor: BankParty?
    package var ultimateDebtor: BankParty?
    package var creditor: BankParty?
    package var ultimateCreditor: BankParty?
    package var remittance: Remittance
    package var returned: BankReturn?
    package var amounts: BankAmounts?
    package var charges: [BankCharge]
    package var note: String?
}

/// By which names a payment is known along its way.
package struct BankReferences: Codable, Equatable, Sendable {
    package struct Own: Codable, Equatable, Sendable {
        package var type: String
        package var reference: String
    }

    package var message: String?
    /// The account's bank's own name for this payment.
    package var bank: String?
    package var paymentInformation: String?
    package var instruction: String?
    /// Given by the payer; `NOTPROVIDED` counts as none.
    package var endToEnd: String?
    package var uetr: String?
    package var transaction: String?
    package var mandate: String?
    package var cheque: String?
    package var clearing: String?
    package var own: [Own]

    package init(
        message: String? = nil,
        bank: String? = nil,
        paymentInformation: String? = nil,
        instruction: String? = nil,
        endToEnd: String? = nil,
        uetr: String? = nil,
        transaction: String? = nil,
        mandate: String? = nil,
        cheque: String? = nil,
        clearing: String? = nil,
        own: [Own] = []
    ) {
        self.message = message
        self.bank = bank
        self.paymentInformation = paymentInformation
        self.instruction = instruction
        self.endToEnd = endToEnd
        self.uetr = uetr
        self.transaction = transaction
        self.mandate = mandate
        self.cheque = cheque
        self.clearing = clearing
        self.own = own
    }
}

/// Who pays or is paid.
package struct BankParty: Codable, Equatable, Sendable {
    package var name: String?
    package var account: String?
    /// The bank's BIC.
    package var bank: String?

    package init(name: String? = nil, account: String? = nil, bank: String? = nil) {
        self.name = name
        self.account = account
        self.bank = bank
    }
}

/// What the payer wrote: which invoices the money is for.
package struct Remittance: Codable, Equatable, Sendable {
    package struct Structured: Codable, Equatable, Sendable {
        package struct Document: Codable, Equatable, Sendable {
            /// `CINV` for an invoice, `CREN` for a credit note.
            package var type: String?
            package var number: String?
            package var date: LocalDate?
        }

        /// `RF…` or a national form; the surest name of an invoice.
        package var creditorReference: String?
        package var creditorReferenceType: String?
        package var documents: [Document]
        package var due: Money?
        package var creditNote: Money?
        package var remitted: Money?
        package var notes: [String]
    }

    package var lines: [String]
    package var structured: [Structured]

    package init(lines: [String] = [], structured: [Structured] = []) {
        self.lines = lines
        self.structured = structured
    }
}

/// Why a payment came back.
package struct BankReturn: Codable, Equatable, Sendable {
    /// `AC04`, `AM04`, `MD01` and the like, or the bank's own code.
    package var code: String?
    package var notes: [String]
    package var originalCode: BankTransactionCode?
}
