internal import SagaModel
internal import XML

/// What the gateway says is wrong, wherever in the answer it says so.
struct IntacctComplaint: Sendable {
    let codes: [String]
    let words: String
    let meaning: IntacctCodes.Meaning

    init(errors: [XMLElement]) {
        let codes = errors.map { Self.text("errorno", $0) }
        // That all was rolled back is said beside the error that was the cause.
        let causes = codes.filter { $0 != IntacctCodes.rolledBack }
        self.codes = causes.isEmpty ? Array(codes.prefix(1)) : causes
        let words = errors.filter { Self.text("errorno", $0) != IntacctCodes.rolledBack || causes.isEmpty }
            .flatMap { error in ["description", "description2", "correction"].map { Self.text($0, error) } }
        self.words = String(words.filter { !$0.isEmpty }.joined(separator: " ").prefix(300))
        self.meaning =
            self.codes.map { IntacctCodes.meaning(of: $0) ?? .inDoubt }
            .max { $0.rawValue < $1.rawValue } ?? .inDoubt
    }

    private static func text(_ name: String, _ element: XMLElement) -> String {
        String((element.child(QName("", name))?.text.xmlTrimmed ?? "").prefix(300))
    }

    /// The complaint as a failure; `asking` begins its sentence with what was asked.
    func refusal(_ asking: String) -> IntacctRefusal {
        let said = self.words.isEmpty ? "" : " (\(self.words))"
        let advice = IntacctCodes.advice(for: self.codes).map { " \($0)" } ?? ""
        let reason = "\(asking): \(self.codes.joined(separator: ", "))\(said).\(advice)"
        switch self.meaning {
        case .transient: return IntacctRefusal(failure: .transient(reason))
        case .rejected: return IntacctRefusal(failure: .rejected(reason))
        case .inDoubt: return IntacctRefusal(failure: .inDoubt(reason))
        }
    }
}
