import Foundation
import GRDB
import RuntimeConformance
import SagaModel
import Testing

@testable import SQLiteRuntime

/// A small database with a log that was not yet taken into it, and copies of both that were damaged.
@Suite("A damaged file")
struct DamageTests {
    private static let seed: UInt64 = 20_261_121
    private static let region = 512

    @Test("with one bit changed in any region of database or log is noticed, or says the same as before")
    func flips() async throws {
        try await self.withCopy { copy in
            var random = Seeded(state: Self.seed)
            var noticed = 0
            for part in Copy.parts {
                let bytes = copy.bytes[part] ?? Data()
                #expect(bytes.count > 4 * Self.region)
                for start in stride(from: 0, to: bytes.count, by: Self.region) {
                    let place = start + Int.random(in: 0..<min(Self.region, bytes.count - start), using: &random)
                    var changed = bytes
                    changed[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                    let verdict = try copy.judge(changed, part)
                    if verdict == .noticed { noticed += 1 }
                    #expect(verdict != .unnoticed, "\(part) byte \(place), seed \(Self.seed)")
                }
            }
            #expect(noticed > 50)
        }
    }

    @Test("whose log was cut off is noticed, or says the same as before")
    func truncates() async throws {
        try await self.withCopy { copy in
            let log = try #require(copy.bytes["-wal"])
            var noticed = 0
            for part in 0..<40 {
                let verdict = try copy.judge(log.prefix(log.count * part / 40), "-wal")
                if verdict == .noticed { noticed += 1 }
                #expect(verdict != .unnoticed, "\(part) of 40 parts left")
            }
            #expect(noticed > 30)
        }
    }

    /// The files as they stand while an engine has them open: nothing of the log is in the database yet.
    private func withCopy(_ body: (Copy) async throws -> Void) async throws {
        let desk = try Desk()
        defer { desk.remove() }
        let engine = try await desk.open()
        try await desk.run(engine)
        let copy = try Copy(of: desk)
        defer { copy.desk.remove() }
        try await body(copy)
        _ = try await engine.synchronous()
    }
}

private struct Copy {
    enum Verdict { case noticed, same, unnoticed }

    static let parts = ["", "-wal"]

    let desk: Desk
    private(set) var bytes: [String: Data] = [:]
    private let rows: [String]

    init(of original: Desk) throws {
        self.desk = try Desk()
        for part in Self.parts + [".head"] {
            self.bytes[part] = try Data(contentsOf: URL(fileURLWithPath: original.path + part))
        }
        self.rows = try Self.rows(original.path)
        #expect(try original.found().isEmpty)
    }

    /// What becomes of the file when one of its parts is this.
    func judge(_ changed: Data, _ part: String) throws -> Verdict {
        for other in ["-shm"] + self.bytes.keys { try? FileManager.default.removeItem(atPath: self.desk.path + other) }
        for (other, bytes) in self.bytes {
            try (other == part ? changed : bytes).write(to: URL(fileURLWithPath: self.desk.path + other))
        }
        guard let found = try? self.desk.verification().checks.filter({ !$0.findings.isEmpty }), found.isEmpty else {
            return .noticed
        }
        return try Self.rows(self.desk.path) == self.rows ? .same : .unnoticed
    }

    private static func rows(_ path: String) throws -> [String] {
        try SagaReader(path: path).read { db in
            try ["history", "commits", "saga", "business_key", "outbox", "timer", "inbox"].flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { "\(table) \($0)" }
            }
        }
    }
}

/// The same numbers for the same seed, everywhere.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        self.state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
