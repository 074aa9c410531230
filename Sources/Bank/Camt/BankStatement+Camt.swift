internal import RevenueModel

extension BankStatement {
    init(_ parts: [CamtNode], _ version: CamtVersion) throws(BankError) {
        func part(_ name: String) -> CamtNode? { parts.first { $0.name == name } }
        guard let first = parts.first, let id = first.text else {
            throw BankError(.shape, "a statement has no id", remedy: "ask the bank for a corrected file")
        }
        guard let account = part("Acct") else { throw first.wrong(.shape, "its statement has no account (Acct)") }
        self.kind = version.kind
        self.id = id
        self.account = try BankAccount(account)
        self.electronicNumber = try part("ElctrncSeqNb")?.number()
        self.legalNumber = try part("LglSeqNb")?.number()
        self.page = try (part("StmtPgntn") ?? part("NtfctnPgntn") ?? part("RptPgntn")).map(Page.init(_:))
        self.createdAt = part("CreDtTm")?.text
        self.from = try part("FrToDt")?.text("FrDtTm")
        self.to = try part("FrToDt")?.text("ToDtTm")
        self.isCopy = part("CpyDplctInd") != nil
        var balances: [BankBalance] = []
        for balance in parts where balance.name == "Bal" { balances.append(try BankBalance(balance)) }
        self.balances = balances
        self.announced = try part("TxsSummry").map(BankTotals.init(_:))
    }
}

extension BankStatement.Page {
    init(_ node: CamtNode) throws(BankError) {
        self.init(
            number: try node.required("PgNb").number(),
            isLast: try node.required("LastPgInd").boolean()
        )
    }
}

extension BankAccount {
    init(_ node: CamtNode) throws(BankError) {
        guard let id = try node.identifier else { throw node.wrong(.shape, "it has no number (Id)") }
        self.init(id: id, currency: try node.currency("Ccy"))
    }
}

extension CamtNode {
    /// The number of the account that this describes.
    var identifier: String? {
        get throws(BankError) { try self.text(at: ["Id", "IBAN"], ["Id", "Othr", "Id"]) }
    }

    /// Credit is positive, debit negative.
    func signed(_ amount: Money, otherwise isCredit: Bool? = nil) throws(BankError) -> Money {
        guard let indicator = try self.child("CdtDbtInd") else {
            guard let isCredit else { throw self.wrong(.shape, "CdtDbtInd is missing") }
            return isCredit ? amount : amount.negated
        }
        switch indicator.text {
        case "CRDT": return amount
        case "DBIT": return amount.negated
        default: throw indicator.wrong(.value, "it is neither CRDT nor DBIT")
        }
    }
}

extension Money {
    var negated: Money { Money(minorUnits: 0 &- self.minorUnits, self.currency) }
}

extension BankBalance {
    init(_ node: CamtNode) throws(BankError) {
        guard let code = try node.required("Tp").code("CdOrPrtry") else {
            throw node.wrong(.shape, "Tp has no code")
        }
        self.init(
            kind: Self.kinds[code] ?? .other,
            code: code,
            amount: try node.signed(try node.required("Amt").amount()),
            date: try node.date("Dt")
        )
    }

    private static let kinds: [String: Kind] = [
        "OPBD": .opening, "PRCD": .previousClosing, "ITBD": .interim, "CLBD": .closing,
        "OPAV": .openingAvailable, "ITAV": .interimAvailable, "CLAV": .closingAvailable, "FWAV": .forwardAvailable,
    ]
}

extension BankTotals {
    init(_ node: CamtNode) throws(BankError) {
        let (credits, debits) = (try node.child("TtlCdtNtries"), try node.child("TtlDbtNtries"))
        self.init(
            entries: try node.at("TtlNtries", "NbOfNtries")?.number(),
            credits: try credits?.child("NbOfNtries")?.number(),
            debits: try debits?.child("NbOfNtries")?.number(),
            creditSum: try credits?.text("Sum"),
            debitSum: try debits?.text("Sum")
        )
    }
}
