internal import FoundationEssentials

#if canImport(Glibc)
    internal import Glibc
#endif

/// Asks somebody at a terminal; elsewhere says which flag answers.
enum Confirmation {
    private static let isPossible = isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1

    /// What they type after the question; `nil` where nobody can be asked.
    static func ask(_ question: String) -> String? {
        guard self.isPossible else { return nil }
        Terminal.note(question)
        return Swift.readLine(strippingNewline: true) ?? ""
    }

    static func missing(_ what: String, add flag: String) -> OperatorError {
        OperatorError(.needsConfirmation, what, why: "nobody can be asked here", next: "repeat it with \(flag)")
    }
}
