internal import RevenueModel
internal import SagaModel

extension IntacctAdapter {
    /// Two writes, as the application needs the credit's own key: each is looked for before it is made.
    func postCredit(_ credit: CreditMemo, _ asking: IntacctAsking) async throws(Failure) -> RevenueReply {
        let create = try IntacctFunction.createAdjustment(credit, self.settings)
        try credit.requireApplicable("Sage Intacct", asking.phrase)
        let (existing, invoices) = try await self.standing(credit, asking)
        if let existing, self.isApplied(credit, existing) { return RevenueReply(reference: existing["RECORDNO"]) }
        let reply =
            if let existing { RevenueReply(reference: existing["RECORDNO"]) } else {
                try await self.write(create, asking: asking)
            }
        guard !invoices.isEmpty else { return reply }
        do throws(Failure) {
            guard let key = reply.reference else { throw .inDoubt("the credit's RECORDNO is not known") }
            let apply = try IntacctFunction.apply(credit, adjustment: key, to: invoices, self.settings)
            let applying = IntacctAsking(asking.phrase, IdempotencyKey(rawValue: "\(asking.key)/apply"))
            _ = try await self.write(apply, asking: applying)
        } catch {
            // The credit stands, so that no failure from here on has done nothing.
            throw .inDoubt(
                "Credit \(credit.number) is posted, and is not applied to "
                    + "\(credit.applications.map(\.invoice).joined(separator: ", ")). \(error.reason)"
            )
        }
        return reply
    }

    /// The credit where it was posted already, and the keys of the invoices that it settles.
    private func standing(
        _ credit: CreditMemo,
        _ asking: IntacctAsking
    ) async throws(Failure) -> (credit: IntacctRecord?, invoices: [(key: String, amount: Money)]) {
        let named = credit.applications.isEmpty ? [credit.invoice] : credit.applications.map(\.invoice)
        let queries = [IntacctQuery(.adjustment, credit.number)] + named.map { IntacctQuery(.invoice, $0) }
        let found = try await self.read(all: queries, asking: asking)
        var keys: [String] = []
        for (number, record) in zip(named, found.dropFirst()) {
            guard let record else { throw asking.refused("there is no invoice \(number).") }
            keys.append(try self.recordNumber(record, number, asking))
        }
        let invoices = zip(keys, credit.applications).map { (key: $0, amount: $1.amount) }
        return (found.first ?? nil, invoices)
    }

    func foundCredit(_ credit: CreditMemo, _ asking: IntacctAsking) async throws(Failure) -> RevenueReply? {
        guard let record = try await self.read(IntacctQuery(.adjustment, credit.number), asking: asking),
            self.isApplied(credit, record)
        else { return nil }
        return RevenueReply(reference: record["RECORDNO"])
    }

    /// Whether no more of the credit is open than is to stay open.
    private func isApplied(_ credit: CreditMemo, _ record: IntacctRecord) -> Bool {
        if credit.applications.isEmpty { return true }
        guard let text = record["TRX_TOTALDUE"], let open = try? Money(decimal: text, credit.total.currency),
            let kept = try? credit.total.subtracting(credit.applied)
        else { return false }
        return open.minorUnits.magnitude <= max(0, kept.minorUnits).magnitude
    }

    /// Takes the application back, then the credit: the gateway has no reversing entry for an adjustment.
    func reverseCredit(_ reversal: Reversal, _ asking: IntacctAsking) async throws(Failure) -> RevenueReply {
        let found = try await self.read(
            IntacctQuery(.adjustment, reversal.document),
            IntacctQuery(.payment, reversal.document),
            asking: asking
        )
        guard let credit = found.first ?? nil else { return RevenueReply() }
        let number = try self.recordNumber(credit, reversal.document, asking)
        let delete = IntacctFunction.delete(.adjustment, key: number, reversal.document)
        guard let application = found.last ?? nil, !application.isReversed else {
            return try await self.write(delete, asking: asking)
        }
        let key = try self.recordNumber(application, reversal.document, asking)
        return try await self.write(.reverse(.payment, key: key, reversal), delete, asking: asking)
    }
}
