internal import RevenueModel

/// An order as somebody wrote it down.
///
/// It is checked as a whole before anything is started.
enum OrderFile {
    private static let keys = [
        "order", "account", "legalEntity", "currency", "taxCode", "terms", "orderedOn", "lines",
    ]
    private static let accountKeys = ["id", "name", "parent", "email"]
    private static let lineKeys = ["item", "description", "quantity", "unitPrice", "obligation", "from", "until"]

    static func read(_ path: String) throws(FileProblem) -> Order { try self.order(Document.read(path)) }

    static func parse(_ text: String, file: String) throws(FileProblem) -> Order {
        try self.order(Document.parse(text, file: file))
    }

    private static func order(_ field: Field) throws(FileProblem) -> Order {
        let record = try field.record(Self.keys)
        let currency = try Self.currency(record.required("currency"))
        return Order(
            id: try Self.name(record.required("order")),
            account: try Self.account(record.required("account")),
            legalEntity: try record.text("legalEntity"),
            currency: currency,
            taxCode: try record.text("taxCode"),
            terms: try record.text("terms"),
            orderedOn: try Self.date(record.required("orderedOn")),
            lines: try Self.lines(record.required("lines"), currency)
        )
    }

    private static func account(_ field: Field) throws(FileProblem) -> Account {
        let record = try field.record(Self.accountKeys)
        return Account(
            id: try record.text("id"),
            name: try record.text("name"),
            parent: try record.optionalText("parent"),
            email: try record.optionalText("email")
        )
    }

    private static func lines(_ field: Field, _ currency: Currency) throws(FileProblem) -> [OrderLine] {
        let items = try field.items()
        guard !items.isEmpty else { throw field.problem("is empty; expected at least one line") }
        var lines: [OrderLine] = []
        for item in items { lines.append(try Self.line(item, number: lines.count + 1, currency)) }
        return lines
    }

    private static func line(_ field: Field, number: Int, _ currency: Currency) throws(FileProblem) -> OrderLine {
        let record = try field.record(Self.lineKeys)
        let from = try Self.date(record.required("from"))
        let until = try Self.date(record.required("until"))
        guard from < until else {
            throw try record.required("until").problem(
                "\(until) is not after \(from); expected the day after the last day of service"
            )
        }
        let line = OrderLine(
            number: number,
            item: try record.text("item"),
            description: try record.text("description"),
            quantity: try Self.quantity(record.required("quantity")),
            unitPrice: try Self.price(record.required("unitPrice"), currency),
            obligation: try record.text("obligation"),
            from: from,
            until: until
        )
        do {
            _ = try line.amount()
        } catch {
            throw field.problem("\(error)")
        }
        return line
    }
}

// MARK: - values

extension OrderFile {
    /// The order's name becomes part of ids and addresses, so that it has no room for anything else.
    private static func name(_ field: Field) throws(FileProblem) -> String {
        let text = try field.text()
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
            default: false
            }
        }
        guard isPlain, text.utf8.count <= 64 else {
            throw field.problem("“\(text)” is not an order number; expected letters, digits, - and _, such as Q-1042")
        }
        guard text.firstMatch(of: /-G[0-9]+$/) == nil else {
            throw field.problem(
                "“\(text)” ends like a second generation, which Skald names itself; expected another name"
            )
        }
        return text
    }

    private static func currency(_ field: Field) throws(FileProblem) -> Currency {
        let text = try field.text()
        guard let currency = Currency(text) else {
            throw field.problem("“\(text)” is not a currency; expected an ISO 4217 code, such as EUR")
        }
        return currency
    }

    private static func date(_ field: Field) throws(FileProblem) -> LocalDate {
        let text = try field.text()
        guard let date = LocalDate(text) else {
            throw field.problem("“\(text)” is not a date; expected one such as 2026-11-21")
        }
        return date
    }

    private static func quantity(_ field: Field) throws(FileProblem) -> RevenueModel.Decimal {
        let text = try field.text()
        do {
            let quantity = try RevenueModel.Decimal(text)
            guard quantity.coefficient > 0 else {
                throw field.problem("\(text) is not a quantity; expected more than 0")
            }
            return quantity
        } catch let problem as FileProblem {
            throw problem
        } catch {
            throw field.problem("“\(text)” is not a quantity; expected a number more than 0, such as 40")
        }
    }

    private static func price(_ field: Field, _ currency: Currency) throws(FileProblem) -> Money {
        let text = try field.text()
        let price: Money
        do {
            price = try Money(decimal: text, currency)
        } catch {
            throw field.problem("expected an amount in \(currency), such as 1250.00; \(error)")
        }
        guard price.minorUnits >= 0 else { throw field.problem("\(text) is negative; expected an amount of 0 or more") }
        return price
    }
}
