/// What NetSuite's codes mean for a saga.
///
/// The schema lists about 1,400; here are those that a revenue system can meet, as data, to be extended as others
/// are met. A code that is not listed leaves the outcome of a write in doubt: the vendor says that an error wrote
/// nothing, but scripts and workflows of the account answer with codes of their own, before or after the record was
/// saved. A needless look-up costs minutes; a second invoice costs more.
enum NetSuiteCodes {
    /// In the order of doubt: among several codes the last one counts.
    enum Meaning: Int, CaseIterable, Sendable {
        /// Did nothing, may do it later.
        case transient
        /// Did nothing, because the record changed since it was read: read again, and decide again.
        case reread
        /// The record is not there: what a look-up and a deletion ask for, and a refusal of everything else.
        case absent
        /// Did nothing and never will.
        case rejected
        /// Stands there already: done, if it is ours.
        case doneAlready
        /// May have done it.
        case inDoubt
    }

    /// The code's meaning; nothing when it is not known.
    static func meaning(ofCode code: String) -> Meaning? { self.meanings[code] }

    /// The meaning of a fault's detail, by its local name.
    static func meaning(ofFault name: String) -> Meaning? { self.faults[name] }

    /// What an operator should check, where a code says more than “no” or “later”.
    static func advice(for codes: [String]) -> String? {
        if codes.contains(where: self.credentials.contains) {
            return "Check account, consumer key and token of systems.erp, their secrets, and this computer's clock."
        }
        if codes.contains(where: self.closedPeriods.contains) {
            return "Open the period, or post into one that is open."
        }
        if codes.contains(where: self.permissions.contains) {
            return "Give the token's role this permission, or switch the feature on."
        }
        return nil
    }

    /// Every code that is listed, with its group.
    static let groups: [(codes: Set<String>, meaning: Meaning)] = [
        (Self.tooMuchAtOnce, .transient), (Self.locks, .transient), (Self.credentials, .transient),
        (Self.outOfService, .transient), (Self.changedMeanwhile, .reread), (Self.gone, .absent),
        (Self.closedPeriods, .rejected), (Self.permissions, .rejected), (Self.missing, .rejected),
        (Self.wrongReferences, .rejected), (Self.wrongValues, .rejected), (Self.limits, .rejected),
        (Self.unbalanced, .rejected), (Self.applications, .rejected), (Self.undeletable, .rejected),
        (Self.unchangeable, .rejected), (Self.wrongMessages, .rejected), (Self.alreadyThere, .doneAlready),
        (Self.alreadyDone, .doneAlready), (Self.brokenOnTheWay, .inDoubt),
    ]

    private static let meanings: [String: Meaning] = Self.groups.reduce(into: [:]) { meanings, group in
        for code in group.codes { meanings[code] = group.meaning }
    }

    private static let faults: [String: Meaning] = [
        "asyncFault": .inDoubt,
        "exceededConcurrentRequestLimitFault": .transient,
        "exceededRecordCountFault": .rejected,
        "exceededRequestLimitFault": .transient,
        "exceededRequestSizeFault": .rejected,
        "exceededUsageLimitFault": .transient,
        "insufficientPermissionFault": .rejected,
        "invalidAccountFault": .transient,
        "invalidCredentialsFault": .transient,
        "invalidSessionFault": .transient,
        "invalidVersionFault": .rejected,
        "unexpectedErrorFault": .inDoubt,
    ]
}
