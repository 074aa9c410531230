internal import FoundationEssentials

#if canImport(Glibc)
    internal import Glibc
#endif

/// Where a test lets this process die: the environment names it, and only a debug build looks.
enum CrashPoint {
    static func pass(_ point: String) {
        #if DEBUG
            guard ProcessInfo.processInfo.environment["SKALD_CRASH_AT"] == point else { return }
            kill(getpid(), SIGKILL)
        #endif
    }
}
