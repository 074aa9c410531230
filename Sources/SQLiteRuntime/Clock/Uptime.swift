import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How long the computer has been running, asleep or not: a clock that nobody sets.
package struct Uptime: Equatable, Sendable {
    /// Tells one start of the computer from another.
    package let boot: String
    package let milliseconds: Int

    package init(boot: String, milliseconds: Int) {
        self.boot = boot
        self.milliseconds = milliseconds
    }

    /// Of this computer; `nil` where it does not say.
    @Sendable package static func ofThisComputer() -> Self? {
        var time = timespec()
        guard let boot = Self.boot, clock_gettime(Self.clock, &time) == 0 else { return nil }
        return Self(boot: boot, milliseconds: Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000)
    }

    #if os(Linux)
        private static let clock = CLOCK_BOOTTIME
        private static let boot = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    #else
        /// It goes on while the computer sleeps.
        private static let clock = CLOCK_MONOTONIC
        private static let boot: String? = {
            var length = 64
            var text = [UInt8](repeating: 0, count: length)
            guard sysctlbyname("kern.bootsessionuuid", &text, &length, nil, 0) == 0 else { return nil }
            return String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
        }()
    #endif
}
