/// One key of a file that people write: the reader takes these, and the schema for editors is made of them.
package struct PolicyKey: Sendable {
    package let name: String
    package let isRequired: Bool
    package let shape: PolicyShape
    package let meaning: String

    package init(_ name: String, _ shape: PolicyShape, required: Bool = false, _ meaning: String) {
        self.name = name
        self.isRequired = required
        self.shape = shape
        self.meaning = meaning
    }
}

/// What stands behind a key.
package indirect enum PolicyShape: Sendable {
    case text, flag, span, count, value, name
    case choice([String])
    /// Text of a form that is told by a regular expression.
    case pattern(String)
    /// A value of one of these shapes.
    case either([PolicyShape])
    case list(PolicyShape)
    case record([PolicyKey])
    /// Keys that the operator chooses.
    case map(PolicyShape)
    /// A condition, which may hold conditions.
    case condition
    /// A word, or several that go together.
    case stage

    package var keys: [PolicyKey] { if case .record(let keys) = self { keys } else { [] } }
    package var names: [String] { self.keys.map(\.name) }
}
