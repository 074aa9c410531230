import Foundation
import GRDB
import RuntimeConformance
import SagaModel
import Testing

@testable import SQLiteRuntime

@Suite("The head outside the database")
struct HeadTests {
    @Test("names the latest commit, and is written before a request leaves")
    func isWrittenFirst() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        let file = HeadFile(path: desk.headPath)
        let engine = try await desk.open(onPoint: { point in
            guard point == "before call" else { return }
            let latest = try SagaReader(path: desk.path).read { try Commits.head($0) }
            #expect(file.read() == .head(latest))
        })
        #expect(file.read() == .head(.zero))
        try await desk.run(engine)
        guard case .head(let head) = file.read() else {
            Issue.record("\(file.read())")
            return
        }
        #expect(head.lines == (try SagaReader(path: desk.path).history(desk.id).count))
        #expect(head.commit > 5)
    }

    @Test("is one commit behind after a crash between the two, and catches up")
    func catchesUp() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        await #expect(throws: Crash.self) { try await desk.startAndCrash() }
        #expect(HeadFile(path: desk.headPath).read() == .head(.zero))
        do {
            let engine = try await desk.open()
            #expect(await engine.hasCaughtUp)
            try await desk.run(engine)
        }
        #expect(try desk.report()?.status == .waiting)
        #expect(await (try await desk.open()).hasCaughtUp == false)
    }

    @Test("of a later commit than the database has refuses it, and nothing is sent")
    func refusesOldCopy() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        try await desk.runThenRestore()
        let sent = desk.remote.order.count
        let error = await #expect(throws: RuntimeError.self) { try await desk.open() }
        guard case .headDiffers(.behind(let database, let head)) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(database.commit == 1)
        #expect(head.commit > 5)
        #expect(desk.remote.order.count == sent)
    }

    @Test("that is missing, damaged, older or of another database refuses it")
    func refusesOthers() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        try await desk.run(try await desk.open())
        let url = URL(fileURLWithPath: desk.headPath)
        let good = try #require(Head(text: String(decoding: try Data(contentsOf: url), as: UTF8.self)))
        let wrong = good.hash.map { $0 ^ 1 }
        for text in [
            nil, "", "rubbish", Head(commit: good.commit, lines: good.lines, hash: wrong).text, Head.zero.text,
        ] {
            try? FileManager.default.removeItem(at: url)
            if let text { try Data(text.utf8).write(to: url) }
            let error = await #expect(throws: RuntimeError.self) { try await desk.open() }
            switch (text, error) {
            case (nil, .headDiffers(.missing)), ("", .headDiffers(.unreadable)): continue
            case ("rubbish", .headDiffers(.unreadable)), (_, .headDiffers(.other)), (_, .headDiffers(.ahead)): continue
            case (_, _): Issue.record("\(text ?? "nothing"): \(String(describing: error))")
            }
        }
        try Data(good.text.utf8).write(to: url)
        _ = try await desk.open()
    }

    @Test("with any byte changed is another one or none")
    func everyByteCounts() throws {
        let head = Head(commit: 17, lines: 43, hash: Array(repeating: 0xa7, count: 32))
        let bytes = Array(head.text.utf8)
        for (place, bit) in bytes.indices.flatMap({ place in (0..<8).map { (place, $0) } }) {
            var changed = bytes
            changed[place] ^= 1 << bit
            #expect(String(bytes: changed, encoding: .utf8).flatMap(Head.init(text:)) != head)
        }
        #expect(Head(text: head.text) == head)
        #expect(Head(text: Head.zero.text) == .zero)
    }

    @Test("is made for a file of an older program")
    func adopts() async throws {
        let desk = try Desk()
        defer { desk.remove() }
        try await desk.run(try await desk.open())
        let lines = try SagaReader(path: desk.path).history(desk.id).count
        let queue = try DatabaseQueue(path: desk.path)
        try await queue.write { try $0.execute(sql: "DROP TABLE commits; DELETE FROM grdb_migrations WHERE rowid = 2") }
        try queue.close()
        try FileManager.default.removeItem(atPath: desk.headPath)
        let engine = try await desk.open()
        #expect(try await desk.pay(engine) == .taken(desk.id))
        guard case .head(let head) = HeadFile(path: desk.headPath).read() else {
            Issue.record("no head")
            return
        }
        // The first for what the file held before; an event is written before it is handled, and then again.
        #expect(head.commit == 3)
        #expect(head.lines == lines + 1)
    }
}

extension Desk {
    var headPath: String { "\(self.path).head" }

    /// A copy of the database is made after the start and comes back at the end; the head stays as it is.
    func runThenRestore() async throws {
        try await self.startAndCopy()
        try await self.run(try await self.open())
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: self.path + suffix)
        }
        try FileManager.default.moveItem(atPath: "\(self.path).copy", toPath: self.path)
    }

    func startAndCrash() async throws {
        _ = try await self.start(try await self.open(onPoint: { if $0 == "after commit" { throw Crash() } }))
    }

    private func startAndCopy() async throws {
        _ = try await self.start(try await self.open())
        // Everything of the log goes into the file, so that it can be copied alone.
        let queue = try DatabaseQueue(path: self.path)
        _ = try await queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        try queue.close()
        try FileManager.default.copyItem(atPath: self.path, toPath: "\(self.path).copy")
    }
}
