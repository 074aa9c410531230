import RevenueModel

/// The ERP's own codes for what it refuses.
enum ERPCode {
    static let unknownReference = "INVALID_KEY_OR_REF"
    static let closedPeriod = "TRAN_PERIOD_CLOSED"
    static let cannotDelete = "CANT_DELETE_TRANS"
    static let missing = "RCRD_DSNT_EXIST"
    static let userError = "USER_ERROR"
    static let unknownField = "INVALID_CSTM_FIELD_REF"
    static let invalidRecordType = "INVALID_RCRD_TYPE"
}

extension SandboxWorld {
    /// What a write does, and the ERP's number for the record it was done to.
    package struct Write: Sendable {
        package let facts: [Fact]
        package let internalID: Int
    }

    /// Creates the record, or replaces the one with its external id.
    package func decideUpsert(
        _ kind: DocumentKind,
        _ externalID: String,
        _ record: ERPRecord
    ) throws(Refusal) -> Write {
        let existing = self.live(.erp, kind, externalID)
        if let existing, existing.record == record { return Write(facts: [], internalID: existing.internalID) }
        let entries = try self.check(kind, externalID, record, replacing: existing)
        var document = Document(
            id: DocumentID(.erp, kind, externalID),
            internalID: existing?.internalID ?? self.nextInternalID,
            status: .active
        )
        document.order = kind == .creditMemo ? nil : record.reference
        document.record = record
        return Write(facts: [.document(document)] + entries.map(Fact.posted), internalID: document.internalID)
    }

    /// Refuses what the record's kind does not allow; answers with the bookings that it makes.
    private func check(
        _ kind: DocumentKind,
        _ externalID: String,
        _ record: ERPRecord,
        replacing existing: Document?
    ) throws(Refusal) -> [Booking] {
        switch kind {
        case .customer: return []
        case .salesOrder:
            try self.requireReferences(record)
            return []
        case .invoice:
            try self.requireReferences(record)
            return try self.invoiceEntries(externalID, record, replacing: existing)
        case .creditMemo:
            try self.requireReferences(record)
            return try self.creditEntries(externalID, record, replacing: existing)
        case .journalEntry: return try self.journalEntries(externalID, record, replacing: existing)
        case .customerPayment:
            try self.requireCustomer(record)
            return try self.paymentEntries(externalID, record, replacing: existing)
        case .opportunity, .subscription, .entitlement, .notice, .hold, .onboarding, .amendment, .delta, .payment,
            .settlement, .reminder, .deduction, .refund:
            throw Refusal(ERPCode.invalidRecordType, "The ERP keeps no \(kind.rawValue).")
        }
    }

    private func requireReferences(_ record: ERPRecord) throws(Refusal) {
        try self.requireCustomer(record)
        if let subsidiary = record.subsidiary, !Self.catalog.subsidiaries.values.contains(subsidiary) {
            throw Refusal(ERPCode.unknownReference, "Invalid subsidiary reference key \(subsidiary).")
        }
        for line in record.lines where !Self.catalog.items.values.contains(line.item) {
            throw Refusal(ERPCode.unknownReference, "Invalid item reference key \(line.item).")
        }
        guard !record.lines.isEmpty else {
            throw Refusal(ERPCode.userError, "Please enter at least one line item.")
        }
    }

    private func requireCustomer(_ record: ERPRecord) throws(Refusal) {
        guard let customer = record.customer, self.live(.erp, .customer, customer) != nil else {
            let name = record.customer ?? "(none)"
            throw Refusal(ERPCode.unknownReference, "Invalid entity reference key \(name).")
        }
    }

    func requireOpen(_ date: LocalDate) throws(Refusal) {
        guard !self.isClosed(date) else {
            throw Refusal(ERPCode.closedPeriod, "The period \(date.period) is closed for posting.")
        }
    }
}

extension SandboxWorld {
    /// Finds a record for reading.
    package func decideGet(_ kind: DocumentKind, _ externalID: String) throws(Refusal) -> Document {
        guard let document = self.live(.erp, kind, externalID) else {
            throw Refusal(ERPCode.missing, "That record does not exist.")
        }
        return document
    }

    /// Takes a record out of the books, unless something stands on it.
    package func decideDelete(_ kind: DocumentKind, _ externalID: String) throws(Refusal) -> Write {
        var document = try self.decideGet(kind, externalID)
        try self.requireUnused(document)
        document.status = .deleted
        var entries: [Booking] = []
        if let record = document.record, Self.isPosting(kind) {
            try self.requireOpen(record.date)
            entries = self.reversal(of: externalID, kind)
        }
        return Write(facts: [.document(document)] + entries.map(Fact.posted), internalID: document.internalID)
    }

    /// Whether documents of the kind stand in the ledger.
    private static func isPosting(_ kind: DocumentKind) -> Bool {
        switch kind {
        case .invoice, .creditMemo, .customerPayment, .journalEntry: true
        case .opportunity, .subscription, .entitlement, .notice, .hold, .onboarding, .amendment, .delta, .customer,
            .salesOrder, .payment, .settlement, .reminder, .deduction, .refund:
            false
        }
    }

    func requireUnused(_ document: Document) throws(Refusal) {
        let externalID = document.id.externalID
        switch document.id.kind {
        case .salesOrder where self.isInvoiced(document):
            throw Refusal(ERPCode.cannotDelete, "Sales order \(externalID) is invoiced and cannot be deleted.")
        case .invoice where !self.applications(to: externalID).isEmpty:
            throw Refusal(
                ERPCode.cannotDelete,
                "Invoice \(externalID) has payments or credits applied and cannot be deleted."
            )
        case .customer where self.isUsed(customer: externalID):
            throw Refusal(ERPCode.cannotDelete, "Customer \(externalID) has transactions and cannot be deleted.")
        case .opportunity, .subscription, .invoice, .entitlement, .notice, .hold, .onboarding, .amendment, .delta,
            .customer, .salesOrder, .creditMemo, .customerPayment, .journalEntry, .payment, .settlement, .reminder,
            .deduction, .refund:
            return
        }
    }

    /// An invoice belongs to an order that it was made from, or whose number it carries.
    private func isInvoiced(_ order: Document) -> Bool {
        let names = [order.id.externalID, order.record?.reference].compactMap(\.self)
        return self.live(.erp, .invoice).contains { invoice in
            [invoice.record?.salesOrder, invoice.record?.reference].compactMap(\.self).contains(where: names.contains)
        }
    }

    private func isUsed(customer: String) -> Bool {
        let kinds: [DocumentKind] = [.salesOrder, .invoice, .creditMemo, .customerPayment]
        return kinds.contains { self.live(.erp, $0).contains { $0.record?.customer == customer } }
    }
}
