import RevenueModel
import SuiteTalk
import XML

/// Reads a record from the wire into the fields that the ERP's rules look at.
///
/// What the message does not name stays as it stands in the record that is written to. References by internal id are
/// turned into external ids, which is what the world knows documents by.
struct RecordReader {
    let element: XMLElement
    let kind: DocumentKind
    let world: SandboxWorld
    let today: LocalDate
    private let namespace: String

    init(_ element: XMLElement, world: SandboxWorld, today: LocalDate) throws(Refusal) {
        guard let type = element.attribute(.xsiType).flatMap({ element.resolve($0) }),
            let kind = RecordKind(type: type).flatMap({ DocumentKind(rawValue: $0.rawValue) })
        else { throw Refusal(ERPCode.invalidRecordType, "The record has no type that is known here.") }
        self.element = element
        self.kind = kind
        self.world = world
        self.today = today
        self.namespace = type.namespace
    }

    /// The name that upsert finds the record by.
    func externalID() throws(Refusal) -> String {
        guard let id = self.element.attribute("externalId"), !id.isEmpty else {
            throw Refusal(ERPCode.userError, "Upsert needs an externalId.")
        }
        guard self.element.attribute("internalId") == nil else {
            throw Refusal(ERPCode.userError, "Upsert takes no internalId.")
        }
        return id
    }

    func record() throws(Refusal) -> ERPRecord {
        let standing = self.world.live(.erp, self.kind, try self.externalID())?.record
        var record: ERPRecord
        if let standing { record = standing } else { record = try self.fresh() }
        record.subsidiary =
            try self.reference("subsidiary", among: SandboxWorld.catalog.subsidiaries) ?? record.subsidiary
        record.date = try self.date("tranDate") ?? record.date
        record.currency = try self.currencyCode() ?? record.currency
        record.name = self.text("companyName") ?? record.name
        record.email = self.text("email") ?? record.email
        record.memo = self.field("memo") == nil ? record.memo : self.text("memo")
        record.reference = self.text("otherRefNum") ?? record.reference
        record.dueOn = try self.date("dueDate") ?? record.dueOn
        record.customer = self.externalID(in: self.field(self.customerField), .customer) ?? record.customer
        record.salesOrder = self.externalID(in: self.field("createdFrom"), .salesOrder) ?? record.salesOrder
        record.customFields = try CustomFieldReader.fields(of: self.element, self.namespace, over: record.customFields)
        _ = try self.reference("terms", among: SandboxWorld.catalog.terms)
        try self.readLists(into: &record)
        return record
    }

    private func fresh() throws(Refusal) -> ERPRecord {
        let subsidiary = try self.reference("subsidiary", among: SandboxWorld.catalog.subsidiaries)
        return ERPRecord(date: self.today, currency: SandboxWorld.catalog.currency(ofSubsidiary: subsidiary))
    }

    private var customerField: String { self.kind == .customerPayment ? "customer" : "entity" }

    private func readLists(into record: inout ERPRecord) throws(Refusal) {
        switch self.kind {
        case .customerPayment: try self.readPayment(into: &record)
        case .creditMemo:
            try self.readLines(into: &record)
            try self.readApplications(into: &record, whole: "0")
        case .journalEntry: try self.readSides(into: &record)
        case .salesOrder, .invoice: try self.readLines(into: &record)
        case .customer, .opportunity, .subscription, .entitlement, .notice, .hold, .onboarding, .amendment, .delta,
            .payment, .settlement, .reminder, .deduction, .refund:
            return
        }
    }

    /// The currency that the record names; one that is not set up is refused, and none is no error.
    private func currencyCode() throws(Refusal) -> String? {
        let known = SandboxWorld.catalog.currencies
        guard let id = try self.reference("currency", among: known) else { return nil }
        return known.first { $0.value == id }?.key
    }
}

extension RecordReader {
    /// Lines replace those that stand there, unless the list says otherwise.
    private func readLines(into record: inout ERPRecord) throws(Refusal) {
        guard let list = self.field("itemList") else { return }
        var lines: [ERPRecord.Line] = []
        for element in list.children(QName(self.namespace, "item")) {
            lines.append(try LineReader(element: element, namespace: self.namespace, currency: record.currency).line())
        }
        record.lines = Self.replacesAll(list) ? lines : record.lines + lines
    }

    private func readSides(into record: inout ERPRecord) throws(Refusal) {
        guard let list = self.field("lineList") else { return }
        var sides: [ERPRecord.Side] = []
        for element in list.children(QName(self.namespace, "line")) {
            sides.append(try LineReader(element: element, namespace: self.namespace, currency: record.currency).side())
        }
        record.sides = Self.replacesAll(list) ? sides : (record.sides ?? []) + sides
    }

    private func readPayment(into record: inout ERPRecord) throws(Refusal) {
        if try self.currencyCode() == nil, let first = self.applied.first,
            let currency = self.invoice(of: first)?.record?.currency
        {
            record.currency = currency
        }
        record.source = try self.reference("account", among: SandboxWorld.catalog.accountNames) ?? record.source
        guard let total = self.text("payment") else { return }
        record.payment = try Self.money(total, record.currency)
        try self.readApplications(into: &record, whole: total)
    }

    /// What is applied to which invoice; a line without an amount applies the whole.
    private func readApplications(into record: inout ERPRecord, whole: String) throws(Refusal) {
        guard self.field("applyList") != nil else { return }
        record.applications = []
        for apply in self.applied {
            let amount = apply.child(QName(self.namespace, "amount"))?.text.xmlTrimmed ?? whole
            let doc = apply.child(QName(self.namespace, "doc"))?.text ?? ""
            let invoice = self.invoice(of: apply)?.id.externalID ?? "#\(doc)"
            record.applications.append(.init(invoice: invoice, amount: try Self.money(amount, record.currency)))
        }
    }

    private var applied: [XMLElement] {
        let applies = self.field("applyList")?.children(QName(self.namespace, "apply")) ?? []
        return applies.filter { $0.child(QName(self.namespace, "apply")).flatMap { xmlBoolean($0.text) } == true }
    }

    private func invoice(of apply: XMLElement) -> Document? {
        Int(apply.child(QName(self.namespace, "doc"))?.text.xmlTrimmed ?? "")
            .flatMap { self.world.document(.invoice, internalID: $0) }
    }

    private static func replacesAll(_ list: XMLElement) -> Bool {
        list.attribute("replaceAll").flatMap { xmlBoolean($0) } != false
    }

    static func money(_ text: String, _ code: String) throws(Refusal) -> Money {
        guard let currency = Currency(code) else {
            throw Refusal(ERPCode.unknownReference, "Invalid currency reference key \(code).")
        }
        do { return try Money(decimal: text, currency) } catch {
            throw Refusal(ERPCode.userError, error.description)
        }
    }
}

extension RecordReader {
    private func field(_ name: String) -> XMLElement? { self.element.child(QName(self.namespace, name)) }

    private func text(_ name: String) -> String? {
        self.field(name).map(\.text.xmlTrimmed).flatMap { $0.isEmpty ? nil : $0 }
    }

    private func date(_ name: String) throws(Refusal) -> LocalDate? { try Self.date(self.text(name)) }

    /// The day of a time stamp; its time of day means nothing in the books.
    static func date(_ text: String?) throws(Refusal) -> LocalDate? {
        guard let text else { return nil }
        guard let date = LocalDate(String(text.prefix(10))) else {
            throw Refusal(ERPCode.userError, "“\(text)” is not a date.")
        }
        return date
    }

    private func externalID(in reference: XMLElement?, _ kind: DocumentKind) -> String? {
        guard let reference else { return nil }
        if let external = reference.attribute("externalId") { return external }
        guard let text = reference.attribute("internalId"), let id = Int(text) else { return nil }
        return self.world.document(kind, internalID: id)?.id.externalID ?? "#\(id)"
    }

    private func reference(_ name: String, among known: [String: Int]) throws(Refusal) -> Int? {
        try LineReader.reference(self.field(name), name, among: known)
    }
}

extension SandboxWorld {
    /// The ERP's record with that number.
    func document(_ kind: DocumentKind, internalID: Int) -> Document? {
        self.live(.erp, kind).first { $0.internalID == internalID }
    }
}
