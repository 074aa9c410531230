import Foundation

/// A client that others wrote, in Python.
enum PythonScript {
    /// Runs a script of `Tests/Counterparts` and waits for its end.
    static func run(_ script: String, _ arguments: [String]) async throws -> [String] {
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
