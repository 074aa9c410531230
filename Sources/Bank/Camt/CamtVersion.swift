internal import XML

/// Which of ISO 20022's account messages a document is, as its namespace says.
package struct CamtVersion: Equatable, Sendable {
    private static let prefix = "urn:iso:std:iso:20022:tech:xsd:"
    /// Versions with the shapes that are read here.
    private static let known = 2...14

    package let kind: BankStatement.Kind
    /// As a bank speaks of it: `camt.053.001.08`.
    package let name: String
    let namespace: String

    /// `aliases` says for namespaces that a bank made up which version they have the shape of.
    init(_ root: QName, aliases: [String: String]) throws(BankError) {
        let name = aliases[root.namespace] ?? Self.withoutPrefix(root.namespace)
        guard root.local == "Document", let name, let kind = Self.kind(of: name) else {
            throw BankError(
                .unknownVersion(root.namespace),
                line: 1,
                path: root.local,
                "the document is \(root.namespace.isEmpty ? "without a namespace" : "of \(root.namespace)")",
                remedy: "ask the bank for camt.053, camt.054 or camt.052 in a version from 02 to 14, or say which "
                    + "of them this namespace stands for"
            )
        }
        self.kind = kind
        self.name = name
        self.namespace = root.namespace
    }

    private static func withoutPrefix(_ namespace: String) -> String? {
        namespace.hasPrefix(Self.prefix) ? String(namespace.dropFirst(Self.prefix.count)) : nil
    }

    private static func kind(of name: String) -> BankStatement.Kind? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "camt", parts[2] == "001", parts[3].utf8.count == 2 else { return nil }
        guard let version = Int(parts[3]), Self.known.contains(version) else { return nil }
        switch parts[1] {
        case "052": return .report
        case "053": return .statement
        case "054": return .notification
        default: return nil
        }
    }
}

extension CamtVersion {
    private var message: String {
        switch self.kind {
        case .report: "BkToCstmrAcctRpt"
        case .statement: "BkToCstmrStmt"
        case .notification: "BkToCstmrDbtCdtNtfctn"
        }
    }

    private var statement: String {
        switch self.kind {
        case .report: "Rpt"
        case .statement: "Stmt"
        case .notification: "Ntfctn"
        }
    }

    /// The elements on the way to a statement's parts.
    var way: [String] { ["Document", self.message, self.statement] }

    /// What is read of a statement, in the order that the schema gives.
    ///
    /// All versions begin a statement with its id.
    static let parts = [
        "Id", "StmtPgntn", "NtfctnPgntn", "RptPgntn", "ElctrncSeqNb", "LglSeqNb", "CreDtTm", "FrToDt", "CpyDplctInd",
        "Acct", "Bal", "TxsSummry", "Ntry",
    ]

    var selection: XMLSelection {
        let way = self.way.map { QName(self.namespace, $0) }
        return .at(Set(Self.parts.map { way + [QName(self.namespace, $0)] }))
    }
}
