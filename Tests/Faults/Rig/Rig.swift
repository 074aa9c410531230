internal import Foundation

/// A folder, the other systems in a process of their own, and engines in others.
final class Rig {
    struct CannotStart: Error, CustomStringConvertible { let description: String }

    let folder: URL
    let sandbox: Remote
    private let server: Process
    private var files = 0

    /// Starts `skald sandbox serve`, the program beside this one; with systems that have a past, if that is wanted.
    init(_ name: String, past: Data? = nil) throws {
        self.folder = FileManager.default.temporaryDirectory
            .appending(path: "skald-faults-\(name)-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: true)
        try past?.write(to: self.folder.appending(path: "systems.sandbox"))
        let output = Pipe()
        self.server = Process()
        self.server.executableURL = Self.beside("skald")
        self.server.arguments = ["sandbox", "serve", "--db", self.folder.appending(path: "systems").path]
        self.server.standardOutput = output
        self.server.standardInput = FileHandle.nullDevice
        try self.server.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        let address = line.trimmingCharacters(in: .whitespacesAndNewlines)
        guard address.hasPrefix("http://") else { throw CannotStart(description: "skald sandbox serve: “\(line)”") }
        self.sandbox = Remote(address: address)
    }

    /// The state file of the systems, which anybody may read.
    var state: String { self.folder.appending(path: "systems.sandbox").path }

    /// The path of a database that is not there yet.
    func freshDatabase() throws -> String {
        self.files += 1
        let folder = self.folder.appending(path: "\(self.files)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.appending(path: "skald.db").path
    }

    func remove() {
        self.server.terminate()
        self.server.waitUntilExit()
        try? FileManager.default.removeItem(at: self.folder)
    }

    static func beside(_ name: String) -> URL {
        let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(filePath: own ?? CommandLine.arguments[0]).deletingLastPathComponent().appending(path: name)
    }
}
