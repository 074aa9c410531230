/// What the sandbox's bank knows before anything happened.
package enum SandboxBank {
    /// An account that pays.
    package struct Account: Sendable {
        package let name: String
        package let account: String
        package let bank: String
    }

    package static let token = "sandbox-bank-token"

    /// Legal entity → its account.
    package static let accounts = [
        "northwind-de": Account(name: "Northwind GmbH", account: "DE89370400440532013000", bank: "COBADEFFXXX"),
        "northwind-us": Account(name: "Northwind Inc.", account: "DE02120300000000202051", bank: "BYLADEM1001"),
    ]

    /// A payee's account that does not take money any more.
    package static let closedAccount = "DE75512108001245126199"
}
