import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The head outside the database: best on another disk.
struct HeadFile: Sendable {
    let path: String

    static func beside(_ database: String) -> String { "\(database).head" }

    enum Reading: Equatable { case absent, unreadable, head(Head) }

    /// Why the head could not be written.
    struct Failure: Error, CustomStringConvertible {
        let path: String
        let code: Int32

        var description: String { "\(self.path): \(String(cString: strerror(self.code)))" }
    }

    func read() -> Reading {
        guard let bytes = FileManager.default.contents(atPath: self.path) else {
            return FileManager.default.fileExists(atPath: self.path) ? .unreadable : .absent
        }
        return String(bytes: bytes, encoding: .utf8).flatMap(Head.init(text:)).map(Reading.head) ?? .unreadable
    }

    /// After this the head outlives a power loss; before, the one that was there does.
    func write(_ head: Head) throws(Failure) {
        let new = "\(self.path).new"
        try self.sync(new, flags: O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, Array(head.text.utf8))
        guard rename(new, self.path) == 0 else { throw Failure(path: self.path, code: errno) }
        let folder = URL(fileURLWithPath: self.path).deletingLastPathComponent().path
        try self.sync(folder, flags: O_RDONLY | O_CLOEXEC, [])
    }

    private func sync(_ path: String, flags: Int32, _ bytes: [UInt8]) throws(Failure) {
        let file = open(path, flags, 0o600)
        guard file >= 0 else { throw Failure(path: path, code: errno) }
        defer { close(file) }
        let count = bytes.isEmpty ? 0 : write(file, bytes)
        guard count == bytes.count else { throw Failure(path: path, code: count < 0 ? errno : ENOSPC) }
        guard fsync(file) == 0 else { throw Failure(path: path, code: errno) }
    }

    /// A short write is a full disk: the head is a few bytes long.
    private func write(_ file: Int32, _ bytes: [UInt8]) -> Int {
        while true {
            let count = pwrite(file, bytes, bytes.count, 0)
            if count >= 0 || errno != EINTR { return count }
        }
    }
}
