internal import RevenueModel

extension BankTransaction {
    init(_ node: CamtNode, of entry: BankEntry) throws(BankError) {
        self.amounts = try node.child("AmtDtls").map(BankAmounts.init(_:))
        self.references = try node.child("Refs").map(BankReferences.init(_:)) ?? BankReferences()
        self.code = try node.child("BkTxCd").map(BankTransactionCode.init(_:))
        self.charges = try node.charges
        self.returned = try node.child("RtrInf").map(BankReturn.init(_:))
        self.note = try node.text("AddtlTxInf")
        self.remittance = try node.child("RmtInf").map(Remittance.init(_:)) ?? Remittance()
        // Version 02 has the amount among the details only.
        var amount = try node.amount("Amt")
        amount = amount ?? self.amounts?.transaction
        self.amount = nil
        if let amount { self.amount = try node.signed(amount, otherwise: entry.amount.minorUnits >= 0) }
        let (parties, agents) = (try node.child("RltdPties"), try node.child("RltdAgts"))
        self.debtor = try BankParty(parties, "Dbtr", agents)
        self.creditor = try BankParty(parties, "Cdtr", agents)
        self.ultimateDebtor = try BankParty(parties, "UltmtDbtr", nil)
        self.ultimateCreditor = try BankParty(parties, "UltmtCdtr", nil)
    }
}

extension Optional {
    /// As `map` of the standard library, which loses the type of what is thrown.
    func map<Value, Problem: Error>(_ body: (Wrapped) throws(Problem) -> Value) throws(Problem) -> Value? {
        guard case .some(let wrapped) = self else { return nil }
        return try body(wrapped)
    }
}

extension BankReferences {
    init(_ node: CamtNode) throws(BankError) {
        let endToEnd = try node.text("EndToEndId")
        var own: [Own] = []
        for reference in node.children("Prtry") {
            guard let type = try reference.text("Tp"), let text = try reference.text("Ref") else { continue }
            own.append(Own(type: type, reference: text))
        }
        self.init(
            message: try node.text("MsgId"),
            bank: try node.text("AcctSvcrRef"),
            paymentInformation: try node.text("PmtInfId"),
            instruction: try node.text("InstrId"),
            endToEnd: endToEnd == "NOTPROVIDED" ? nil : endToEnd,
            uetr: try node.text("UETR"),
            transaction: try node.text("TxId"),
            mandate: try node.text("MndtId"),
            cheque: try node.text("ChqNb"),
            clearing: try node.text("ClrSysRef"),
            own: own
        )
    }
}

extension BankParty {
    /// Nothing when nothing is known of it.
    init?(_ parties: CamtNode?, _ role: String, _ agents: CamtNode?) throws(BankError) {
        let party = try parties?.child(role)
        // From version 08 on a party is a choice of a person and a bank.
        self.name = try party?.text(at: ["Nm"], ["Pty", "Nm"], ["Agt", "FinInstnId", "Nm"])
        self.account = try parties?.child(role + "Acct")?.identifier
        let agent = role + "Agt"
        self.bank = try agents?.text(at: [agent, "FinInstnId", "BICFI"], [agent, "FinInstnId", "BIC"])
        if self.name == nil, self.account == nil, self.bank == nil { return nil }
    }
}

extension BankReturn {
    init(_ node: CamtNode) throws(BankError) {
        self.init(
            code: try node.code("Rsn"),
            notes: node.texts("AddtlInf"),
            originalCode: try node.child("OrgnlBkTxCd").map(BankTransactionCode.init(_:))
        )
    }
}

extension Remittance {
    init(_ node: CamtNode) throws(BankError) {
        var structured: [Structured] = []
        for block in node.children("Strd") { structured.append(try Structured(block)) }
        self.init(lines: node.texts("Ustrd"), structured: structured)
    }
}

extension Remittance.Structured {
    init(_ node: CamtNode) throws(BankError) {
        let reference = try node.child("CdtrRefInf")
        let amounts = try node.child("RfrdDocAmt")
        self.creditorReference = try reference?.text("Ref")
        self.creditorReferenceType = try reference?.child("Tp")?.code("CdOrPrtry")
        self.notes = node.texts("AddtlRmtInf")
        self.documents = []
        for document in node.children("RfrdDocInf") {
            let type = try document.child("Tp")?.code("CdOrPrtry")
            let number = try document.text("Nb")
            self.documents.append(Document(type: type, number: number, date: try document.date("RltdDt")))
        }
        self.due = try amounts?.amount("DuePyblAmt")
        self.creditNote = try amounts?.amount("CdtNoteAmt")
        self.remitted = try amounts?.amount("RmtdAmt")
    }
}
