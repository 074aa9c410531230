internal import RevenueModel
internal import SagaModel
internal import XML

/// Elements of a request: the gateway knows no namespaces, and wants its elements in one order.
enum IntacctElement {
    static func element(_ name: String, _ children: [XMLOutput?]) -> XMLOutput {
        .element(QName("", name), children.compactMap(\.self))
    }

    static func element(_ name: String, key: String, _ children: [XMLOutput?] = []) -> XMLOutput {
        .element(QName("", name), attributes: [(QName("", "key"), .text(key))], children.compactMap(\.self))
    }

    static func text(_ name: String, _ text: String) -> XMLOutput { .element(QName("", name), text: text) }

    /// A date as the older functions want it, in three parts.
    static func date(_ name: String, _ date: LocalDate) -> XMLOutput {
        let parts = date.description.split(separator: "-").map(String.init)
        return self.element(name, zip(["year", "month", "day"], parts).map { self.text($0, $1) })
    }

    /// A date as the newer objects want it: month first.
    static func usDate(_ name: String, _ date: LocalDate) -> XMLOutput {
        let parts = date.description.split(separator: "-").map(String.init)
        return self.text(name, (parts.dropFirst() + parts.prefix(1)).joined(separator: "/"))
    }

    /// Amounts with a third decimal would be rounded there without a word, so they do not leave.
    static func money(_ name: String, _ amount: Money) throws(Failure) -> XMLOutput {
        guard amount.currency.exponent <= 2 else {
            throw .rejected(
                "Sage Intacct was not asked: it keeps two decimals, and \(amount) has \(amount.currency.exponent)."
            )
        }
        return self.text(name, amount.decimal)
    }

    /// One field that the company added to its records.
    static func custom(_ name: String, _ value: String) -> XMLOutput {
        self.element(
            "customfields",
            [self.element("customfield", [self.text("customfieldname", name), self.text("customfieldvalue", value)])]
        )
    }
}
