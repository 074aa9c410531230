/// Groups the lines of an amendment into documents, one for each payer.
struct DocumentDrafting {
    let scenario: AmendmentScenario
    let amendment: ContractAmendment

    func documents(_ lines: [DeltaLine], _ books: Books) throws(BillingError) -> [DeltaDocument] {
        var payers: [String] = []
        for line in lines where !payers.contains(line.payer) { payers.append(line.payer) }
        var documents: [DeltaDocument] = []
        for (index, payer) in payers.enumerated() {
            let own = lines.filter { $0.payer == payer }
            documents.append(try self.document("\(self.amendment.id):\(index + 1)", payer, own, books))
        }
        return documents
    }

    private func document(
        _ number: String,
        _ payer: String,
        _ lines: [DeltaLine],
        _ books: Books
    ) throws(BillingError) -> DeltaDocument {
        let posting = try self.scenario.closing.posting(
            effective: self.amendment.effectiveOn,
            booked: self.amendment.bookedOn,
            of: self.scenario.contract.legalEntity,
            rule: self.scenario.policy.closeRule,
            place: self.amendment.id
        )
        let draft = try BillingError.counting { () throws(MoneyError) in
            try self.draft(number, payer, lines, posting)
        }
        let dispositions = self.amendment.dispositions ?? self.scenario.policy.cancelDisposition
        guard draft.total.isNegative else {
            try self.refuseDisposition(draft)
            return draft
        }
        return try BillingError.counting { () throws(MoneyError) in
            var document = draft
            let settler = CreditSettler(books: books, policy: self.scenario.policy)
            document.uses = try settler.settle(draft.total.negated(), for: lines, payer: payer, dispositions)
            return try document.withholding()
        }
    }

    private func draft(
        _ number: String,
        _ payer: String,
        _ lines: [DeltaLine],
        _ posting: PostingDate
    ) throws(MoneyError) -> DeltaDocument {
        try DeltaDocument(
            number: number,
            amendment: self.amendment.id,
            payer: payer,
            currency: self.scenario.contract.currency,
            effectiveOn: self.amendment.effectiveOn,
            posting: posting,
            lines: lines
        )
    }

    /// Somebody asked for a refund or an offset of what turns out to be a charge.
    private func refuseDisposition(_ draft: DeltaDocument) throws(BillingError) {
        guard let asked = self.amendment.dispositions, asked.contains(.refund) || asked.contains(.offset) else {
            return
        }
        guard draft.lines.contains(where: { $0.kind == .charge }) else { return }
        let reason =
            "\(draft.total) is to be paid, so that nothing is left to refund or offset; leave the disposition out."
        throw .refused([BillingProblem(.nothingToDispose, at: self.amendment.id, reason)])
    }
}
