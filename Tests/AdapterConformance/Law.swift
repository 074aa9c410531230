/// What every adapter owes to a saga.
package enum Law: String, CaseIterable, Codable, Sendable {
    case repetition = "the same request with the same key is one effect"
    case duplicatesAtOnce = "two at once with the same key are one effect"
    case compensationFirst = "taking back what is not there succeeds and changes nothing"
    case actionAfterCompensation = "what was taken back can be done again under a new key"
    case lostBefore = "what never arrived is not done, and may be sent again"
    case lostAfter = "a lost answer leaves doubt, and a look-up ends it"
    case later = "an answer that says “later” is passed on, with when"
    case garbage = "an answer that cannot be read is no success"
    case lookUp = "a look-up tells what is true, for actions and undos"
    case lookUpInTrouble = "a look-up that heard nothing says nothing"
    case capability = "what is promised is kept"
    case unmapped = "a missing code is named before anything is sent"
    case refusal = "what it cannot do is refused before anything is sent"
    case question = "a question changes nothing"
}

/// An adapter broke a law.
package struct Finding: Hashable, Sendable, CustomStringConvertible {
    package let law: Law
    /// The operation, and the trouble if there was some.
    package let subject: String
    package let what: String

    package var description: String { "\(self.subject): \(self.law.rawValue), but \(self.what)" }
}

/// What a whole suite found.
package struct Verdict: Sendable {
    package internal(set) var findings: [Finding] = []
    /// How often each law was tried: one that was never tried was not kept.
    package internal(set) var trials: [Law: Int] = [:]

    /// The laws of which nothing was tried.
    package var untried: [Law] { Law.allCases.filter { self.trials[$0] == nil } }
}

/// What is wrong, in words that follow “but”.
struct Violation: Error {
    let what: String

    init(_ what: String) { self.what = what }
}

/// The law says nothing about this case: a step without an undo, an adapter that promises no key.
struct NotApplicable: Error {}
