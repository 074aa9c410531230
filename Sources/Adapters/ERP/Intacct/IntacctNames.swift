internal import SagaModel

/// A field of a company's own and what is to stand in it.
struct IntacctField: Equatable, Sendable {
    let name: String
    let value: String
}

/// Several names of ours in one text field, one space between them: `CS-9 CS-12`.
struct IntacctNames: Equatable, Sendable {
    private(set) var names: [String]

    init(_ text: String?) {
        self.names = (text ?? "").split(separator: " ").map(String.init)
    }

    var text: String { self.names.joined(separator: " ") }
    var isEmpty: Bool { self.names.isEmpty }

    func contains(_ name: String) -> Bool { self.names.contains(name) }

    /// A name with a space in it would be read back as two.
    mutating func add(_ name: String, _ asking: IntacctAsking) throws(Failure) {
        guard !name.isEmpty, !name.contains(where: \.isWhitespace) else {
            throw asking.refused("“\(name)” has a space in it and cannot be kept in a list of names.")
        }
        self.names.append(name)
    }

    mutating func remove(_ name: String) { self.names.removeAll { $0 == name } }
}
