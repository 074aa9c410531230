import Foundation
import Testing

/// One way to stand still: how it is brought about, and what `explain` must say of it.
struct Situation: Sendable, CustomTestStringConvertible {
    let name: String
    /// The file is one that an earlier program wrote.
    var isGolden = false
    /// Lines before the order is started, and after it: as an operator types them, or a customer makes them true.
    var before: [String] = []
    var after: [String] = []
    /// The program of the last of these lines dies with its first request out.
    var dies = false
    let cause: String
    /// What the cause is about, where that is not said by its kind alone.
    var subject: String?
    let owner: String
    /// Which of the commands that `explain` names is run.
    var way = 0
    /// What somebody else puts right outside before.
    var mended: [String] = []
    /// What an operator fills in for words in capitals: the file of that name, with this text.
    var files: [String: String] = [:]
    /// The command is repeated until it works: a system is asked again, or a flight ends, at a time of their own.
    var takesTime = false
    /// Part of a policy that stands in place of the program's own.
    var policy = ""
    /// Beside the other files: which systems there are, how long events wait.
    var config = ""
    var user = "ana"
    /// A saga that was taken back is a finding.
    var status: Int32 = 0
    var saga = "quote-to-cash/Q-1042"

    var testDescription: String { self.name }

    static let all: [Self] = Self.gates + Self.people + Self.doubts + Self.systems + Self.waits + Self.events

    /// One attempt at each request, so that nobody waits long for a step to stand still.
    static let impatient = "retries: {default: {attempts: 1, pause: 1s}}"

    static func payment(
        _ id: String,
        _ more: String = "",
        type: String = "payment-settled",
        by account: String = "ACME-001"
    )
        -> String
    {
        #"{"source":"bank","id":"\#(id)","type":"\#(type)",\#(more)"payment":{"id":"PAY-77","invoice":"INV-1001","#
            + #""account":"\#(account)","amount":{"amount":"59500.00","currency":"EUR"},"receivedOn":"2026-11-20"}}"#
    }
}

/// What `explain` says of it, as far as the tests look.
struct SituationSeen: Decodable {
    struct Cause: Decodable, Equatable { let cause: String, owner: String, subject: String }

    let causes: [Cause]
    let next: [String]
    let owner: String?
    let otherwise: String?
    let status: String
}
