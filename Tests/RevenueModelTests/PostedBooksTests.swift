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
