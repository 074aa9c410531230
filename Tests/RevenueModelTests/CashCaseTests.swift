import RevenueModel
import Testing

@Suite("Cash of worked cases")
struct CashCaseTests {
    typealias Numbers = [String: [String]]

    @Test("comes out as the table says", arguments: try ReferenceCase.load("cash"))
    func cash(_ example: ReferenceCase) throws {
        #expect(try Self.reproduce(example) == example.expected)
    }

    private static func reproduce(_ example: ReferenceCase) throws -> Numbers {
        switch example.id {
        case "KB-PAY-01": try Self.parts(example)
        case "KB-PAY-06": try Self.announced(example)
        case "EN-PAY-01", "EN-PAY-02": try Self.difference(example)
        case "EN-PAY-03": try Self.foreign(example)
        case "EN-REC-01": try Self.byHand(example)
        case "OB-PAY-02": try Self.targets(example)
        case "TR-OVER-01": try Self.surplus(example)
        case "TR-RULE-01": try Self.overflow(example)
        case "EN-DUP-01": try Self.duplicate(example)
        case "KB-WO-01": try Self.writtenOff(example)
        case "LG-DUN-01": try Self.dunned(example)
        case "MT-MRR-01": try Self.movements(example)
        case "CP-01": try Self.upgraded(example)
        case "CP-03": try Self.cancelled(example)
        case "CP-09": try Self.disputed(example)
        case "CP-11": try Self.repeated(example)
        case "CP-14": try Self.slices(example)
        default: throw ReferenceCase.Missing.value("a way to compute it", of: example.id)
        }
    }

    /// An invoice of the case's amount, and nothing paid.
    private static func desk(_ example: ReferenceCase, _ policy: CashPolicy = CashPolicy()) throws -> CashDesk {
        var desk = CashDesk(policy: policy)
        try desk.issue("INV-1", example.money("invoices"))
        return desk
    }

    private static func parts(_ example: ReferenceCase) throws -> Numbers {
        var desk = try Self.desk(example)
        var open: [Money] = []
        for (place, amount) in try example.moneys("receipts").enumerated() {
            try desk.take(.received(CashDesk.receipt("PAY-\(place)", amount)))
            open.append(try desk.open("INV-1"))
        }
        return ["open": open.decimals]
    }

    private static func announced(_ example: ReferenceCase) throws -> Numbers {
        var desk = try Self.desk(example)
        let unit = try example.unit()
        let line = RemittanceLine(document: "INV-1", amount: try example.money("announced"))
        try desk.take(.announced(CashDesk.receipt("PAY-1", line.amount, for: [line])))
        var balances = [try desk.book.balance(in: unit)]
        let credit = Consideration(deferred: try example.money("credit"))
        try desk.take(.credited(CreditNote(number: "CR-1", document: "INV-1", consideration: credit)))
        balances.append(try desk.book.balance(in: unit))
        try desk.take(.confirmed(receipt: "PAY-1"))
        balances.append(try desk.book.balance(in: unit))
        #expect(try desk.findings(in: unit).isEmpty)
        return ["balance": balances.decimals]
    }

    private static func difference(_ example: ReferenceCase) throws -> Numbers {
        let unit = try example.unit()
        let tolerance = example.has("tolerance") ? [unit: try example.money("tolerance")] : [:]
        var desk = try Self.desk(example, CashPolicy(tolerance: tolerance))
        try desk.take(.received(CashDesk.receipt("PAY-1", example.money("receipts"))))
        #expect(try desk.findings(in: unit).isEmpty)
        guard example.has("tolerance") else {
            return ["open": [try desk.open("INV-1").decimal], "unapplied": [try desk.unapplied("PAY-1").decimal]]
        }
        let settlement = desk.book.receipts["PAY-1"]?.applications.first?.settlement
        return [
            "open": [try desk.open("INV-1").decimal],
            "receivable": [try desk.ledger.holding(.receivable, in: unit).decimal],
            "small-differences": [try desk.ledger.holding(.smallDifferences, in: unit).decimal],
            "relieved": [try #require(settlement).relieved.decimal],
        ]
    }

    private static func foreign(_ example: ReferenceCase) throws -> Numbers {
        let books = try example.unit()
        let foreign = try example.texts("foreign")
        let dollar = try #require(Currency(foreign[0]))
        let gross = try Money(decimal: foreign[1], dollar)
        let rate = BookRate(books: books, rate: try example.ratio("rate"))
        let item = OpenItem(
            document: "INV-1",
            customer: "C-1",
            legalEntity: "EU",
            dueOn: CashDesk.day,
            gross: gross,
            rate: rate
        )
        var desk = CashDesk()
        try desk.take(.issued(item, Consideration(earned: rate.value(gross))))
        var receipt = CashDesk.receipt("PAY-1", try Money(decimal: example.text("paid"), dollar))
        receipt.rate = try BookRate(of: receipt.amount, worth: example.money("worth"))
        try desk.take(.received(receipt))
        #expect(try desk.findings(in: books).isEmpty)
        let receivable = try desk.ledger.holding(.receivable, in: books)
        return [
            "relieved": [try rate.value(gross).subtracting(receivable).decimal],
            "bank": [try desk.ledger.holding(.bank, in: books).decimal],
            "loss": [try desk.ledger.holding(.exchangeDifference, in: books).decimal],
            "open": [try desk.open("INV-1").decimal],
        ]
    }

    private static func byHand(_ example: ReferenceCase) throws -> Numbers {
        var desk = try Self.desk(example, CashPolicy(unmatched: .keepUnapplied))
        var open: [Money] = []
        for (place, amount) in try zip(example.moneys("receipts"), example.moneys("applied")).enumerated() {
            try desk.take(.received(CashDesk.receipt("PAY-\(place)", amount.0)))
            try desk.take(.applied(receipt: "PAY-\(place)", to: .document("INV-1"), amount.1))
            open.append(try desk.open("INV-1"))
        }
        let before = desk.book
        let tooMuch = try example.money("too-much")
        let left = try desk.unapplied("PAY-1")
        #expect(throws: CashError.exceedsReceipt(receipt: "PAY-1", asked: tooMuch, left: left)) {
            try desk.take("late", .applied(receipt: "PAY-1", to: .document("INV-1"), tooMuch))
        }
        #expect(desk.book == before)
        return ["open": open.decimals, "unapplied": [left.decimal], "over-allocation": ["rejected"]]
    }

    private static func targets(_ example: ReferenceCase) throws -> Numbers {
        var desk = CashDesk()
        let amount = try example.money("amount")
        let names = try example.texts("targets")
        try desk.take(.received(CashDesk.receipt("OUT", amount.negated())))
        for name in names { try desk.take(.received(CashDesk.receipt(name, amount))) }
        try desk.issue("INV-1", example.money("invoices"))
        var left: [Money] = []
        for name in names {
            try desk.take(.applied(receipt: name, to: Self.target(name, of: example), amount))
            left.append(try desk.unapplied(name))
        }
        #expect(try desk.findings(in: example.unit()).isEmpty)
        let target = [try desk.open("INV-1"), try desk.unapplied("OUT")]
        return ["unapplied": left.decimals, "target": target.decimals]
    }

    private static func target(_ name: String, of example: ReferenceCase) throws -> ApplicationTarget {
        switch name {
        case "document": .document("INV-1")
        case "receipt": .receipt("OUT")
        case "customer-credit": .customerCredit
        case "tax-office": .taxOffice
        default: throw ReferenceCase.Missing.value(name, of: example.id)
        }
    }

    private static func surplus(_ example: ReferenceCase) throws -> Numbers {
        let unit = try example.unit()
        var (income, balance): ([Money], [Money]) = ([], [])
        for name in try example.texts("policies") {
            let policy = try #require(CashPolicy.Overpayment(rawValue: name))
            var desk = try Self.desk(example, CashPolicy(overpayment: policy))
            try desk.take(.received(CashDesk.receipt("PAY-1", example.money("receipts"))))
            #expect(try desk.findings(in: unit).isEmpty)
            income.append(try desk.ledger.holding(.smallDifferences, in: unit).negated())
            balance.append(try desk.book.balance(in: unit))
        }
        return ["income": income.decimals, "balance": balance.decimals]
    }

    private static func overflow(_ example: ReferenceCase) throws -> Numbers {
        let unit = try example.unit()
        var desk = try Self.desk(example, CashPolicy(overpayment: .customerCredit))
        try desk.take(.received(CashDesk.receipt("PAY-1", example.money("receipts"))))
        #expect(try desk.findings(in: unit).isEmpty)
        return [
            "receivable": [try desk.ledger.balance(.receivable, in: unit).decimal],
            "customer-credit": [try desk.ledger.balance(.customerCredit, in: unit).decimal],
            "unapplied": [try desk.ledger.balance(.unappliedCash, in: unit).decimal],
        ]
    }
}
