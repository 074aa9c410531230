/// Where the sagas of an older definition go on in the present one, declared beside it.
///
/// A saga may follow it only where the present definition would have done everything the same until now: its history
/// is gone through again under it, line by line. So nothing that happened is told anew, and every key stays.
package struct Migration: Equatable, Sendable {
    /// Of the older definition: 64 hexadecimal digits, as `skald workflow migrate --plan` shows it.
    package let fingerprint: String
    /// Each state in which a saga may live, and what it is called now.
    package let states: [StateName: StateName]
    /// What has changed, for whoever reads the plan.
    package let change: String

    package init(from fingerprint: String, _ change: String, states: [StateName: StateName]) {
        self.fingerprint = fingerprint
        self.states = states
        self.change = change
    }

    /// From a definition whose states have the same names.
    package init(from fingerprint: String, _ change: String, keeping states: [StateName]) {
        self.init(from: fingerprint, change, states: Dictionary(states.map { ($0, $0) }) { first, _ in first })
    }

    /// The states of the present definition that the map leads to, and that there are not.
    package func strays(among states: [StateName]) -> [StateName] {
        Set(self.states.values).subtracting(states).sorted { $0.rawValue < $1.rawValue }
    }
}
