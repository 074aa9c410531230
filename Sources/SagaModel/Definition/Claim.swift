/// The business objects that a saga works on, and from when on: one saga at a time works on each.
///
/// A saga holds them while a request, a retry or an undo of it is open; in a wait it holds none.
package struct Claim: Codable, Equatable, Sendable {
    /// What the object is called in all workflows that work on it: `contract C-7`, `invoice INV-1042`.
    package let keys: Set<String>
    /// The local date from which the change is in force, as ISO 8601; an earlier one goes first.
    package let effectiveOn: String

    package init(keys: Set<String>, effectiveOn: String) {
        self.keys = keys
        self.effectiveOn = effectiveOn
    }
}
