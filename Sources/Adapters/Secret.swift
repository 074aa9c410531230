internal import SagaModel

/// A string that no print-out shows: it has no encoding, and its description and mirror hide it.
package struct Secret: Sendable {
    /// Only the code that signs reads it.
    let text: String

    package init(_ text: String) { self.text = text }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    static let hidden = "«hidden»"

    package var description: String { Self.hidden }
    package var debugDescription: String { Self.hidden }
    package var customMirror: Mirror { Mirror(Self.hidden, children: []) }
}

extension Secret {
    /// The text without this secret, should another system have echoed it.
    func removed(from text: String) -> String {
        self.text.isEmpty ? text : text.replacing(self.text, with: Self.hidden)
    }
}

extension Failure {
    /// The same failure without these secrets: a fault may quote what it was sent, and failures are stored.
    func without(_ secrets: [Secret]) -> Failure {
        let reason = secrets.reduce(self.reason) { $1.removed(from: $0) }
        switch self {
        case .transient(_, let outage): return .transient(reason, outage: outage)
        case .rejected: return .rejected(reason)
        case .inDoubt: return .inDoubt(reason)
        }
    }
}
