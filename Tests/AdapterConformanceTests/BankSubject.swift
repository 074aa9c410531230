import AdapterConformance
import Adapters
import AsyncHTTPClient
import Bank
import RevenueModel
import SagaModel
import Sandbox

/// The bank's adapter, with the sandbox's bank.
struct BankSubject: AdapterUnderTest {
    let sandbox: SandboxRemote

    var remote: String { self.sandbox.url }
    let questions: [Question] = []
    let recipes = [
        Recipe("refund") { serial, _ in
            Effect(
                .bank(.payRefund(refund: try Self.refund(serial))),
                wayBack: .none(because: "money that has left is not called back"),
                makes: RemoteDocument(kind: "refund", subject: "RF-\(serial)", amount: "1190.00")
            )
        }
    ]

    var refused: [RevenueRequest] {
        get { [.crm(.closeWon(order: "Q-0", invoice: "INV-0"))] }
    }

    var mapping: Mapping {
        get throws {
            let refund = RevenueRequest.bank(.payRefund(refund: try Self.refund(0)))
            return .cases([
                Unmapped(refund, lacks: "systems.bank.accounts.northwind-de") { Self.adapter(at: $0, accounts: [:]) }
            ])
        }
    }

    func adapter(at url: String) -> RevenueSystem { Self.adapter(at: url, accounts: Self.accounts) }

    func documents() async throws -> [RemoteDocument] { try await self.sandbox.documents(of: .bank) }

    func documents(about subject: String) async throws -> [RemoteDocument] {
        try await self.sandbox.documents(of: .bank, about: subject)
    }

    private static func refund(_ serial: Int) throws -> CustomerRefund {
        CustomerRefund(
            number: "RF-\(serial)",
            credit: "CR-\(serial)",
            invoice: "INV-\(serial)",
            account: "ACME-001",
            legalEntity: "northwind-de",
            amount: try Samples.euros(119_000),
            payee: Payee(name: "Acme & Söhne", account: "DE89370400440532013000")
        )
    }

    private static let accounts = SandboxBank.accounts.mapValues {
        BankParty(name: $0.name, account: $0.account, bank: $0.bank)
    }

    private static func adapter(at url: String, accounts: [String: BankParty]) -> BankAdapter {
        let settings = BankSettings(
            url: "\(url)/bank/payments",
            token: Secret(SandboxBank.token),
            accounts: accounts,
            status: "\(url)/bank/payments",
            timeout: .seconds(180),
            longestFlight: .seconds(2)
        )
        return BankAdapter(settings: settings, client: .shared) { 1_795_255_200 }
    }
}
