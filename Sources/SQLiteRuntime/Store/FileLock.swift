#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Held while an engine lives.
///
/// The system lets go of it when the process dies, however it dies.
final class FileLock: Sendable {
    private let descriptor: Int32

    /// - Throws: `RuntimeError.locked` with the process that has it.
    init(database path: String) throws {
        let lockPath = "\(path).lock"
        self.descriptor = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard self.descriptor >= 0 else { throw RuntimeError.notFound(path: lockPath) }
        guard flock(self.descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw RuntimeError.locked(path: path, pid: Self.owner(self.descriptor))
        }
        let pid = Array("\(getpid())\n".utf8)
        guard ftruncate(self.descriptor, 0) == 0, pwrite(self.descriptor, pid, pid.count, 0) == pid.count else {
            throw RuntimeError.outcomeUnknown("\(lockPath) cannot be written")
        }
    }

    deinit {
        if self.descriptor >= 0 { close(self.descriptor) }
    }

    private static func owner(_ descriptor: Int32) -> Int? {
        var bytes = [UInt8](repeating: 0, count: 20)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return Int(String(decoding: bytes.prefix(count).prefix { $0 != 10 }, as: UTF8.self))
    }
}
