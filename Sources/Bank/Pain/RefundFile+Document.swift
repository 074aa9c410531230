internal import RevenueModel
internal import XML

extension RefundFile {
    /// The message, in the order of elements that its schema asks for.
    package func document(_ version: Version = .v09) throws(RefundError) -> [UInt8] {
        try self.check()
        let writer = RefundWriter(file: self, version: version, sum: try self.sum())
        do throws(XMLError) {
            return try writer.document.document(prefixes: [writer.namespace: "p"])
        } catch {
            throw .unwritable(error)
        }
    }

    private func check() throws(RefundError) {
        guard let first = self.refunds.first else { throw .empty }
        try Self.check(self.debtor, "the payer")
        guard self.debtor.bank != nil else { throw .missing("bank (BIC)", of: "the payer") }
        var seen: Set<String> = []
        for refund in self.refunds {
            guard refund.amount.minorUnits > 0 else { throw .notPositive(refund.key) }
            guard refund.amount.currency == first.amount.currency else { throw .mixedCurrencies(refund.key) }
            guard seen.insert(refund.endToEnd).inserted else { throw .repeatedKey(refund.key) }
            try Self.check(refund.creditor, "the payee of \(refund.key)")
            guard refund.remittance.count <= 140 else {
                throw .tooLong("text", of: refund.key, most: 140)
            }
        }
    }

    private static func check(_ party: BankParty, _ whose: String) throws(RefundError) {
        guard let name = party.name, !name.isEmpty else { throw .missing("name", of: whose) }
        guard name.count <= 70 else { throw .tooLong("name", of: whose, most: 70) }
        guard let account = party.account, !account.isEmpty else { throw .missing("account", of: whose) }
        guard account.utf8.count <= 34 else { throw .tooLong("account", of: whose, most: 34) }
        guard !IBAN.isMeant(account) || IBAN.isValid(account) else { throw .wrongIBAN(account, of: whose) }
    }

    private func sum() throws(RefundError) -> Money {
        guard var sum = self.refunds.first.map({ Money.zero($0.amount.currency) }) else { throw .empty }
        for refund in self.refunds {
            do throws(MoneyError) { sum = try sum.adding(refund.amount) } catch { throw .tooLarge }
        }
        return sum
    }
}
