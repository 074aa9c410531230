import AdapterConformance
import Adapters
import AsyncHTTPClient
import Counterparts
import Foundation
import RevenueModel
import SagaModel

/// SAP's adapter, with mock-sap.
struct SAPSubject: AdapterUnderTest {
    let mock: MockSAP
    let recipes: [Recipe]
    /// Whether questions and refusals are tried too; they are the same whatever is written.
    let isWhole: Bool

    var remote: String { self.mock.url }

    func adapter(at url: String) -> RevenueSystem { Self.adapter(at: url, Self.mappings) }

    static let everything = [
        Self.salesOrder, Self.change, Self.invoice, Self.credit, Self.journal, Self.invoiceReversal, Self.cash,
    ]

    var questions: [Question] {
        get throws {
            guard self.isWhole else { return [] }
            return [
                Question(
                    "validate",
                    good: .erp(.validate(order: try Samples.order(0))),
                    bad: .erp(.validate(order: try Samples.order(0, item: "UNICORN")))
                )
            ]
        }
    }

    var refused: [RevenueRequest] {
        guard self.isWhole else { return [] }
        let other = RevenueRequest.crm(.closeWon(order: "Q-0", invoice: "INV-0"))
        guard let day = try? Samples.day("2026-12-01") else { return [other] }
        let hold = InvoiceHold(id: "CS-0", invoice: "INV-0", reason: "dispute", placedOn: day)
        return [other, .erp(.placeHold(hold: hold)), .erp(.releaseHold(hold: hold))]
    }

    var mapping: Mapping {
        get throws {
            guard self.isWhole else { return .none(because: "it was tried beside another recipe") }
            let order = RevenueRequest.erp(.createSalesOrder(order: try Samples.order(0)))
            let invoice = RevenueRequest.erp(.postInvoice(invoice: try Samples.invoice(0)))
            return .cases([
                Self.lacking("mappings.items.SEAT", order) { $0.items = [:] },
                Self.lacking("mappings.terms.net-30", order) { $0.terms = [:] },
                Self.lacking("mappings.entities.northwind-de", invoice) { $0.entities = [:] },
                Self.lacking("mappings.accounts.tax", invoice) { $0.accounts["tax"] = nil },
                Unmapped(order, lacks: "systems.erp.customers.ACME-001") {
                    Self.adapter(at: $0, Self.mappings, customers: [:])
                },
            ])
        }
    }

    private static func lacking(
        _ key: String,
        _ request: RevenueRequest,
        _ change: (inout Mappings) -> Void
    ) -> Unmapped {
        var mappings = Self.mappings
        change(&mappings)
        let fewer = mappings
        return Unmapped(request, lacks: "systems.erp.\(key)") { Self.adapter(at: $0, fewer) }
    }

    static func adapter(
        at url: String,
        _ mappings: Mappings,
        customers: [String: String] = ["ACME-001": "1000001"]
    ) -> SAPAdapter {
        SAPAdapter(
            settings: SAPSettings(
                url: url,
                user: MockSAP.user,
                password: Secret(MockSAP.password),
                client: "100",
                salesArea: SAPSettings.SalesArea(organization: "1710", channel: "10", division: "00"),
                bankAccount: "0007000063",
                customers: customers,
                mappings: mappings,
                taxLines: .ledger,
                timeout: .seconds(180)
            ),
            client: .shared
        )
    }

    static let mappings = Mappings(
        entities: ["northwind-de": "1710"],
        items: ["SEAT": "TG11"],
        accounts: ["revenue": "0041000000", "tax": "0022000000", "deferred-revenue": "0023000000"],
        taxCodes: ["DE-19": "A1", "DE-7": "A2"],
        terms: ["net-30": "NT30"]
    )
}

// What is true there, told by the system's own tables.
extension SAPSubject {
    /// Orders with items, documents that no other reverses, and receipts that still clear an item.
    func documents() async throws -> [RemoteDocument] { Self.documents(in: try await self.mock.books()) }

    func documents(about subject: String) async throws -> [RemoteDocument] {
        // A line is found under its order: `Q-7/000001`.
        let reference = subject.split(separator: "/").first.map(String.init) ?? subject
        return Self.documents(in: try await self.mock.books(about: reference))
    }

    private static func documents(in books: (entries: [[String]], items: [[String]])) -> [RemoteDocument] {
        let reversed = Set(books.entries.compactMap { $0[1].hasSuffix("-R") ? String($0[1].dropLast(2)) : nil })
        let ledger = books.entries.compactMap { entry -> RemoteDocument? in
            guard let kind = Self.kinds[entry[0]], !reversed.contains(entry[1]) else { return nil }
            guard kind != "receipt" || entry[3] == "1" else { return nil }
            return RemoteDocument(kind: kind, subject: entry[1], amount: Self.amount(entry[2]))
        }
        let items = books.items.filter { $0[0].hasPrefix("Q-") }
        let lines = items.map { item in
            RemoteDocument(kind: "line", subject: "\(item[0])/\(item[1])", amount: Self.amount(item[2]))
        }
        // The first item stands for the order: two orders under one reference have two.
        let orders = items.filter { $0[1] == "000001" }.map { RemoteDocument(kind: "salesOrder", subject: $0[0]) }
        return ledger + lines + orders
    }

    private static let kinds = ["DR": "invoice", "DG": "credit", "SA": "journal", "AB": "reversal", "DZ": "receipt"]

    /// The tables have a number, not text: with two decimals again.
    private static func amount(_ number: String) -> String {
        let parts = number.split(separator: ".", maxSplits: 1)
        let decimals = parts.count == 2 ? parts[1].prefix(2) : ""
        return "\(parts.first ?? "").\(decimals)\(String(repeating: "0", count: 2 - decimals.count))"
    }
}
