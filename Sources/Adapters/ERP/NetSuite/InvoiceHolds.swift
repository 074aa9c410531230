internal import RevenueModel
internal import SagaModel

/// The script ids of an invoice's hold fields; the account has no standard ones.
struct HoldFields {
    let flag: String
    let reasons: String

    init(_ mappings: Mappings) throws(Failure) {
        try mappings.require([(.customFields, "hold"), (.customFields, "holdReasons")])
        self.flag = try mappings.id(.customFields, "hold")
        self.reasons = try mappings.id(.customFields, "holdReasons")
    }
}

/// Who holds an invoice, and the memo that tells people why.
///
/// Each hold has an id of its own, so that two of them nest: the flag goes with the last.
struct InvoiceHolds: Equatable {
    /// Between two ids.
    static let separator = ", "
    /// Between two parts of the memo, of which a hold's note is one.
    private static let partition = " | "

    private(set) var ids: [String]
    private(set) var memo: String

    init(ids: [String], memo: String) {
        self.ids = ids
        self.memo = memo
    }

    init(_ invoice: NetSuiteDocument, _ fields: HoldFields) {
        self.ids = (invoice.custom(fields.reasons) ?? "").split(separator: ",")
            .map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
        self.memo = invoice.text("memo") ?? ""
    }

    func contains(_ hold: InvoiceHold) -> Bool { self.ids.contains(hold.id) }

    func placing(_ hold: InvoiceHold) -> Self {
        let reason = hold.reason.replacing("|", with: "/").prefix(200)
        let parts = [self.memo, "\(Self.note(hold)) \(reason)"].filter { !$0.isEmpty }
        return Self(ids: self.ids + [hold.id], memo: parts.joined(separator: Self.partition))
    }

    func releasing(_ hold: InvoiceHold) -> Self {
        let parts = self.memo.split(separator: Self.partition).filter { !$0.hasPrefix(Self.note(hold)) }
        return Self(ids: self.ids.filter { $0 != hold.id }, memo: parts.joined(separator: Self.partition))
    }

    private static func note(_ hold: InvoiceHold) -> String { "held for \(hold.id):" }
}
