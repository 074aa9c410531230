import Foundation
import Testing

/// The real program in a folder of its own, which goes when the test ends.
final class CommandLineUnderTest {
    struct Outcome {
        let status: Int32
        let output: String
        let messages: String

        func json<Value: Decodable>(_ type: Value.Type) throws -> Value {
            try JSONDecoder().decode(type, from: Data(self.output.utf8))
        }
    }

    let folder: URL
    let db: String
    /// What the program finds in its environment besides.
    var environment: [String: String] = [:]

    /// With a database of its own, or beside another one, whose output it leaves alone.
    init(beside other: CommandLineUnderTest? = nil) throws {
        self.folder = FileManager.default.temporaryDirectory.appending(path: "skald-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: true)
        self.db = other?.db ?? self.folder.appending(path: "skald.db").path
    }

    deinit { try? FileManager.default.removeItem(at: self.folder) }

    @discardableResult
    func run(_ arguments: String...) throws -> Outcome {
        try self.outcome(of: try self.process(arguments))
    }

    func outcome(of process: Process) throws -> Outcome {
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus,
            output: try self.text("out"),
            messages: try self.text("err")
        )
    }

    /// What it has said so far to whoever reads messages.
    func messages() throws -> String { try self.text("err") }

    /// Starts it and does not wait.
    ///
    /// Output goes to files, because a full pipe would stop it.
    func process(_ arguments: [String], of program: URL = CommandLineUnderTest.program) throws -> Process {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment
            .merging(["SKALD_DB": self.db]) { $1 }
            .merging(self.environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try self.file("out")
        process.standardError = try self.file("err")
        try process.run()
        return process
    }

    func sandbox() throws -> SandboxSeen { try self.run("sandbox", "show", "-o", "json").json(SandboxSeen.self) }

    private func file(_ name: String) throws -> FileHandle {
        let url = self.folder.appending(path: name)
        try Data().write(to: url)
        return try FileHandle(forWritingTo: url)
    }

    private func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: self.folder.appending(path: name)), as: UTF8.self)
    }

    /// The program lies beside the bundle with the tests.
    static var program: URL {
        URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "skald")
    }

    /// A file of this test's own.
    func write(_ text: String, to name: String) throws -> String {
        let url = self.folder.appending(path: name)
        try text.write(to: url, atomically: true, encoding: .utf8)
        return url.path
    }

    static func fixture(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../fixtures/orders/\(name).yaml")
            .standardizedFileURL.path
    }
}

/// What the tests look at of a saga.
struct SagaSeen: Decodable {
    struct Step: Decodable {
        let name: String
        let kind: String
        let status: String
        let attempts: Int
        let reference: String?

        /// It was sent, and nobody knows yet what became of it.
        var isOut: Bool { self.attempts > 0 && self.status != "done" }
    }

    struct Facts: Decodable {
        let generation: Int?
    }

    let revision: Int
    let id: String
    let workflow: String
    let state: String?
    let nextState: String?
    let status: String
    let steps: [Step]
    let facts: Facts

    func step(_ name: String) -> Step? { self.steps.first { $0.name == name } }
}

struct SagasSeen: Decodable {
    let sagas: [SagaSeen]
}

struct SandboxSeen: Decodable {
    struct Counts: Decodable {
        let documents: [String: [String: [String: Int]]]
        let openBalances: [String: String]
        let trialBalance: [String: [String: String]]
        let isBalanced: Bool
    }

    let counts: Counts

    /// Documents in force.
    func live(_ system: String, _ kind: String) -> Int {
        let statuses = self.counts.documents[system]?[kind] ?? [:]
        return ["active", "draft", "issued"].reduce(0) { $0 + (statuses[$1] ?? 0) }
    }
}

struct ExplanationSeen: Decodable {
    struct Doubt: Decodable {
        let step: String
        let outcome: String?
        let reference: String?
    }

    let schema: String
    let sentence: String
    let money: String
    let doubts: [Doubt]
    let next: [String]
}
