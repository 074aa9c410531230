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
                    + self.customFields(record)
            case .invoice:
                return key + [("RECORDID", number), ("STATE", try self.state(record))] + self.head(record)
                    + (try self.amounts(record)) + self.customFields(record)
            case .creditMemo:
                let open = try self.world.openCredit(self.document).negated
                return key + [("RECORDID", number), ("STATE", "Posted"), ("TRX_TOTALDUE", open.decimal)]
                    + self.head(record)
            case .journalEntry:
                return key + [("REFERENCENO", number), ("BATCH_TITLE", record.memo ?? ""), ("STATE", "Posted")]
            case .customerPayment:
                let amount = record.payment?.decimal ?? "0"
                return key + [("DOCNUMBER", number), ("STATE", try self.state(record)), ("TRX_AMOUNT", amount)]
                    + self.head(record)
            case .opportunity, .subscription, .entitlement, .notice, .hold, .onboarding, .amendment, .delta, .payment,
                .settlement, .reminder, .deduction, .refund:
                return []
            }
        }
    }

    /// The lines of a journal entry.
    var entries: [[Field]] {
        (self.document.record?.sides ?? []).enumerated().map { index, side in
            [
                ("BATCHNO", String(self.document.internalID)), ("LINE_NO", String(index + 1)),
                ("ACCOUNTNO", IntacctChart.account(side.account) ?? ""),
                ("TR_TYPE", side.amount.minorUnits < 0 ? "-1" : "1"),
                ("TRX_AMOUNT", (side.amount.minorUnits < 0 ? side.amount.negated : side.amount).decimal),
                ("CURRENCY", side.amount.currency.code), ("DESCRIPTION", side.memo ?? ""),
            ]
        }
    }

    /// A credit that is applied, as the payment without money that applied it.
    var application: [Field]? {
        guard let record = self.document.record, !record.applications.isEmpty else { return nil }
        return [
            ("RECORDNO", String(self.document.internalID)), ("DOCNUMBER", self.document.id.externalID),
            ("STATE", "Posted"), ("TRX_AMOUNT", "0.00"),
        ] + self.head(record)
    }

    private func customFields(_ record: ERPRecord) -> [Field] {
        let values = record.customFields ?? [:]
        let own = IntacctChart.customFields.sorted { $0.key < $1.key }.compactMap { name, known in
            values[known].map { Field(name, $0) }
        }
        let flag = values[IntacctChart.hold] == "true" ? "true" : "false"
        return own + (self.document.id.kind == .invoice ? [("ONHOLD", flag)] : [])
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
