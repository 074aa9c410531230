/// One key of a policy file: the reader takes these, and the schema for editors is made of them.
struct PolicyKey: Sendable {
    let name: String
    let isRequired: Bool
    let shape: PolicyShape
    let meaning: String

    init(_ name: String, _ shape: PolicyShape, required: Bool = false, _ meaning: String) {
        self.name = name
        self.isRequired = required
        self.shape = shape
        self.meaning = meaning
    }
}

/// What stands behind a key.
indirect enum PolicyShape: Sendable {
    case text, flag, span, count, value, name
    case choice([String])
    case list(PolicyShape)
    case record([PolicyKey])
    /// Keys that the operator chooses.
    case map(PolicyShape)
    /// A condition, which may hold conditions.
    case condition
    /// A word, or several that go together.
    case stage

    var keys: [PolicyKey] { if case .record(let keys) = self { keys } else { [] } }
    var names: [String] { self.keys.map(\.name) }
}
