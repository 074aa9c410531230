import Foundation

/// A Python program in a process of its own, on a port that the system chose.
///
/// It ends with its standard input, so that it never outlives the tests, even those that crash.
enum Counterpart {
    struct Trouble: Error {
        let what: String
    }

    private static var folder: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    }

    /// Runs `body` with the address of a fresh one, and ends it whatever happens.
    static func run<Result>(
        _ script: String,
        _ arguments: [String] = [],
        _ body: (String) async throws -> Result
    ) async throws -> Result {
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = Self.folder.appending(path: "python")
        process.arguments = [Self.folder.appending(path: script).path] + arguments
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        defer {
            try? input.fileHandleForWriting.close()
            process.terminate()
            process.waitUntilExit()
        }
        return try await body(try Self.firstLine(of: output, script))
    }

    /// The script binds its port before it says where.
    private static func firstLine(of output: Pipe, _ script: String) throws -> String {
        var line = Data()
        while !line.contains(UInt8(ascii: "\n")) {
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw Trouble(what: "\(script) did not start; see its messages above.") }
            line += more
        }
        return String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
