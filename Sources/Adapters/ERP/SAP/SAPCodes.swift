internal import SagaModel

/// What SAP's messages, its gateway's statuses and its IDocs' statuses mean for a saga: data, to be extended.
enum SAPCodes {
    /// In the order of doubt: among several the last one counts.
    enum Meaning: Int, Sendable {
        case transient, rejected, inDoubt
    }

    /// Where an IDoc stands that the other side has taken in.
    enum Posting: Equatable, Sendable {
        case posted, notPosted, pending
    }

    /// Of a message by class and number; nothing when it is not listed.
    static func meaning(ofMessage code: String) -> Meaning? { self.locks.contains(code) ? .transient : nil }

    /// Of a fault's name; one that is not listed leaves the outcome in doubt.
    static func meaning(ofFault name: String) -> Meaning { self.faults[name] ?? .inDoubt }

    /// Of a status with which the gateway turned the request away before any module ran; nothing for others.
    static func refusal(httpStatus status: Int) -> String? {
        switch status {
        case 401, 403: "Check user and password of systems.erp, and the user's authorisations."
        case 404, 405: "Check url and paths of systems.erp, and that the service is active."
        case 412: "The object was changed meanwhile."
        case 423: "The object is locked."
        case 429, 503: "The system has no process free."
        default: nil
        }
    }

    static func posting(ofIDocStatus status: String) -> Posting {
        switch status {
        case "53": .posted
        case "51", "56", "60", "63", "65", "68": .notPosted
        default: .pending
        }
    }

    /// Locked by somebody else: nothing was done, and may be done later.
    private static let locks: Set<String> = ["MC 601"]

    private static let faults: [String: Meaning] = [
        "RFC_ERROR_FUNCTION_NOT_FOUND": .rejected
    ]
}
