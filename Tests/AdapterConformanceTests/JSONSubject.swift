import AdapterConformance
import Adapters
import AsyncHTTPClient
import RevenueModel
import SagaModel

/// The adapter for the systems that take our requests as JSON, with one of the sandbox's.
struct JSONSubject: AdapterUnderTest {
    let sandbox: SandboxRemote
    let system: SystemName

    var remote: String { self.sandbox.url }
    let mapping = Mapping.none(because: "the systems take our own words")

    func adapter(at url: String) -> RevenueSystem {
        JSONAdapter(system: self.system, url: url, client: .shared, timeout: .seconds(180))
    }

    func documents() async throws -> [RemoteDocument] { try await self.sandbox.documents(of: self.system) }

    func documents(about subject: String) async throws -> [RemoteDocument] {
        try await self.sandbox.documents(of: self.system, about: subject)
    }

    var refused: [RevenueRequest] {
        [
            self.system == .erp
                ? .crm(.closeWon(order: "Q-0", invoice: "INV-0")) : .erp(.cancelSalesOrder(order: "Q-0")),
            self.system == .crm ? .billing(.voidDraft(order: "Q-0")) : .crm(.closeWon(order: "Q-0", invoice: "INV-0")),
        ]
    }

    var questions: [Question] {
        get throws {
            switch self.system {
            case .crm:
                [
                    Question(
                        "validate account",
                        good: .crm(.validateAccount(account: Samples.account())),
                        bad: .crm(.validateAccount(account: Samples.account("UMBRELLA-001")))
                    )
                ]
            case .billing:
                [
                    Question(
                        "validate catalog",
                        good: .billing(.validateCatalog(order: try Samples.order(0))),
                        bad: .billing(.validateCatalog(order: try Samples.order(0, item: "UNICORN")))
                    )
                ]
            case .support:
                [
                    Question(
                        "validate entitlement",
                        good: .support(.validateEntitlement(contract: "C-0", account: "ACME-001")),
                        bad: .support(.validateEntitlement(contract: "C-0", account: "UMBRELLA-001"))
                    )
                ]
            case .success, .erp, .bank, .sagas: []
            }
        }
    }

    var recipes: [Recipe] {
        switch self.system {
        case .crm: [Self.closeWon, Self.amendmentNote(.crm), Self.creditNote, Self.paid, Self.overdue]
        case .billing:
            [
                Self.subscription, Self.draft, Self.issue, Self.amendment, Self.delta, Self.issuedDelta, Self.hold,
                Self.credit, Self.money, Self.settlement, Self.reminder,
            ]
        case .support: [Self.entitlement, Self.notice, Self.changedEntitlement, Self.answer, Self.deduction]
        case .success: [Self.onboarding, Self.amendmentNote(.success)]
        case .erp, .bank, .sagas: []
        }
    }
}

extension JSONSubject {
    private static let closeWon = Recipe("close as won") { serial, _ in
        Effect(
            .crm(.closeWon(order: "Q-\(serial)", invoice: "INV-\(serial)")),
            wayBack: .none(because: "it comes after the pivot"),
            makes: RemoteDocument(kind: "opportunity", subject: "Q-\(serial)")
        )
    }

    private static let subscription = Recipe("subscription") { serial, _ in
        Effect(
            .billing(.createSubscription(order: try Samples.order(serial))),
            wayBack: .request(.billing(.cancelSubscription(order: "Q-\(serial)"))),
            makes: RemoteDocument(kind: "subscription", subject: "Q-\(serial)")
        )
    }

    private static let draft = Recipe("draft invoice") { serial, _ in
        Effect(
            .billing(.draftInvoice(order: try Samples.order(serial))),
            wayBack: .request(.billing(.voidDraft(order: "Q-\(serial)"))),
            makes: RemoteDocument(kind: "invoice", subject: "Q-\(serial)", state: "draft", amount: "1429.19")
        )
    }

    private static let issue = Recipe("issue invoice") { serial, gateway in
        let order = try Samples.order(serial)
        let key = IdempotencyKey(rawValue: "conformance/\(serial)/draft")
        let draft = try await gateway.send(.billing(.draftInvoice(order: order)), key: key)
        return Effect(
            .billing(.issueInvoice(number: draft.invoice?.number ?? "none")),
            wayBack: .none(because: "it comes after the pivot"),
            makes: RemoteDocument(kind: "invoice", subject: order.id, state: "issued", amount: "1429.19")
        )
    }

    private static let entitlement = Recipe("entitlement") { serial, _ in
        Effect(
            .support(.grantEntitlement(order: try Samples.order(serial))),
            wayBack: .request(.support(.revokeEntitlement(order: "Q-\(serial)"))),
            makes: RemoteDocument(kind: "entitlement", subject: "Q-\(serial)")
        )
    }

    private static let notice = Recipe("note of the invoice") { serial, _ in
        Effect(
            .support(.tellInvoiced(order: "Q-\(serial)", invoice: "INV-\(serial)")),
            wayBack: .none(because: "it comes after the pivot"),
            makes: RemoteDocument(kind: "notice", subject: "INV-\(serial)")
        )
    }

    private static let onboarding = Recipe("onboarding") { serial, _ in
        Effect(
            .success(.startOnboarding(order: "Q-\(serial)", account: "ACME-001")),
            wayBack: .none(because: "it comes after the pivot"),
            makes: RemoteDocument(kind: "onboarding", subject: "Q-\(serial)")
        )
    }
}
