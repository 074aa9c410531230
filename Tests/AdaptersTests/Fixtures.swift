import AsyncHTTPClient
import Foundation
import RevenueModel
import SagaModel
import Testing

@testable import Adapters

enum Fixtures {
    static func order(parent: String? = nil) throws -> Order {
        let euro = try #require(Currency("EUR"))
        let line = OrderLine(
            number: 1,
            item: "SEAT",
            description: "Seats & support",
            quantity: try Decimal("10"),
            unitPrice: Money(minorUnits: 12_010, euro),
            obligation: "platform-access",
            from: try #require(LocalDate("2026-12-01")),
            until: try #require(LocalDate("2027-12-01"))
        )
        return Order(
            id: "Q-1042",
            account: Account(id: "ACC-1", name: "Nordwind <Handel>", parent: parent, email: "ap@nordwind.example"),
            legalEntity: "DE01",
            currency: euro,
            taxCode: "DE-19",
            terms: "net-30",
            orderedOn: try #require(LocalDate("2026-11-21")),
            lines: [line]
        )
    }

    static func invoice() throws -> Invoice {
        let order = try Self.order()
        let (net, tax) = (try order.lines[0].amount(), Money(minorUnits: 22_819, order.currency))
        return Invoice(
            number: "INV-1001",
            order: order.id,
            account: order.account,
            legalEntity: order.legalEntity,
            taxCode: order.taxCode,
            terms: order.terms,
            issuedOn: try #require(LocalDate("2026-11-21")),
            dueOn: try #require(LocalDate("2026-12-21")),
            lines: [InvoiceLine(order.lines[0], amount: net, tax: tax)],
            net: net,
            tax: tax,
            total: try net.adding(tax)
        )
    }

    static func payment() throws -> Payment {
        Payment(
            id: "PAY-77",
            invoice: "INV-1001",
            account: "ACC-1",
            amount: Money(minorUnits: 142_919, try #require(Currency("EUR"))),
            receivedOn: try #require(LocalDate("2026-12-20"))
        )
    }

    static let mappings = Mappings(
        entities: ["DE01": "3"],
        items: ["SEAT": "501"],
        accounts: ["receivable": "119", "deferred-revenue": "250", "revenue": "400"],
        taxCodes: ["DE-19": "7", "DE-7": "8"],
        terms: ["net-30": "2"],
        customFields: [
            "obligation": "custcol_obligation", "corrects": "custcol_corrects", "change": "custcol_change",
            "hold": "custbody_hold", "holdReasons": "custbody_hold_reasons",
        ],
        currencies: ["EUR": "4"]
    )

    static func settings(
        url: String,
        mappings: Mappings = Self.mappings,
        timeout: Span = .seconds(180)
    ) -> NetSuiteSettings {
        NetSuiteSettings(
            url: "\(url)/services/NetSuitePort_2025_2",
            account: "1234567",
            consumerKey: "consumer-key",
            consumerSecret: Secret("s3cret-consumer"),
            token: "token-id",
            tokenSecret: Secret("s3cret-token"),
            mappings: mappings,
            timeout: timeout
        )
    }

    static func ledger(_ settings: NetSuiteSettings) -> NetSuiteAdapter {
        NetSuiteAdapter(
            settings: settings,
            client: .shared,
            clock: { 1_795_228_193 },
            nonce: { "abcdefghij0123456789" }
        )
    }

    /// Nobody listens there: the first port is nobody's to take by chance, as one just freed would be.
    static let refusingURL = "http://127.0.0.1:1"
}

extension Loopback {
    /// The ERP's adapter, with a fixed clock and nonce.
    func ledger(mappings: Mappings = Fixtures.mappings) -> NetSuiteAdapter {
        Fixtures.ledger(Fixtures.settings(url: self.url, mappings: mappings))
    }

    func billing(timeout: Span = .seconds(180)) -> JSONAdapter {
        JSONAdapter(system: .billing, url: self.url, client: .shared, timeout: timeout)
    }
}

/// What went wrong, without the words.
enum Kind: Equatable { case transient, rejected, inDoubt }

extension Failure {
    var kind: Kind {
        switch self {
        case .transient: .transient
        case .rejected: .rejected
        case .inDoubt: .inDoubt
        }
    }
}

/// The failure that `body` ends in.
func failureOf(_ body: () async throws -> Void) async throws -> Failure {
    do {
        try await body()
    } catch let failure as Failure {
        return failure
    }
    Issue.record("It succeeded.")
    throw CancellationError()
}
