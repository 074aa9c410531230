/// What the gateway's error numbers mean for a saga: data, to be extended as numbers are met.
///
/// A number that is not listed leaves the outcome in doubt, and a look-up decides. Among them is the one by which a
/// repeated control id is refused, which is documented nowhere: it means that the first request may have been carried out.
enum IntacctCodes {
    /// In the order of doubt: among several numbers the last one counts.
    enum Meaning: Int, Sendable {
        case transient, rejected, inDoubt
    }

    /// Stands in every result of a transaction of which one function failed: nothing was done.
    static let rolledBack = "XL03000009"

    /// The number's meaning; nothing when it is not known.
    static func meaning(of code: String) -> Meaning? {
        if let meaning = self.numbers[code] { return meaning }
        return self.families.first { code.hasPrefix($0.prefix) }?.meaning
    }

    /// What an operator should check, where a number says more than “later”.
    static func advice(for codes: [String]) -> String? {
        guard codes.contains(where: self.credentials.contains) else { return nil }
        return "Check senderID, company and user of systems.erp, their passwords, and the company's Web Services list."
    }

    /// The caller was not let in: nothing was done, and the same request succeeds once this is put right.
    private static let credentials: Set<String> = ["XL03000006", "XMLGW_JPP0002", "PL04000055"]

    private static let numbers: [String: Meaning] = [
        // Signing in failed, or the session has ended.
        "XL03000006": .transient,
        "XMLGW_JPP0002": .transient,
        // The company is shut off.
        "PL04000055": .transient,
        // What was sent is not what the gateway's DTD allows: it was not looked at further.
        "XL03000003": .rejected,
        // Alone it says that nothing was done, and not why.
        Self.rolledBack: .transient,
        // A record of that name exists: it may be ours, of a request whose answer was lost.
        "BL34000061": .inDoubt,
    ]

    private static let families: [(prefix: String, meaning: Meaning)] = [
        // The gateway in front turned the request away.
        ("GW-", .transient),
        // The books refused it, and will again.
        ("BL", .rejected),
    ]
}
