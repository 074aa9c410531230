internal import Documents
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

    static func read(_ path: String) throws -> Order { try self.order(Document.read(path)) }

    static func parse(_ text: String, file: String) throws -> Order {
        try self.order(Document.parse(text, file: file))
    }

    /// - Throws: `FileProblems` with everything that somebody must correct.
    private static func order(_ field: Field) throws(FileProblems) -> Order {
        var problems = FileProblems()
        guard let record = problems.record(field, Self.keys) else { throw problems }
        let currency = problems.take(try Self.currency(record.required("currency")))
        let id = problems.take(try Self.name(record.required("order")))
        let account = problems.take(try record.required("account")).flatMap { Self.account($0, &problems) }
        let legalEntity = problems.take(try record.text("legalEntity"))
        let taxCode = problems.take(try record.text("taxCode"))
        let terms = problems.take(try record.text("terms"))
        let orderedOn = problems.take(try Self.date(record.required("orderedOn")))
        let lines = problems.take(try record.required("lines")).map { Self.lines($0, currency, &problems) }
        guard problems.found.isEmpty, let currency, let id, let account, let legalEntity, let taxCode, let terms,
            let orderedOn, let lines
        else { throw problems }
        return Order(
            id: id,
            account: account,
            legalEntity: legalEntity,
            currency: currency,
            taxCode: taxCode,
            terms: terms,
            orderedOn: orderedOn,
            lines: lines
        )
    }

    private static func account(_ field: Field, _ problems: inout FileProblems) -> Account? {
        guard let record = problems.record(field, Self.accountKeys) else { return nil }
        let id = problems.take(try record.text("id"))
        let name = problems.take(try record.text("name"))
        let parent = problems.take(try record.optionalText("parent"))
        let email = problems.take(try record.optionalText("email"))
        guard let id, let name, let parent, let email else { return nil }
        return Account(id: id, name: name, parent: parent, email: email)
    }

    private static func lines(_ field: Field, _ currency: Currency?, _ problems: inout FileProblems) -> [OrderLine] {
        let items = problems.take(try Self.atLeastOne(field)) ?? []
        return items.enumerated().compactMap { Self.line($1, number: $0 + 1, currency, &problems) }
    }

    private static func atLeastOne(_ field: Field) throws(FileProblem) -> [Field] {
        let items = try field.items()
        guard !items.isEmpty else { throw field.problem("is empty; expected at least one line") }
        return items
    }

    /// Without a currency no price can be read; that it is missing is a problem already.
    private static func line(
        _ field: Field,
        number: Int,
        _ currency: Currency?,
        _ problems: inout FileProblems
    ) -> OrderLine? {
        guard let record = problems.record(field, Self.lineKeys) else { return nil }
        let item = problems.take(try record.text("item"))
        let description = problems.take(try record.text("description"))
        let quantity = problems.take(try Self.quantity(record.required("quantity")))
        var price: Money?
        if let currency { price = problems.take(try Self.price(record.required("unitPrice"), currency)) }
        let obligation = problems.take(try record.text("obligation"))
        let from = problems.take(try Self.date(record.required("from")))
        let until = problems.take(try Self.end(record.required("until"), after: from))
        guard let item, let description, let quantity, let price, let obligation, let from, let until else {
            return nil
        }
        let line = OrderLine(
            number: number,
            item: item,
            description: description,
            quantity: quantity,
            unitPrice: price,
            obligation: obligation,
            from: from,
            until: until
        )
        return problems.take(try Self.countable(line, field))
    }

    private static func end(_ field: Field, after from: LocalDate?) throws(FileProblem) -> LocalDate {
        let until = try Self.date(field)
        guard let from, until <= from else { return until }
        throw field.problem("\(until) is not after \(from); expected the day after the last day of service")
    }

    private static func countable(_ line: OrderLine, _ field: Field) throws(FileProblem) -> OrderLine {
        do {
            _ = try line.amount()
            return line
        } catch {
            throw field.problem("\(error)")
        }
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
