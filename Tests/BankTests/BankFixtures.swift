import Foundation
import Testing

@testable import Bank

/// The files below `fixtures/bank`, and those of others where they are at hand.
enum BankFixtures {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let folder = Self.root.appending(path: "fixtures/bank")
    static let shared = Self.root.deletingLastPathComponent().appending(path: "shared/reference/erpdata")
    static var hasShared: Bool { FileManager.default.fileExists(atPath: Self.shared.path) }

    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: Self.folder.appending(path: name)))
    }

    static func sharedBytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: Self.shared.appending(path: path)))
    }

    static func reading(_ name: String) throws -> BankReading { try BankReading(try Self.bytes(name)) }

    /// The statements of these files, each checked to its end.
    static func checked(_ names: String...) throws -> [BankFileCheck.Statement] {
        try names.flatMap { name in
            var reader = BankFileReader()
            var check = BankFileCheck()
            for part in try reader.feed(try Self.bytes(name)) { _ = check.take(part) }
            for part in try reader.finish() { _ = check.take(part) }
            check.finish()
            return check.statements
        }
    }

    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }

    /// Compares with the text beside the fixture; `RECORD_SNAPSHOTS` writes it.
    static func compare(_ value: some Encodable, with name: String) throws {
        let file = Self.folder.appending(path: "expected/\(name).json")
        let text = try Self.json(value)
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try Data(text.utf8).write(to: file)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text, "\(name)")
    }
}
