import Foundation
import Testing

/// One way to stand still: how it is brought about, and what `explain` must say of it.
struct Situation: Sendable, CustomTestStringConvertible {
    let name: String
    var before: [String] = []
    var after: [String] = []
    let cause: String
    let owner: String
    /// Which of the commands that `explain` names is run.
    var way = 0
    /// Part of a policy that stands beside the program's own.
    var policy = ""
    var user = "ana"
    /// A saga that was taken back is a finding.
    var status: Int32 = 0

    var testDescription: String { self.name }

    static let all: [Self] =
        Self.holds + Self.refusals + Self.skips + Self.undos + [
            Self(
                name: "a closed period before the posting",
                before: ["period close northwind-de/2026-11 --reason close"],
                cause: "cutoff",
                owner: "finance"
            ),
            Self(
                name: "a closed period before the cash",
                after: [
                    "period close northwind-de/\(Self.month) --reason close", "sandbox pay INV-1001", "run",
                ],
                cause: "cutoff",
                owner: "finance"
            ),
            Self(
                name: "a hold before a closed period",
                before: [
                    "hold place Q-1042 --kind dispute --reason r",
                    "period close northwind-de/2026-11 --reason close",
                ],
                cause: "hold",
                owner: "finance"
            ),
            Self(
                name: "a closed period behind a hold that is gone",
                before: [
                    "hold place Q-1042 --kind dispute --reason r --id C-1",
                    "period close northwind-de/2026-11 --reason close",
                ],
                after: ["hold release C-1 --reason settled"],
                cause: "cutoff",
                owner: "finance"
            ),
            Self(
                name: "a hold of an unknown kind on an invoice",
                before: ["hold place INV-1001 --kind odd --reason r --owner eve"],
                cause: "hold",
                owner: "eve"
            ),
            Self(name: "no payment yet", cause: "signal", owner: "customer", way: 1),
            Self(
                name: "an approval",
                cause: "approval",
                owner: "cfo",
                policy: """
                    approvals:
                      large:
                        before: [receivable]
                        of: [total]
                        amount: total
                        by:
                          - {role: approver}
                        owner: cfo
                    """,
                user: "ben"
            ),
            Self(
                name: "somebody sees to it",
                before: ["sandbox fault billing.issueInvoice=refuse*1"],
                after: ["assign Q-1042 --to ben"],
                cause: "person",
                owner: "ben"
            ),
        ]

    /// The one in which money arrives now.
    private static let month = Date().formatted(.iso8601).prefix(7)

    private static let holds =
        [
            ("dispute", "Q-1042", "finance"), ("dispute", "ACME-001", "finance"), ("dispute", "INV-1001", "finance"),
            ("fraud", "Q-1042", "risk"), ("fraud", "ACME-001", "risk"),
        ]
        .map { kind, subject, owner in
            Self(
                name: "a \(kind) hold on \(subject)",
                before: ["hold place \(subject) --kind \(kind) --reason r"],
                cause: "hold",
                owner: owner
            )
        }
        + [
            Self(
                name: "a hold of a kind that the policy does not know",
                before: ["hold place Q-1042 --kind odd --reason r --owner eve"],
                cause: "hold",
                owner: "eve"
            )
        ]

    private static let retriable = [
        "billing.issueInvoice", "crm.closeWon", "support.tellInvoiced", "success.startOnboarding",
    ]
    private static let refusals = Self.retriable.map { operation in
        Self(
            name: "\(operation) that is refused",
            before: ["sandbox fault \(operation)=refuse*1"],
            cause: "person",
            owner: "finance"
        )
    }
    private static let skips = Self.retriable.map { operation in
        Self(
            name: "\(operation) that nobody needs",
            before: ["sandbox fault \(operation)=refuse*1"],
            cause: "person",
            owner: "finance",
            way: 1
        )
    }
    private static let undos = ["billing.cancelSubscription", "billing.voidDraft", "support.revokeEntitlement"].map {
        Self(
            name: "\($0) that is refused",
            before: ["sandbox fault erp.upsert.invoice=refuse*1", "sandbox fault \($0)=refuse*1"],
            cause: "person",
            owner: "finance",
            status: 3
        )
    }
}

@Suite("A saga that stands still")
struct StuckSituationTests {
    private struct Seen: Decodable {
        struct Cause: Decodable { let cause: String, owner: String, subject: String }
        let causes: [Cause]
        let next: [String]
        let owner: String?
        let otherwise: String?
        let status: String
    }

    @Test("is explained by its true cause and its owner, and the command that is named works", arguments: Situation.all)
    func isExplained(_ situation: Situation) throws {
        let skald = try CommandLineUnderTest()
        skald.environment["SKALD_USER"] = "ana"
        if !situation.policy.isEmpty { try Self.write(situation.policy, skald) }
        for line in situation.before { try Self.shell("skald " + line, skald) }
        _ = try skald.run("start", "quote-to-cash", "--order", CommandLineUnderTest.fixture("acme-seats"))
        for line in situation.after { try Self.shell("skald " + line, skald) }

        let seen = try skald.run("explain", "Q-1042", "-o", "json").json(Seen.self)
        let last = try #require(seen.causes.last, "\(seen)")
        #expect(last.cause == situation.cause, "\(seen)")
        #expect(last.owner == situation.owner, "\(seen)")
        #expect(seen.otherwise?.isEmpty == false)
        try #require(seen.next.count > situation.way, "\(seen)")

        skald.environment["SKALD_USER"] = situation.user
        let before = try skald.run("show", "Q-1042", "-o", "json").json(SagaSeen.self)
        let outcome = try Self.shell(seen.next[situation.way], skald)
        #expect(outcome.status == situation.status, "\(seen.next[situation.way]): \(outcome.messages)")
        if situation.cause == "signal" { try skald.run("run") }
        let after = try skald.run("show", "Q-1042", "-o", "json").json(SagaSeen.self)
        #expect(after.revision > before.revision)
        let explained = try skald.run("explain", "Q-1042", "-o", "json").json(Seen.self)
        #expect(
            explained.causes.last?.cause != last.cause || explained.causes.last?.subject != last.subject,
            "\(explained)"
        )
    }

    /// A line as an operator types it.
    @discardableResult
    private static func shell(_ line: String, _ skald: CommandLineUnderTest) throws -> CommandLineUnderTest.Outcome {
        let command = line.replacing(/^skald/, with: "'\(CommandLineUnderTest.program.path)'")
        return try skald.outcome(of: try skald.process(["-c", command], of: URL(filePath: "/bin/sh")))
    }

    private static func write(_ part: String, _ skald: CommandLineUnderTest) throws {
        let folder = skald.folder.appending(path: "policies")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let text = "policy: quote-to-cash\nversion: \"t\"\n\(part)\n"
        _ = try skald.write(text, to: "policies/quote-to-cash.policy.yaml")
        skald.environment["SKALD_POLICIES"] = folder.path
    }
}
