internal import RevenueModel
internal import SagaModel

/// The holds of one invoice: the flag that the gateway knows, and whose it is.
struct IntacctHolds: Equatable, Sendable {
    /// Stands for a flag that somebody set by hand: it outlives every hold of ours.
    private static let byHand = "by-hand"

    private(set) var names: IntacctNames

    /// A list without the flag is what somebody left behind who took the flag away by hand.
    init(isOnHold: Bool, field: String?) {
        self.names = IntacctNames(isOnHold ? field : nil)
        if isOnHold, self.names.isEmpty { self.names = IntacctNames(Self.byHand) }
    }

    var isOnHold: Bool { !self.names.isEmpty }

    func contains(_ hold: InvoiceHold) -> Bool { self.names.contains(hold.id) }

    mutating func place(_ hold: InvoiceHold, _ asking: IntacctAsking) throws(Failure) {
        try self.names.add(hold.id, asking)
    }

    mutating func release(_ hold: InvoiceHold) { self.names.remove(hold.id) }
}

extension IntacctAdapter {
    func placeHold(_ hold: InvoiceHold, _ asking: IntacctAsking) async throws(Failure) -> RevenueReply {
        let (field, found) = try await self.holds(of: hold.invoice, asking)
        guard let (record, current) = found else { throw asking.refused("there is no invoice \(hold.invoice).") }
        var holds = current
        let number = try self.recordNumber(record, hold.invoice, asking)
        guard !holds.contains(hold) else { return RevenueReply(reference: number) }
        try holds.place(hold, asking)
        return try await self.write(.hold(hold, holds, field: field, key: number), asking: asking)
    }

    /// The flag goes with the last hold.
    func releaseHold(_ hold: InvoiceHold, _ asking: IntacctAsking) async throws(Failure) -> RevenueReply {
        let (field, found) = try await self.holds(of: hold.invoice, asking)
        guard let (record, current) = found, current.contains(hold) else { return RevenueReply() }
        var holds = current
        let number = try self.recordNumber(record, hold.invoice, asking)
        holds.release(hold)
        return try await self.write(.hold(hold, holds, field: field, key: number), asking: asking)
    }

    func foundHold(_ hold: InvoiceHold, _ asking: IntacctAsking) async throws(Failure) -> RevenueReply? {
        guard let (record, holds) = try await self.holds(of: hold.invoice, asking).invoice, holds.contains(hold) else {
            return nil
        }
        return RevenueReply(reference: record["RECORDNO"])
    }

    private func holds(
        of invoice: String,
        _ asking: IntacctAsking
    ) async throws(Failure) -> (field: String, invoice: (IntacctRecord, IntacctHolds)?) {
        let field = try self.customField("holds", for: "invoices", asking)
        let query = IntacctQuery(.invoice, invoice, customFields: [field])
        guard let record = try await self.read(query, asking: asking) else { return (field, nil) }
        let flag = record["ONHOLD"] ?? "false"
        guard let isOnHold = Bool(flag.lowercased()) else {
            throw asking.refused("invoice \(invoice) is neither on hold nor not: ONHOLD is “\(flag)”.")
        }
        return (field, (record, IntacctHolds(isOnHold: isOnHold, field: record[field])))
    }
}
