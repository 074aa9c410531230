import Foundation
import Sandbox
import Testing

@Suite("Somebody else's client")
struct IntacctCounterpartTests {
    @Test("speaks to the XML gateway: sageintacctsdk creates, finds, pays, reverses, deletes, and is refused")
    func sageIntacctSDK() async throws {
        try await TestWorld.run { world in
            let credentials = IntacctCredentials()
            let lines = try await Self.python(
                "intacct.py",
                [
                    "http://127.0.0.1:\(world.server.port)\(TestWorld.gateway)", credentials.senderID,
                    credentials.senderPassword, credentials.company, credentials.user, credentials.userPassword,
                ]
            )
            #expect(
                lines == [
                    "refused XL03000006", "created PY-1", "refused BL34000061", "found 1 Python GmbH & Söhne",
                    "listed 1", "created Sales Order-PY-Q-1", "created PY-INV-1 Posted 119.00 True", "paid Paid",
                    "reversed Reversed", "refused XL03000003", "deleted 0",
                ]
            )
            #expect(try await world.counts().isBalanced)
        }
    }

    /// Runs a script of `Tests/Counterparts` and waits for its end.
    private static func python(_ script: String, _ arguments: [String]) async throws -> [String] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Counterparts")
        let file = FileManager.default.temporaryDirectory.appending(path: "counterpart-\(UUID().uuidString).txt")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data().write(to: file)
        let process = Process()
        process.executableURL = folder.appending(path: "python").standardizedFileURL
        process.arguments = [folder.appending(path: script).standardizedFileURL.path] + arguments
        let output = try FileHandle(forWritingTo: file)
        (process.standardOutput, process.standardError) = (output, output)
        await withCheckedContinuation { (ended: CheckedContinuation<Void, Never>) in
            process.terminationHandler = { _ in ended.resume() }
            do { try process.run() } catch { ended.resume() }
        }
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    }
}
