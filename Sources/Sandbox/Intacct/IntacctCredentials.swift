/// Who may speak to the ERP through the XML gateway.
package struct IntacctCredentials: Sendable {
    package let senderID = "sandbox-sender"
    package let senderPassword = "sandbox-sender-password"
    package let company = "SANDBOX"
    package let user = "sandbox-user"
    package let userPassword = "sandbox-user-password"

    package init() {}
}

/// The sessions that were opened since the server began; a restart ends them all.
actor IntacctGatewaySessions {
    private var open: Set<String> = []

    func begin() -> String {
        let id = "\(UInt64.random(in: .min ... .max))-\(UInt64.random(in: .min ... .max))"
        self.open.insert(id)
        return id
    }

    func contains(_ id: String) -> Bool { self.open.contains(id) }

    func endAll() { self.open = [] }
}
