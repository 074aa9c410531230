import AdapterConformance
import Foundation
import RevenueModel
import SagaModel
import Sandbox

/// The sandbox over real HTTP, as the remote of an adapter under test.
struct SandboxRemote: Sendable {
    let server: SandboxServer

    var url: String { "http://127.0.0.1:\(self.server.port)" }

    /// Runs `body` with a fresh sandbox and cleans up behind it.
    static func run(_ body: (SandboxRemote) async throws -> Void) async throws {
        let path = NSTemporaryDirectory() + "conformance-\(UUID().uuidString).jsonl"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let today = try Samples.day("2026-11-21")
        let remote = Self(server: try await SandboxServer.start(state: path, clock: { today }))
        do { try await body(remote) } catch {
            await remote.server.stop()
            throw error
        }
        await remote.server.stop()
    }

    /// What the sandbox itself says is in force; with a subject, only what is about that.
    func documents(of system: SystemName, about wanted: String? = nil) async throws -> [RemoteDocument] {
        try await self.server.store.documents().filter { $0.id.system == system }.compactMap { document in
            let subject = system == .billing ? document.order ?? document.id.externalID : document.id.externalID
            guard wanted == nil || subject == wanted else { return nil }
            return RemoteDocument(
                kind: document.id.kind.rawValue,
                subject: subject,
                state: document.status.rawValue,
                amount: try document.total()?.decimal
            )
        }
    }
}

extension Document {
    fileprivate func total() throws -> Money? {
        if let invoice { return invoice.total }
        if let delta { return delta.total }
        if let credit { return credit.total }
        if let refund { return refund }
        guard let record, let currency = Currency(record.currency) else { return nil }
        let parts = record.lines.flatMap { [$0.amount, $0.tax] } + (record.payment.map { [$0] } ?? [])
        return try parts.reduce(Money.zero(currency)) { try $0.adding($1) }
    }
}

/// Orders, invoices and payments that the sandbox accepts, numbered.
enum Samples {
    static func day(_ text: String) throws -> LocalDate {
        guard let day = LocalDate(text) else { throw Unreadable(text: text) }
        return day
    }

    static func euros(_ minorUnits: Int) throws -> Money {
        guard let euro = Currency("EUR") else { throw Unreadable(text: "EUR") }
        return Money(minorUnits: minorUnits, euro)
    }

    static func account(_ id: String = "ACME-001") -> Account {
        Account(id: id, name: "Acme <GmbH> & Co", email: "ap@acme.example")
    }

    static func order(_ serial: Int, item: String = "SEAT") throws -> Order {
        let price = try Self.euros(12_010)
        let line = OrderLine(
            number: 1,
            item: item,
            description: "Seats & “support”",
            quantity: try RevenueModel.Decimal("10"),
            unitPrice: price,
            obligation: "platform-access",
            from: try Self.day("2026-12-01"),
            until: try Self.day("2027-12-01")
        )
        return Order(
            id: "Q-\(serial)",
            account: Self.account(),
            legalEntity: "northwind-de",
            currency: price.currency,
            taxCode: "DE-19",
            terms: "net-30",
            orderedOn: try Self.day("2026-11-21"),
            lines: [line]
        )
    }

    static func invoice(_ serial: Int) throws -> Invoice {
        let order = try Self.order(serial)
        let (net, tax) = (try order.lines[0].amount(), try Self.euros(22_819))
        return Invoice(
            number: "INV-\(serial)",
            order: order.id,
            account: order.account,
            legalEntity: order.legalEntity,
            taxCode: order.taxCode,
            terms: order.terms,
            issuedOn: order.orderedOn,
            dueOn: try Self.day("2026-12-21"),
            lines: [InvoiceLine(order.lines[0], amount: net, tax: tax)],
            net: net,
            tax: tax,
            total: try net.adding(tax)
        )
    }

    static func payment(_ serial: Int, from source: LedgerAccount? = nil) throws -> Payment {
        Payment(
            id: "PAY-\(serial)",
            invoice: "INV-\(serial)",
            account: Self.account().id,
            amount: try Self.euros(142_919),
            receivedOn: try Self.day("2026-12-20"),
            source: source
        )
    }

    private struct Unreadable: Error {
        let text: String
    }
}
