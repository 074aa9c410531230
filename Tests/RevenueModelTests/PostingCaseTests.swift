import RevenueModel
import Testing

@Suite("Journals of worked cases")
struct PostingCaseTests {
    @Test("are posted line by line as the table says", arguments: try ReferenceCase.load("posting"))
    func posting(_ example: ReferenceCase) throws {
        var journal = try Self.journal(of: Self.event(of: example), example)
        if example.has("reversed-on") {
            let day = PostingDate(try example.date("reversed-on"))
            journal = try journal.reversed(dating: day, reason: "void")
        }
        var actual = [
            "dates": ["\(journal.entry.postedOn)"],
            "lines": journal.entry.lines.map(\.written),
        ]
        if example.has("refunds") { actual["total"] = try Self.totalRefunds(example) }
        if example.has("service") {
            let schedule = try Self.schedule(example)
            actual["schedule"] = schedule.lines.map { "\($0.day) \($0.amount.decimal)" }
            actual["recognised"] = [try Money.sum(schedule.lines.map(\.amount), in: example.unit()).decimal]
        }
        #expect(actual.mapValues { $0.sorted() } == example.expected.mapValues { $0.sorted() })
    }

    private static func journal(
        of event: BusinessEvent,
        _ example: ReferenceCase,
        number: String = "D-1:1"
    ) throws -> Journal {
        let day = PostingDate(try example.date("on"))
        return try #require(
            try event.journal(number: number, of: "EU", source: "D-1", dating: day, memo: example.about)
        )
    }

    private static func event(of example: ReferenceCase) throws -> BusinessEvent {
        switch try example.text("event") {
        case "invoiced": return .invoiced(try Self.consideration(example))
        case "charged": return .charged(try Self.consideration(example), fee: try example.money("fee"))
        case "settled-from-credit": return .settledFromCredit(try Self.consideration(example))
        case "credited": return try Self.credit(example)
        case "refunded":
            let (booked, paid) = try Self.values(example)
            return .refunded(.revenue, booked: booked, paid: paid, from: .clearing)
        case "refunded-again":
            let last = try #require(try example.moneys("refunds").last)
            return .refunded(.revenue, booked: last, paid: last, from: .clearing)
        case "charged-back":
            let (booked, withdrawn) = try Self.values(example, "withdrawn")
            return .chargedBack(booked: booked, withdrawn: withdrawn, fee: try example.money("fee"))
        case "chargeback-won":
            let (booked, reinstated) = try Self.values(example, "reinstated")
            return .chargebackWon(booked: booked, reinstated: reinstated)
        case "chargeback-lost": return .chargebackLost(booked: try example.money("booked"))
        case "written-off": return .writtenOff(try example.money("gross"), relief: try example.optional("relief"))
        case let event: throw ReferenceCase.Missing.value(event, of: example.id)
        }
    }

    private static func consideration(_ example: ReferenceCase) throws -> Consideration {
        let lines = example.has("lines") ? try example.moneys("lines") : [try example.optional("earned")]
        return Consideration(
            earned: try Money.sum(lines, in: example.unit()),
            deferred: try example.optional("deferred"),
            tax: try example.optional("tax")
        )
    }

    private static func credit(_ example: ReferenceCase) throws -> BusinessEvent {
        let consideration = try Consideration(
            crediting: example.money("net"),
            tax: example.money("tax"),
            deferredLeft: example.money("deferred-left")
        )
        let destination = try CreditDestination(of: consideration.gross(), open: example.money("open"))
        return .credited(consideration, to: destination)
    }

    /// What it was booked at, and what it is worth now.
    private static func values(_ example: ReferenceCase, _ now: String = "paid") throws -> (Money, Money) {
        guard example.has("foreign") else { return (try example.money("booked"), try example.money(now)) }
        let foreign = try example.texts("foreign")
        let amount = try Money(decimal: foreign[1], #require(Currency(foreign[0])))
        let books = try example.unit()
        let booked = BookRate(books: books, rate: try example.ratio("booked-rate"))
        let paid = BookRate(books: books, rate: try example.ratio("paid-rate"))
        return (try booked.value(amount), try paid.value(amount))
    }

    /// Both refunds in one ledger: each adds itself.
    private static func totalRefunds(_ example: ReferenceCase) throws -> [String] {
        var ledger = Ledger()
        for (place, amount) in try example.moneys("refunds").enumerated() {
            let event = BusinessEvent.refunded(.revenue, booked: amount, paid: amount, from: .clearing)
            try ledger.post(Self.journal(of: event, example, number: "D-1:\(place)"))
        }
        return [try ledger.holding(.refunds, in: example.unit()).decimal]
    }

    private static func schedule(_ example: ReferenceCase) throws -> RevenueSchedule {
        let service = try example.interval("service")
        let price = try example.money("deferred")
        let year = PerformanceObligation(id: "year", standalone: price, pattern: .ratable(service, .contractMonth))
        return try RevenueArrangement(price: price, obligations: [year]).schedule(of: "year")
    }
}

extension JournalLine {
    var written: String { "\(self.account) \(self.side.rawValue) \(self.amount.decimal)" }
}
