import Foundation
import RevenueModel

/// Why the state of the sandbox cannot be used.
package enum StateFileError: Error, Equatable, Sendable, CustomStringConvertible {
    case cannotOpen(path: String, reason: String)
    case locked(path: String)
    case damaged(path: String, line: Int)
    case cannotWrite(path: String, reason: String)

    package var description: String {
        switch self {
        case .cannotOpen(let path, let reason): "“\(path)” cannot be opened: \(reason)."
        case .locked(let path): "“\(path)” is in use by a running sandbox; ask that one, or stop it first."
        case .damaged(let path, let line):
            "Line \(line) of “\(path)” cannot be read; restore the file, or start a new one."
        case .cannotWrite(let path, let reason):
            "“\(path)” cannot be written: \(reason). Nothing more is accepted until the sandbox is started again."
        }
    }
}

/// The changes on disk: one line of JSON each, only ever appended to.
///
/// A line that a crash cut short was never acknowledged, so it is dropped when the file is opened.
struct StateFile: ~Copyable {
    private let path: String
    private let descriptor: Int32
    private var isBroken = false

    /// Opens or creates the file and locks out every other writer.
    init(path: String) throws(StateFileError) {
        self.path = path
        self.descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard self.descriptor >= 0 else { throw .cannotOpen(path: path, reason: Self.reason) }
        guard flock(self.descriptor, LOCK_EX | LOCK_NB) == 0 else { throw .locked(path: path) }
    }

    deinit { if self.descriptor >= 0 { close(self.descriptor) } }

    /// Reads all whole lines; what follows the last of them is cut off.
    borrowing func load() throws(StateFileError) -> [[Fact]] {
        let (changes, length) = try Self.read(path: self.path)
        guard ftruncate(self.descriptor, off_t(length)) == 0, fsync(self.descriptor) == 0 else {
            throw .cannotWrite(path: self.path, reason: Self.reason)
        }
        return changes
    }

    /// The whole changes of a file that another process may be writing, and how many bytes they take.
    static func read(path: String) throws(StateFileError) -> (changes: [[Fact]], length: Int) {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw .cannotOpen(path: path, reason: Self.reason)
        }
        let end = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        var changes: [[Fact]] = []
        for (index, line) in bytes[..<end].split(separator: UInt8(ascii: "\n")).enumerated() {
            guard let facts = try? JSONDecoder().decode([Fact].self, from: Data(line)) else {
                throw .damaged(path: path, line: index + 1)
            }
            changes.append(facts)
        }
        return (changes, end)
    }

    /// Writes a change and waits until the disk has it.
    ///
    /// After a failure the end of the file is unknown, and nothing more is appended to it.
    mutating func append(_ facts: [Fact]) throws(StateFileError) {
        guard !self.isBroken else { throw .cannotWrite(path: self.path, reason: "an earlier write failed") }
        self.isBroken = true
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard var line = try? encoder.encode(facts) else {
            throw .cannotWrite(path: self.path, reason: "the change cannot be encoded")
        }
        line.append(UInt8(ascii: "\n"))
        try self.write(line)
        guard fsync(self.descriptor) == 0 else { throw .cannotWrite(path: self.path, reason: Self.reason) }
        self.isBroken = false
    }

    private borrowing func write(_ bytes: Data) throws(StateFileError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(self.descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .cannotWrite(path: self.path, reason: Self.reason) }
            rest = rest.dropFirst(count)
        }
    }

    private static var reason: String { String(cString: strerror(errno)) }
}
