import AdapterConformance
import Adapters
import AsyncHTTPClient
import Foundation
import RevenueModel
import SagaModel
import Sandbox

/// NetSuite's adapter, with the sandbox's ERP.
struct NetSuiteSubject: AdapterUnderTest {
    let sandbox: SandboxRemote

    var remote: String { self.sandbox.url }

    func adapter(at url: String) -> RevenueSystem { Self.adapter(at: url, Self.mappings) }

    func documents() async throws -> [RemoteDocument] { try await self.sandbox.documents(of: .erp) }

    func documents(about subject: String) async throws -> [RemoteDocument] {
        try await self.sandbox.documents(of: .erp, about: subject)
    }

    var recipes: [Recipe] {
        [Self.salesOrder, Self.invoice, Self.cash(nil), Self.cash(.unappliedCash), Self.credit, Self.journal]
    }

    var questions: [Question] {
        get throws {
            [
                Question(
                    "validate",
                    good: .erp(.validate(order: try Samples.order(0))),
                    bad: .erp(.validate(order: try Samples.order(0, item: "UNICORN")))
                )
            ]
        }
    }

    var refused: [RevenueRequest] { [.crm(.closeWon(order: "Q-0", invoice: "INV-0"))] }

    var mapping: Mapping {
        get throws {
            .cases([
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

extension NetSuiteSubject {
    private static let salesOrder = Recipe("sales order") { serial, _ in
        Effect(
            .erp(.createSalesOrder(order: try Samples.order(serial))),
            wayBack: .request(.erp(.cancelSalesOrder(order: "Q-\(serial)"))),
            makes: RemoteDocument(kind: "salesOrder", subject: "Q-\(serial)", amount: "1201.00")
        )
    }

    private static let invoice = Recipe("invoice") { serial, gateway in
        try await Self.prepare([.erp(.createSalesOrder(order: try Samples.order(serial)))], serial, gateway)
        return Effect(
            .erp(.postInvoice(invoice: try Samples.invoice(serial))),
            wayBack: .request(.erp(.reverseInvoice(reversal: try Samples.reversal(of: "INV-\(serial)")))),
            makes: RemoteDocument(kind: "invoice", subject: "INV-\(serial)", amount: "1429.19")
        )
    }

    /// Straight from the bank, or out of money that came before.
    private static func cash(_ source: LedgerAccount?) -> Recipe {
        Recipe("cash application from \(source?.rawValue ?? "the bank")") { serial, gateway in
            let order = RevenueRequest.erp(.createSalesOrder(order: try Samples.order(serial)))
            let invoice = RevenueRequest.erp(.postInvoice(invoice: try Samples.invoice(serial)))
            try await Self.prepare([order, invoice], serial, gateway)
            return Effect(
                .erp(.applyCash(payment: try Samples.payment(serial, from: source))),
                wayBack: .request(.erp(.reversePayment(reversal: try Samples.reversal(of: "PAY-\(serial)")))),
                makes: RemoteDocument(kind: "customerPayment", subject: "PAY-\(serial)", amount: "1429.19")
            )
        }
    }

    private static let credit = Recipe("credit memo, applied to two invoices") { serial, gateway in
        let order = RevenueRequest.erp(.createSalesOrder(order: try Samples.order(serial)))
        let invoices = try Samples.credited(serial).map { RevenueRequest.erp(.postInvoice(invoice: $0)) }
        try await Self.prepare([order] + invoices, serial, gateway)
        return Effect(
            .erp(.postCredit(credit: try Samples.credit(serial))),
            wayBack: .request(.erp(.reverseCredit(reversal: try Samples.reversal(of: "CR-\(serial)")))),
            makes: RemoteDocument(kind: "creditMemo", subject: "CR-\(serial)", amount: "172.50")
        )
    }

    private static let journal = Recipe("journal entry") { serial, _ in
        Effect(
            .erp(.postJournal(entry: try Samples.journal(serial))),
            wayBack: .none(because: "its reversal is an entry of its own, beside the one that stays"),
            makes: RemoteDocument(kind: "journalEntry", subject: "JE-\(serial)")
        )
    }

    private static func prepare(_ requests: [RevenueRequest], _ serial: Int, _ gateway: RevenueSystem) async throws {
        for (number, request) in requests.enumerated() {
            _ = try await gateway.send(request, key: IdempotencyKey(rawValue: "conformance/\(serial)/\(number)"))
        }
    }

    private static func adapter(at url: String, _ mappings: Mappings) -> NetSuiteAdapter {
        let credentials = SandboxCredentials()
        return NetSuiteAdapter(
            settings: NetSuiteSettings(
                url: "\(url)/services/NetSuitePort_2025_2",
                account: credentials.account,
                consumerKey: credentials.consumerKey,
                consumerSecret: Secret(credentials.consumerSecret),
                token: credentials.token,
                tokenSecret: Secret(credentials.tokenSecret),
                mappings: mappings,
                timeout: .seconds(180)
            ),
            client: .shared,
            clock: { Int(Date().timeIntervalSince1970) },
            nonce: { UUID().uuidString.filter { $0 != "-" } }
        )
    }

    private static let mappings: Mappings = {
        let catalog = SandboxWorld.catalog
        return Mappings(
            entities: catalog.subsidiaries.mapValues(String.init),
            items: catalog.items.mapValues(String.init),
            accounts: catalog.accountNames.mapValues(String.init),
            taxCodes: catalog.taxCodes.mapValues(String.init),
            terms: catalog.terms.mapValues(String.init),
            customFields: catalog.customFields
        )
    }()
}
