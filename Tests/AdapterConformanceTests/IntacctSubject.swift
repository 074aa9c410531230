import AdapterConformance
import Adapters
import AsyncHTTPClient
import Foundation
import RevenueModel
import SagaModel
import Sandbox

/// Sage Intacct's adapter, with the sandbox's ERP behind its XML gateway.
struct IntacctSubject: AdapterUnderTest {
    let sandbox: SandboxRemote

    var remote: String { self.sandbox.url }

    func adapter(at url: String) -> RevenueSystem { Self.adapter(at: url, Self.mappings) }

    func documents() async throws -> [RemoteDocument] {
        try await self.sandbox.documents(of: .erp) + self.fields { _ in true }
    }

    func documents(about subject: String) async throws -> [RemoteDocument] {
        let fields = await self.fields { subject == $0 || subject.hasPrefix("\($0) ") }
        return try await self.sandbox.documents(of: .erp, about: subject) + fields
    }

    /// The holds, changes and applications that stand in fields of the sandbox's documents.
    private func fields(of isWanted: (String) -> Bool) async -> [RemoteDocument] {
        let records = await self.sandbox.server.store.documents()
            .filter { $0.id.system == .erp && $0.isLive && isWanted($0.id.externalID) }
        let marks = records.flatMap { document in
            (document.record?.customFields ?? [:]).values.flatMap { $0.split(separator: " ") }
                .map { RemoteDocument(kind: "mark", subject: "\(document.id.externalID) \($0)") }
        }
        let applied = records.filter { $0.id.kind == .creditMemo && $0.record?.applications.isEmpty == false }
            .map { RemoteDocument(kind: "appliedCredit", subject: $0.id.externalID) }
        return marks + applied
    }

    let recipes: [Recipe]
    /// Whether questions and refusals are tried too; they are the same whatever is written.
    let isWhole: Bool

    static let everything = [
        Self.salesOrder, Self.invoice, Self.cash, Self.change, Self.hold, Self.credit, Self.journal,
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

    var refused: [RevenueRequest] { self.isWhole ? [.crm(.closeWon(order: "Q-0", invoice: "INV-0"))] : [] }

    var mapping: Mapping {
        get throws {
            guard self.isWhole else { return .none(because: "it was tried beside another recipe") }
            return .cases([
                try self.lacking("items.SEAT") { $0.items = [:] },
                try self.lacking("entities.northwind-de") { $0.entities = [:] },
                try self.lacking("terms.net-30") { $0.terms = [:] },
            ])
        }
    }

    private func lacking(_ key: String, _ change: (inout Mappings) -> Void) throws -> Unmapped {
        var mappings = Self.mappings
        change(&mappings)
        let fewer = mappings
        return Unmapped(.erp(.createSalesOrder(order: try Samples.order(0))), lacks: "systems.erp.mappings.\(key)") {
            Self.adapter(at: $0, fewer)
        }
    }
}

extension IntacctSubject {
    private static let salesOrder = Recipe("sales order") { serial, _ in
        Effect(
            .erp(.createSalesOrder(order: try Samples.order(serial))),
            wayBack: .request(.erp(.cancelSalesOrder(order: "Q-\(serial)"))),
            makes: RemoteDocument(kind: "salesOrder", subject: "Q-\(serial)", amount: "1201.00")
        )
    }

    /// A number is used once, so that the next generation has a number of its own.
    private static let invoice = Recipe("invoice") { serial, gateway in
        try await Self.prepare([.erp(.createSalesOrder(order: try Samples.order(serial)))], serial, gateway)
        let next = serial + 100_000
        return Effect(
            .erp(.postInvoice(invoice: try Samples.invoice(serial))),
            wayBack: .request(.erp(.reverseInvoice(reversal: try Self.reversal("INV-\(serial)")))),
            makes: RemoteDocument(kind: "invoice", subject: "INV-\(serial)", amount: "1429.19"),
            again: (
                .erp(.postInvoice(invoice: try Samples.invoice(next))),
                RemoteDocument(kind: "invoice", subject: "INV-\(next)", amount: "1429.19")
            )
        )
    }

    /// Out of money that came before; straight from the bank it is tried with the adapter alone.
    private static let cash = Recipe("cash application") { serial, gateway in
        let order = RevenueRequest.erp(.createSalesOrder(order: try Samples.order(serial)))
        let invoice = RevenueRequest.erp(.postInvoice(invoice: try Samples.invoice(serial)))
        try await Self.prepare([order, invoice], serial, gateway)
        var next = try Samples.payment(serial, from: .unappliedCash)
        next.id = "PAY-\(serial)-2"
        return Effect(
            .erp(.applyCash(payment: try Samples.payment(serial, from: .unappliedCash))),
            wayBack: .request(.erp(.reversePayment(reversal: try Self.reversal("PAY-\(serial)")))),
            makes: RemoteDocument(kind: "customerPayment", subject: "PAY-\(serial)", amount: "1429.19"),
            again: (
                .erp(.applyCash(payment: next)),
                RemoteDocument(kind: "customerPayment", subject: next.id, amount: "1429.19")
            )
        )
    }

    static func reversal(_ document: String) throws -> Reversal {
        Reversal(document: document, postedOn: try Samples.day("2026-12-21"), reason: "taken <back>")
    }

    static func prepare(_ requests: [RevenueRequest], _ serial: Int, _ gateway: RevenueSystem) async throws {
        for (number, request) in requests.enumerated() {
            _ = try await gateway.send(request, key: IdempotencyKey(rawValue: "conformance/\(serial)/\(number)"))
        }
    }

    private static func adapter(at url: String, _ mappings: Mappings) -> IntacctAdapter {
        let credentials = IntacctCredentials()
        return IntacctAdapter(
            settings: IntacctSettings(
                url: "\(url)/ia/xml/xmlgw.phtml",
                senderID: credentials.senderID,
                senderPassword: Secret(credentials.senderPassword),
                company: credentials.company,
                user: credentials.user,
                userPassword: Secret(credentials.userPassword),
                mappings: mappings,
                revenueTemplate: IntacctChart.revenueTemplate,
                timeout: .seconds(180)
            ),
            client: .shared,
            nonce: { UUID().uuidString }
        )
    }

    private static let mappings: Mappings = {
        let catalog = SandboxWorld.catalog
        func same(_ names: some Sequence<String>) -> [String: String] {
            Dictionary(uniqueKeysWithValues: names.map { ($0, $0) })
        }
        return Mappings(
            entities: same(catalog.subsidiaries.keys),
            items: same(catalog.items.keys),
            accounts: [
                "bank": IntacctChart.bank, "receivable": "1200", "tax-payable": "2200", "deferred-revenue": "2400",
                "revenue": "4000", "cash": "1000", "unapplied-cash": "2600",
            ],
            taxCodes: same(catalog.taxCodes.keys),
            terms: same(catalog.terms.keys),
            customFields: ["holds": "SKALD_HOLDS", "changes": "SKALD_CHANGES", "obligation": "SKALD_OBLIGATION"],
            currencies: same(catalog.currencies.keys)
        )
    }()
}
