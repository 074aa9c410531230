package import SagaModel

/// The other systems, honest: they do what they were asked, keep what their capability promises, and count.
///
/// What happened is counted here and nowhere else; the saga's own word is not asked.
package struct HonestRemote: Equatable, Sendable {
    /// One effect of a saga: a step in one round of its state.
    package struct Effect: Hashable, Sendable, CustomStringConvertible {
        package let step: StepName
        package let round: Int

        package var description: String { self.round > 1 ? "\(self.step)#\(self.round)" : "\(self.step)" }
    }

    /// How often each effect stands, after undos.
    package private(set) var effects: [Effect: Int] = [:]
    /// When each key was first served.
    private var served: [IdempotencyKey: Moment] = [:]

    /// Does the work, unless the key is recognised as a repetition.
    ///
    /// Taking back what is not there succeeds and changes nothing.
    mutating func perform<Request>(_ message: Message<Request>, _ capability: Capability, at now: Moment) {
        guard !self.recognises(message.key, capability, at: now) else { return }
        self.served[message.key] = self.served[message.key] ?? now
        if message.isUndo {
            self.effects[message.effect] = 0
        } else {
            self.effects[message.effect, default: 0] += 1
        }
    }

    /// Whether a repetition would be recognised: a remote forgets a key after a while, and then does the work again.
    func recognises(_ key: IdempotencyKey, _ capability: Capability, at now: Moment) -> Bool {
        guard let lifetime = capability.keyLifetime, let first = self.served[key] else { return false }
        return now - first < lifetime
    }

    /// The answer to a look-up.
    func hasServed(_ key: IdempotencyKey) -> Bool { self.served[key] != nil }
}

/// A request on its way to another system, or a question about one.
package struct Message<Request: SagaRequest>: Equatable, Sendable {
    package enum Kind: Equatable, Sendable { case send, lookUp }

    package let kind: Kind
    package let effect: HonestRemote.Effect
    package let isUndo: Bool
    /// Changes nothing at the remote.
    package let isRead: Bool
    package let request: Request
    package let key: IdempotencyKey
    package let number: Int

    /// What people call it.
    package var name: String {
        "\(self.kind == .lookUp ? "look-up of " : "")\(self.effect)\(self.isUndo ? "/undo" : "")"
    }
}
