internal import RevenueModel

/// What an amount of a BAI2 file is, as its code of three digits says.
struct BAI2TypeCode {
    let code: String
    private let number: Int

    init?(_ code: String) {
        guard code.utf8.count == 3, code.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(code) else {
            return nil
        }
        self.code = code
        self.number = number
    }

    /// Which way a transaction goes; nothing for a code of loans or of no money.
    var isCredit: Bool? {
        switch self.number {
        case 100...399, 920...959: true
        case 400...699, 960...999: false
        default: nil
        }
    }

    /// Takes back an earlier movement: reversals, returned items and checks, corrected postings.
    var isReversal: Bool {
        switch self.number {
        case 252, 254, 255, 257, 258, 552, 554, 555, 557, 558: true
        default: false
        }
    }

    /// What kind of balance it is; nothing for other sums.
    var balance: BankBalance.Kind? {
        switch self.number {
        case 10: .opening
        case 15: .closing
        case 30: .interim
        case 40: .openingAvailable
        case 45: .closingAvailable
        case 60: .interimAvailable
        case 1...99: .other
        default: nil
        }
    }

    var isCreditTotal: Bool { self.number == 100 }
    var isDebitTotal: Bool { self.number == 400 }
}
