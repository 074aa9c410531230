import RevenueModel

/// A document of the books as the gateway shows it: names and values.
struct IntacctRecordFields {
    let document: Document
    let world: SandboxWorld

    typealias Field = (name: String, value: String)

    var fields: [Field] {
        get throws(Refusal) {
            guard let record = self.document.record else { return [] }
            let number = self.document.id.externalID
            let key: [Field] = [("RECORDNO", String(self.document.internalID))]
            switch self.document.id.kind {
            case .customer:
                return key + [("CUSTOMERID", number), ("NAME", record.name ?? ""), ("STATUS", "active")]
            case .salesOrder:
                let id = "\(IntacctChart.orderType)-\(number)"
                return key + [("DOCID", id), ("DOCNO", number), ("STATE", "Pending")] + self.head(record)
            case .invoice:
                return key + [("RECORDID", number), ("STATE", try self.state(record))] + self.head(record)
                    + (try self.amounts(record))
            case .customerPayment:
                let amount = record.payment?.decimal ?? "0"
                return key + [("DOCNUMBER", number), ("STATE", try self.state(record)), ("TRX_AMOUNT", amount)]
                    + self.head(record)
            case .opportunity, .subscription, .entitlement, .notice, .onboarding, .creditMemo, .journalEntry: return []
            }
        }
    }

    private func head(_ record: ERPRecord) -> [Field] {
        [
            ("CUSTOMERID", record.customer ?? ""), ("CURRENCY", record.currency),
            ("WHENCREATED", Self.usDate(record.date)), ("DESCRIPTION", record.memo ?? ""),
        ]
    }

    private func amounts(_ record: ERPRecord) throws(Refusal) -> [Field] {
        let total = try SandboxWorld.total(of: record)
        let open = try self.world.openBalance(of: self.document.id.externalID) ?? Money.zero(total.currency)
        return [
            ("TRX_TOTALENTERED", total.decimal), ("TRX_TOTALDUE", open.decimal), ("TOTALDUE", open.decimal),
            ("WHENDUE", record.dueOn.map(Self.usDate) ?? ""), ("DOCNUMBER", record.reference ?? ""),
        ]
    }

    private func state(_ record: ERPRecord) throws(Refusal) -> String {
        guard self.document.isLive else { return "Reversed" }
        guard self.document.id.kind == .invoice else { return "Posted" }
        return try self.world.openBalance(of: self.document.id.externalID)?.minorUnits == 0 ? "Paid" : "Posted"
    }

    private static func usDate(_ date: LocalDate) -> String {
        let parts = date.description.split(separator: "-")
        return (parts.dropFirst() + parts.prefix(1)).joined(separator: "/")
    }
}

extension SandboxWorld {
    /// The ERP's documents of a kind that can still be read: in force, or taken back by an entry of their own.
    func readable(_ kind: DocumentKind) -> [Document] {
        self.documents.values
            .filter { $0.id.system == .erp && $0.id.kind == kind && ($0.isLive || $0.status == .void) }
            .sorted { $0.internalID < $1.internalID }
    }
}
