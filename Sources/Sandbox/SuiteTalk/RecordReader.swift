import RevenueModel
import XML

/// Reads a record from the wire into the fields that the ERP's rules look at.
///
/// References by internal id are turned into external ids, which is what the world knows documents by.
struct RecordReader {
    let element: XMLElement
    let kind: DocumentKind
    let world: SandboxWorld
    let today: LocalDate
    private let namespace: String

    init(_ element: XMLElement, world: SandboxWorld, today: LocalDate) throws(Refusal) {
        guard let type = element.attribute(.xsiType).flatMap({ element.resolve($0) }),
            let kind = SuiteTalk.kind(of: type)
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
        let subsidiary = try self.reference("subsidiary", among: SandboxWorld.catalog.subsidiaries)
        var record = ERPRecord(
            subsidiary: subsidiary,
            date: try self.date("tranDate") ?? self.today,
            currency: try self.currencyCode() ?? SandboxWorld.catalog.currency(ofSubsidiary: subsidiary)
        )
        record.name = self.text("companyName")
        record.email = self.text("email")
        record.memo = self.text("memo")
        record.reference = self.text("otherRefNum")
        record.dueOn = try self.date("dueDate")
        record.customer = self.externalID(
            in: self.field(self.kind == .customerPayment ? "customer" : "entity"),
            .customer
        )
        record.salesOrder = self.externalID(in: self.field("createdFrom"), .salesOrder)
        _ = try self.reference("terms", among: SandboxWorld.catalog.terms)
        if self.kind == .customerPayment {
            try self.readPayment(into: &record)
        } else if self.kind != .customer {
            record.lines = try self.lines(record.currency)
        }
        return record
    }

    /// The currency that the record names; one that is not set up is refused, and none is no error.
    private func currencyCode() throws(Refusal) -> String? {
        let known = SandboxWorld.catalog.currencies
        guard let id = try self.reference("currency", among: known) else { return nil }
        return known.first { $0.value == id }?.key
    }
}

extension RecordReader {
    private func lines(_ code: String) throws(Refusal) -> [ERPRecord.Line] {
        guard let list = self.field("itemList") else { return [] }
        var lines: [ERPRecord.Line] = []
        for element in list.children(QName(self.namespace, "item")) {
            lines.append(try LineReader(element: element, namespace: self.namespace, currency: code).line())
        }
        return lines
    }

    private func readPayment(into record: inout ERPRecord) throws(Refusal) {
        let applies = self.field("applyList")?.children(QName(self.namespace, "apply")) ?? []
        let used = applies.filter { $0.child(QName(self.namespace, "apply"))?.text.xmlTrimmed == "true" }
        let invoices = used.map { apply in
            Int(apply.child(QName(self.namespace, "doc"))?.text.xmlTrimmed ?? "")
                .flatMap { self.world.document(.invoice, internalID: $0) }
        }
        if try self.currencyCode() == nil, let first = invoices.first, let currency = first?.record?.currency {
            record.currency = currency
        }
        guard let total = self.text("payment") else { return }
        record.payment = try Self.money(total, record.currency)
        for (apply, invoice) in zip(used, invoices) {
            let amount = apply.child(QName(self.namespace, "amount"))?.text.xmlTrimmed ?? total
            let doc = apply.child(QName(self.namespace, "doc"))?.text ?? ""
            record.applications.append(
                .init(invoice: invoice?.id.externalID ?? "#\(doc)", amount: try Self.money(amount, record.currency))
            )
        }
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
