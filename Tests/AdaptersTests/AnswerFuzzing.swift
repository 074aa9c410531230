import SagaModel
import Testing

@testable import Adapters

/// A reader of answers, specimens of what it reads, and the words without which it must not come to an outcome.
///
/// **The oracle.** Nobody can say what a damaged document means; but an outcome must be *said* by it. So a second,
/// simple reader looks for the words in the bytes, without knowing any structure: a document that came out as done must say
/// success somewhere and refusal nowhere; one that came out as refused, or as not there, must say just that somewhere.
/// Damage that makes a refusal into an explicit success (`false` into `true`) passes, as it must: no reader could
/// tell. Damage that leaves the words of both can only be in doubt. Comments and CDATA sections are taken out first,
/// as a reader does with the former, and because words inside the latter are text.
struct FuzzedReader: Sendable, CustomTestStringConvertible {
    enum Outcome: Sendable {
        case done, absent, refused, inDoubt
    }

    let name: String
    let specimens: [String]
    /// What begins a part of such a document, so that whole parts are moved and repeated.
    var mark: Unicode.Scalar = "<"
    let read: @Sendable ([UInt8]) -> Outcome
    let saysDone: @Sendable (String) -> Bool
    let saysRefused: @Sendable (String) -> Bool
    let saysAbsent: @Sendable (String) -> Bool

    var testDescription: String { self.name }

    /// What the undamaged specimens come to.
    var outcomes: Set<Outcome> { Set(self.specimens.map { self.read(Array($0.utf8)) }) }

    /// Whether the document says what was read from it.
    func isSaid(_ outcome: Outcome, by bytes: [UInt8]) -> Bool {
        if case .inDoubt = outcome { return true }
        // UTF-16 by dropping its zeros.
        let all = String(decoding: bytes.filter { $0 != 0 }, as: UTF8.self)
        let text = self.mark == "<" ? Self.withoutComments(all) : all
        switch outcome {
        case .done: return self.saysDone(text) && !self.saysRefused(text)
        case .absent: return self.saysAbsent(text) && !self.saysDone(text)
        case .refused: return self.saysRefused(text) && !self.saysDone(text)
        case .inDoubt: return true
        }
    }

    private static func withoutComments(_ text: String) -> String {
        text.replacing(/<!--(?s:.*?)-->/, with: "").replacing(/<!\[CDATA\[(?s:.*?)\]\]>/, with: "")
    }
}

extension FuzzedReader.Outcome {
    init(_ failure: Failure) {
        switch failure {
        case .transient, .rejected: self = .refused
        case .inDoubt: self = .inDoubt
        }
    }
}

extension FuzzedReader {
    /// Every reader of answers; a new one is one line.
    static func all() throws -> [FuzzedReader] {
        try Self.netSuite() + Self.intacct() + Self.sap()
    }
}
