import Counterparts
import Foundation
import Testing

extension CommandLineUnderTest {
    /// A line as an operator types it, from `skald` on.
    @discardableResult
    func shell(_ line: String) throws -> Outcome {
        let command = line.replacing(/^skald/, with: "'\(Self.program.path)'")
        return try self.outcome(of: try self.process(["-c", command], of: URL(filePath: "/bin/sh")))
    }

    /// The same at a terminal, where somebody answers.
    func terminal(_ line: String, answering answer: String) throws -> Outcome {
        let command = line.replacing(/^skald/, with: Self.program.path).replacing("'", with: "'\\''")
        return try self.shell("printf '%s\\n' '\(answer)' | script -qec '\(command)' /dev/null")
    }

    static var hasTerminal: Bool { FileManager.default.isExecutableFile(atPath: "/usr/bin/script") }

    /// The golden file: its sagas follow a definition from before policies had facts to ask about.
    func takeGoldenFile() throws {
        for part in ["", ".sandbox"] {
            let golden = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "golden/1-sagas.sqlite\(part)")
            try FileManager.default.copyItem(at: golden, to: URL(filePath: self.db + part))
        }
    }

    /// From now on sagas start under this, and nothing of the program's own policy.
    func follow(_ policy: String, of workflow: String = "quote-to-cash") throws {
        let folder = self.folder.appending(path: "policies")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        _ = try self.write(
            "policy: \(workflow)\nversion: \"t\"\n\(policy)\n",
            to: "policies/\(workflow).policy.yaml"
        )
        self.environment["SKALD_POLICIES"] = folder.path
    }

    /// One attempt at each request, so that nobody waits long for a step to stand still.
    func giveUpAtOnce() throws { try self.follow("retries: {default: {attempts: 1, pause: 1s}}") }

    @discardableResult
    func start(_ order: String = "acme-seats") throws -> Outcome {
        try self.run("start", "quote-to-cash", "--order", Self.fixture(order))
    }

    func fault(_ faults: String...) throws {
        for fault in faults { #expect(try self.run("sandbox", "fault", fault).status == 0) }
    }

    func saga() throws -> SagaSeen { try self.run("show", "Q-1042", "-o", "json").json(SagaSeen.self) }

    func wait(for what: String, until condition: () throws -> Bool) throws {
        for _ in 0..<2400 {
            if try condition() { return }
            usleep(25_000)
        }
        Issue.record("waited in vain for \(what)")
    }
}

extension CommandLineUnderTest {
    /// What the bank has sent of a kind, as files in the order in which it came.
    func keep(_ mail: [MockBank.Message], _ type: String) throws -> [String] {
        try mail.filter { $0.type.hasPrefix(type) }.enumerated().map { index, message in
            try self.write(String(decoding: message.body, as: UTF8.self), to: "\(type).\(index).xml")
        }
    }
}
