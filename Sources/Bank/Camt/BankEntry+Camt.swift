internal import RevenueModel
internal import XML

extension BankEntry {
    init(_ node: CamtNode, position: Int, in statement: BankStatement) throws(BankError) {
        self.position = position
        self.line = node.element.line
        self.reference = try node.text("AcctSvcrRef")
        self.entryReference = try node.text("NtryRef")
        self.amount = try node.signed(try node.required("Amt").amount())
        self.isReversal = try node.child("RvslInd")?.boolean() ?? false
        self.status = try Status(node)
        self.bookedOn = try node.date("BookgDt")
        self.valueOn = try node.date("ValDt")
        self.code = try node.child("BkTxCd").map(BankTransactionCode.init(_:)) ?? BankTransactionCode()
        self.amounts = try node.child("AmtDtls").map(BankAmounts.init(_:))
        self.charges = try node.charges
        self.note = try node.text("AddtlNtryInf")
        (self.batch, self.transactions) = (nil, [])
        for details in node.children("NtryDtls") {
            if let batch = try details.child("Btch") { try self.add(BankBatch(batch, self.amount)) }
            for transaction in details.children("TxDtls") {
                self.transactions.append(try BankTransaction(transaction, of: self))
            }
        }
    }

    /// Several batches in one booking are one, as far as counting goes.
    private mutating func add(_ batch: BankBatch) throws(BankError) {
        guard let first = self.batch else {
            self.batch = batch
            return
        }
        self.batch?.count = first.count.flatMap { one in batch.count.map { one &+ $0 } }
        self.batch?.total = first.total.flatMap { one in batch.total.flatMap { try? one.adding($0) } }
    }
}

extension BankEntry.Status {
    /// A word up to version 07, a choice of codes from 08 on.
    init(_ node: CamtNode) throws(BankError) {
        let status = try node.required("Sts")
        switch try status.text(at: ["Cd"], ["Prtry"], []) {
        case "BOOK": self = .booked
        case "PDNG": self = .pending
        case "INFO": self = .information
        case "FUTR": self = .future
        default: self = .unknown
        }
    }
}

extension BankTransactionCode {
    init(_ node: CamtNode) throws(BankError) {
        self.init(
            domain: try node.at("Domn", "Cd")?.text,
            family: try node.at("Domn", "Fmly", "Cd")?.text,
            subfamily: try node.at("Domn", "Fmly", "SubFmlyCd")?.text,
            proprietary: try node.at("Prtry", "Cd")?.text,
            issuer: try node.at("Prtry", "Issr")?.text
        )
    }
}

extension BankBatch {
    /// Where the batch does not say which way it goes, it goes the entry's.
    init(_ node: CamtNode, _ entry: Money) throws(BankError) {
        let total = try node.amount("TtlAmt")
        self.count = try node.child("NbOfTxs")?.number()
        self.messageID = try node.text("MsgId")
        self.paymentInformationID = try node.text("PmtInfId")
        self.total = nil
        if let total { self.total = try node.signed(total, otherwise: entry.minorUnits >= 0) }
    }
}

extension BankAmounts {
    init(_ node: CamtNode) throws(BankError) {
        self.instructed = try node.at("InstdAmt", "Amt")?.amount()
        self.transaction = try node.at("TxAmt", "Amt")?.amount()
        self.counterValue = try node.at("CntrValAmt", "Amt")?.amount()
        self.announced = try node.at("AnncdPstngAmt", "Amt")?.amount()
        self.exchange = nil
        for name in ["TxAmt", "InstdAmt", "CntrValAmt", "AnncdPstngAmt"] where self.exchange == nil {
            self.exchange = try node.at(name, "CcyXchg").map(Exchange.init(_:))
        }
    }
}

extension BankAmounts.Exchange {
    init(_ node: CamtNode) throws(BankError) {
        let rate = try node.required("XchgRate")
        let text = DecimalText.plain(rate.element.text.filter { !$0.isWhitespace })
        guard !text.isEmpty, text.utf8.count <= 24, text.utf8.allSatisfy({ (46...57).contains($0) && $0 != 47 }) else {
            throw rate.wrong(.value, "“\(text.prefix(40))” is not a rate")
        }
        self.init(
            source: try node.currency("SrcCcy"),
            target: try node.currency("TrgtCcy"),
            unit: try node.currency("UnitCcy"),
            rate: text
        )
    }
}

extension CamtNode {
    /// Up to version 03 each charge stands for itself, later they are records of one block.
    var charges: [BankCharge] {
        get throws(BankError) {
            var charges: [BankCharge] = []
            for block in self.children("Chrgs") {
                let records = block.children("Rcrd")
                for record in records.isEmpty ? [block] : records {
                    guard let amount = try record.amount("Amt") else { continue }
                    let charge = BankCharge(
                        amount: try record.signed(amount, otherwise: false),
                        isIncluded: try record.child("ChrgInclInd")?.boolean(),
                        code: try record.text(at: ["Tp", "Cd"], ["Tp", "Prtry", "Id"])
                    )
                    charges.append(charge)
                }
            }
            return charges
        }
    }
}
