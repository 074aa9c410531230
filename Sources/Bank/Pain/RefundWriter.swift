internal import RevenueModel
internal import XML

/// Puts the elements together; everything has been checked.
struct RefundWriter {
    let file: RefundFile
    let version: RefundFile.Version
    let sum: Money

    var namespace: String { "urn:iso:std:iso:20022:tech:xsd:\(self.version.rawValue)" }

    var document: XMLOutput {
        self.element("Document", [self.element("CstmrCdtTrfInitn", [self.header, self.payments])])
    }

    private func element(_ name: String, _ children: [XMLOutput]) -> XMLOutput {
        .element(QName(self.namespace, name), children)
    }

    private func element(_ name: String, _ text: String) -> XMLOutput {
        .element(QName(self.namespace, name), text: text)
    }

    private var counts: [XMLOutput] {
        [self.element("NbOfTxs", String(self.file.refunds.count)), self.element("CtrlSum", self.sum.decimal)]
    }

    private var header: XMLOutput {
        self.element(
            "GrpHdr",
            [self.element("MsgId", self.file.messageID), self.element("CreDtTm", self.file.createdAt)] + self.counts
                + [self.element("InitgPty", [self.name(self.file.debtor)])]
        )
    }

    private var payments: XMLOutput {
        let day = self.file.executeOn.description
        let start = [self.element("PmtInfId", self.file.messageID), self.element("PmtMtd", "TRF")]
        let execution =
            self.version == .v03
            ? self.element("ReqdExctnDt", day)
            : self.element("ReqdExctnDt", [self.element("Dt", day)])
        let debtor = [
            self.element("Dbtr", [self.name(self.file.debtor)]), self.account("DbtrAcct", self.file.debtor),
            self.agent("DbtrAgt", self.file.debtor.bank ?? ""), self.element("ChrgBr", "SLEV"),
        ]
        return self.element(
            "PmtInf",
            start + self.counts + [execution] + debtor + self.file.refunds.map { self.payment($0) }
        )
    }

    private func payment(_ refund: RefundFile.Refund) -> XMLOutput {
        let amount = XMLOutput.element(
            QName(self.namespace, "InstdAmt"),
            attributes: [(QName("", "Ccy"), .text(refund.amount.currency.code))],
            text: refund.amount.decimal
        )
        let names = [self.element("InstrId", refund.endToEnd), self.element("EndToEndId", refund.endToEnd)]
        return self.element(
            "CdtTrfTxInf",
            [self.element("PmtId", names), self.element("Amt", [amount])]
                + (refund.creditor.bank.map { [self.agent("CdtrAgt", $0)] } ?? [])
                + [self.element("Cdtr", [self.name(refund.creditor)]), self.account("CdtrAcct", refund.creditor)]
                + (refund.remittance.isEmpty
                    ? [] : [self.element("RmtInf", [self.element("Ustrd", refund.remittance)])])
        )
    }

    private func name(_ party: BankParty) -> XMLOutput { self.element("Nm", party.name ?? "") }

    private func account(_ role: String, _ party: BankParty) -> XMLOutput {
        let number = party.account ?? ""
        let id =
            IBAN.isMeant(number)
            ? self.element("IBAN", number)
            : self.element("Othr", [self.element("Id", number)])
        return self.element(role, [self.element("Id", [id])])
    }

    private func agent(_ role: String, _ bic: String) -> XMLOutput {
        let name = self.version == .v03 ? "BIC" : "BICFI"
        return self.element(role, [self.element("FinInstnId", [self.element(name, bic)])])
    }
}
