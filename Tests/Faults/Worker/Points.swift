internal import Glibc
internal import Synchronization

/// Counts the points before and after commits and calls, and ends the process at the chosen one.
final class Points: Sendable {
    private let passed = Atomic<Int>(0)
    private let dieAt: Int?

    init(dieAt: Int?) { self.dieAt = dieAt }

    var count: Int { self.passed.load(ordering: .sequentiallyConsistent) }

    func pass() {
        let number = self.passed.add(1, ordering: .sequentiallyConsistent).newValue
        if number == self.dieAt { kill(getpid(), SIGKILL) }
    }
}
