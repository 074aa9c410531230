/// Names another system as policies do: `billing`.
package struct RemoteName: Name {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// Names something that a workflow lets policies ask about: `total`.
package struct FactName: Name {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// Names one rule of a policy, for people who ask afterwards why.
package struct RuleName: Name {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// Names why somebody looks into it: `dispute`, `fraud`.
package struct HoldKind: Name {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// Names a way back: `undo`, the one that the definition shows first, or another that it offers, such as `credit`.
package struct UndoName: Name {
    package static let own: Self = "undo"

    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

/// What somebody may do.
package struct RoleName: Name {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
}

extension RoleName {
    package static let viewer: Self = "viewer"
    package static let `operator`: Self = "operator"
    package static let finance: Self = "finance"
    package static let approver: Self = "approver"
    package static let admin: Self = "admin"
    package static let auditor: Self = "auditor"

    package static let known: [Self] = [.viewer, .operator, .finance, .approver, .admin, .auditor]

    /// Those who may say yes to money; an admin has no financial actions.
    package static let approving: [Self] = [.finance, .approver]
}
