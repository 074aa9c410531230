import Foundation
import RevenueModel
import Sandbox
import Testing

@Suite("The state file")
struct StateTests {
    @Test("keeps documents, keys and faults when the sandbox is opened again")
    func survives() async throws {
        try await TestWorld.run { world in
            let first = try await world.bill(.draftInvoice(order: order()), key: "k1")
            _ = try await world.operate("faults", ["fault": "billing.voidDraft=unavailable*2"])
            _ = try await world.bill(.voidDraft(order: "Q-1"), key: "k2")
            let before = try await world.counts()
            await world.server.stop()
            let reopened = try await TestWorld.open(world.path)
            #expect(try await reopened.counts() == before)
            #expect(before.faults == ["billing.voidDraft=unavailable*1"])
            #expect(try await reopened.bill(.draftInvoice(order: order()), key: "k1").body == first.body)
            await reopened.server.stop()
        }
    }

    @Test("loses a line that a crash cut short, and nothing before it")
    func dropsTornLines() async throws {
        try await Self.withFile { path in
            let store = try SandboxStore(path: path)
            try await store.inject(try Fault("erp.get.invoice=refuse"))
            await store.close()
            let file = try #require(FileHandle(forWritingAtPath: path))
            try file.seekToEnd()
            try file.write(contentsOf: Data("[{\"closed\":{\"per".utf8))
            try file.close()
            #expect(try SandboxStore.read(path: path).counts().faults == ["erp.get.invoice=refuse"])
            let again = try SandboxStore(path: path)
            try await again.closePeriod("2026-10")
            await again.close()
            #expect(try SandboxStore.read(path: path).counts().closedThrough == "2026-10")
        }
    }

    @Test("is refused when a line in its middle is damaged")
    func refusesDamage() async throws {
        try await Self.withFile { path in
            try Data("[]\nnonsense\n[]\n".utf8).write(to: URL(fileURLWithPath: path))
            #expect(throws: StateFileError.damaged(path: path, line: 2)) { try SandboxStore(path: path) }
        }
    }

    @Test("has one writer and any number of readers")
    func hasOneWriter() async throws {
        try await Self.withFile { path in
            let store = try SandboxStore(path: path)
            #expect(throws: StateFileError.locked(path: path)) { try SandboxStore(path: path) }
            #expect(try SandboxStore.read(path: path).counts().isBalanced)
            await store.close()
            let next = try SandboxStore(path: path)
            await next.close()
        }
    }

    private static func withFile(_ body: (String) async throws -> Void) async throws {
        let path = NSTemporaryDirectory() + "state-\(UUID().uuidString).jsonl"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await body(path)
    }
}
