import RevenueModel
import Testing

@Suite("What sagas posted, added up")
struct PostedBooksTests {
    private static func euros(_ cents: Int) -> Money { Money(minorUnits: cents, .euro) }

    private static let order = Order(
        id: "Q-1",
        account: Account(id: "ACME", name: "Acme"),
        legalEntity: "de",
        currency: .euro,
        taxCode: "DE-19",
        terms: "net-30",
        orderedOn: CashDesk.day,
        lines: []
    )

    private static func invoice(_ number: String = "INV-1", net: Int = 100_00, tax: Int = 19_00) -> RevenueRequest {
        let line = InvoiceLine(
            OrderLine(
                number: 1,
                item: "SEAT",
                description: "Seats",
                quantity: RevenueModel.Decimal(1),
                unitPrice: Self.euros(net),
                obligation: "access",
                from: CashDesk.day,
                until: CashDesk.day.adding(days: 30)
            ),
            amount: Self.euros(net),
            tax: Self.euros(tax)
        )
        var invoice = Invoice(unnumbered: Self.order)
        invoice.number = number
        invoice.lines = [line]
        (invoice.net, invoice.tax, invoice.total) = (Self.euros(net), Self.euros(tax), Self.euros(119_00))
        return .erp(.postInvoice(invoice: invoice))
    }

    private static func payment(_ id: String, _ cents: Int) -> RevenueRequest {
        .erp(
            .applyCash(
                payment: Payment(
                    id: id,
                    invoice: "INV-1",
                    account: "ACME",
                    amount: Self.euros(cents),
                    receivedOn: CashDesk.day
                )
            )
        )
    }

    private static func books(_ requests: RevenueRequest...) -> PostedBooks {
        requests.reduce(into: PostedBooks()) { $0.take($1) }
    }

    @Test("leaves open what was not paid, and opens again what was reversed")
    func open() throws {
        var books = Self.books(Self.invoice(), Self.payment("PAY-1", 100_00))
        #expect(try books.open() == ["INV-1": Self.euros(19_00)])
        #expect(try books.sums().isEmpty && books.receivables().isEmpty && books.repeated.isEmpty)
        #expect(try books.compare(withOpen: ["INV-1": "EUR 19.00"]).isEmpty)
        books.take(.erp(.reversePayment(reversal: Reversal(document: "PAY-1", postedOn: CashDesk.day, reason: "NSF"))))
        #expect(try books.open() == ["INV-1": Self.euros(119_00)])
    }

    /// Takes back 80.00 of the line of each invoice, tax included in the second; settles 90.00 and 10.00.
    private static func credit(_ number: String, back: Int = 80_00) -> RevenueRequest {
        func line(_ number: Int, of invoice: String?) -> CreditLine {
            CreditLine(
                number: number,
                corrects: 1,
                of: invoice,
                item: "SEAT",
                description: "Seats",
                amount: Self.euros(back),
                tax: Self.euros(0),
                obligation: "access"
            )
        }
        let settled = [("INV-1", 90_00), ("INV-2", 10_00)]
        return .erp(
            .postCredit(
                credit: CreditMemo(
                    number: number,
                    invoice: "INV-1",
                    account: Self.order.account,
                    legalEntity: "de",
                    taxCode: "DE-19",
                    issuedOn: CashDesk.day,
                    reason: "cancelled",
                    lines: [line(1, of: nil), line(2, of: "INV-2")],
                    net: Self.euros(2 * back),
                    tax: Self.euros(0),
                    total: Self.euros(2 * back),
                    applications: settled.map { CreditSettlement(invoice: $0, amount: Self.euros($1)) }
                )
            )
        )
    }

    @Test("takes each invoice that a credit settles for itself, and finds a line that is taken back twice")
    func severalInvoices() throws {
        var books = Self.books(Self.invoice(), Self.invoice("INV-2"), Self.credit("CR-1"))
        #expect(try books.open() == ["INV-1": Self.euros(29_00), "INV-2": Self.euros(109_00)])
        #expect(try books.sums().isEmpty && books.receivables().isEmpty)
        books.take(Self.credit("CR-2", back: 39_01))
        let found = try books.receivables().filter { $0.check == .credits }
        #expect(found.map(\.subject) == ["INV-1", "INV-2"])
        #expect(found.map(\.expected) == ["at most EUR 119.00", "at most EUR 119.00"])
        #expect(found.map(\.found) == ["EUR 119.01", "EUR 119.01"])
    }

    @Test("finds an invoice that the ERP has otherwise, or not at all")
    func compare() throws {
        let books = Self.books(Self.invoice())
        #expect(try books.compare(withOpen: ["INV-1": "EUR 19.00"]).map(\.found) == ["EUR 19.00"])
        #expect(try books.compare(withOpen: [:]).map(\.found) == ["no such invoice"])
    }

    @Test("finds more money than the invoice came to, and a document that two sagas posted")
    func tooMuch() throws {
        let books = Self.books(Self.invoice(), Self.invoice(), Self.payment("PAY-1", 119_00), Self.payment("PAY-2", 1))
        #expect(try books.receivables().map(\.found) == ["EUR -0.01"])
        #expect(books.repeated == ["INV-1"])
    }

    @Test("finds an invoice whose lines do not add up to it")
    func sums() throws {
        let found = try Self.books(Self.invoice(net: 99_00)).sums()
        #expect(found.map(\.subject) == ["INV-1, total"])
        #expect(found.map(\.expected) == ["EUR 118.00"])
    }
}
