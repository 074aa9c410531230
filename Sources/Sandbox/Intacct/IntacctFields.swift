import RevenueModel
import XML

/// The fields of one element of a request, in the kinds that the books want.
struct IntacctFields {
    let element: XMLElement

    func element(_ name: String) -> XMLElement? { self.element.child(QName("", name)) }

    func text(_ name: String) -> String? {
        self.element(name).map(\.text.xmlTrimmed).flatMap { $0.isEmpty ? nil : $0 }
    }

    func required(_ name: String) throws(Refusal) -> String {
        guard let text = self.text(name) else {
            throw Refusal(ERPCode.userError, "Required field \(name) is missing.")
        }
        return text
    }

    /// A date in three parts, or month first.
    func date(_ name: String) throws(Refusal) -> LocalDate? {
        guard let element = self.element(name) else { return nil }
        if element.children.isEmpty { return try self.usDate(element.text.xmlTrimmed) }
        let parts = ["year", "month", "day"].map { Int(IntacctFields(element: element).text($0) ?? "") ?? 0 }
        guard let date = LocalDate(year: parts[0], month: parts[1], day: parts[2]) else {
            throw Refusal(ERPCode.userError, "\(name) is not a date.")
        }
        return date
    }

    private func usDate(_ text: String) throws(Refusal) -> LocalDate? {
        if text.isEmpty { return nil }
        let parts = text.split(separator: "/").map { Int($0) ?? 0 }
        guard parts.count == 3, let date = LocalDate(year: parts[2], month: parts[0], day: parts[1]) else {
            throw Refusal(ERPCode.userError, "“\(text)” is not a date; write it as 11/21/2026.")
        }
        return date
    }

    func money(_ name: String, _ currency: String) throws(Refusal) -> Money? {
        guard let text = self.text(name) else { return nil }
        return try RecordReader.money(text, currency)
    }

    func decimal(_ name: String) throws(Refusal) -> Decimal? {
        guard let text = self.text(name) else { return nil }
        do { return try Decimal(text) } catch { throw Refusal(ERPCode.userError, error.description) }
    }

    /// The number of what a name stands for; refuses what is not set up.
    func known(_ name: String, among known: [String: Int]) throws(Refusal) -> Int? {
        guard let text = self.text(name) else { return nil }
        guard let number = known[text] else {
            throw Refusal(ERPCode.unknownReference, "Invalid \(name) “\(text)” specified.")
        }
        return number
    }

    /// The company's own fields, in the older functions' way of writing them; as the books call them.
    func customFields() throws(Refusal) -> [String: String] {
        let fields = self.element("customfields")?.children(QName("", "customfield")) ?? []
        var values: [String: String] = [:]
        for field in fields.map(IntacctFields.init) {
            let name = try field.required("customfieldname")
            guard let known = IntacctChart.customFields[name] else {
                throw Refusal(ERPCode.userError, "There is no custom field \(name).")
            }
            values[known] = field.text("customfieldvalue") ?? ""
        }
        return values
    }
}
