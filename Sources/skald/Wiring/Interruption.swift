internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#endif

/// Whether somebody asked this process to stop: SIGINT or SIGTERM.
///
/// A request in flight is waited for; what cannot be waited for is asked about at the next run.
struct Interruption {
    private static let requested = Atomic<Bool>(false)

    init() {
        for number in [SIGINT, SIGTERM] {
            signal(number) { _ in Interruption.requested.store(true, ordering: .relaxed) }
        }
    }

    var isRequested: Bool { Self.requested.load(ordering: .relaxed) }

    /// A second in all, but no longer than until somebody asks.
    func pause() async throws {
        for _ in 0..<10 where !self.isRequested { try await Task.sleep(for: .milliseconds(100)) }
    }

    func wait() async throws {
        while !self.isRequested { try await Task.sleep(for: .milliseconds(100)) }
    }
}
