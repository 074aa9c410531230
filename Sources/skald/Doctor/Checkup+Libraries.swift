internal import FoundationEssentials
internal import SQLiteRuntime
internal import XML

extension Checkup {
    mutating func libraries() {
        self.ok("skald", Skald.release)
        self.sqlite()
        self.libxml2()
    }

    /// The bug needs two connections that write and checkpoint; Skald has one.
    private mutating func sqlite() {
        let version = sqliteLibraryVersion
        guard Release(version) < Release("3.51.3") else { return self.ok("SQLite", version) }
        self.ok(
            "SQLite",
            "\(version): has the WAL-reset bug (fixed in 3.51.3), which needs two writers; Skald is the only one",
            remedy: "let no other program write to the database; the sqlite3 shell only with -readonly"
        )
    }

    /// The version says little: distributions mend it without changing it.
    private mutating func libxml2() {
        let version = xmlLibraryVersion
        guard let package = DebianPackage.version(of: "libxml2") else {
            return self.ok(
                "libxml2",
                "\(version); which advisories are mended is not to be seen here",
                remedy: "look for CVE-2025-49794, CVE-2025-9714 and CVE-2026-0989 at whoever packaged it"
            )
        }
        guard let update = DebianPackage.bookwormUpdate(package), update < 6 else {
            return self.ok("libxml2", "\(version), package \(package)")
        }
        self.warn(
            "libxml2",
            "\(package) lacks the mends of +deb12u6 (among them CVE-2025-49794, CVE-2025-9714, CVE-2026-0989)",
            remedy: "apt-get install --only-upgrade libxml2"
        )
    }
}

/// Numbers with dots between them.
struct Release: Comparable {
    private let parts: [Int]

    init(_ text: String) { self.parts = text.split(separator: ".").map { Int($0) ?? 0 } }

    static func < (one: Self, other: Self) -> Bool { one.parts.lexicographicallyPrecedes(other.parts) }
}

/// What dpkg knows of an installed package.
enum DebianPackage {
    static func version(of name: String) -> String? {
        guard let bytes = FileManager.default.contents(atPath: "/var/lib/dpkg/status") else { return nil }
        var isMeant = false
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            if line.starts(with: Array("Package: ".utf8)) { isMeant = line.elementsEqual("Package: \(name)".utf8) }
            guard isMeant, line.starts(with: Array("Version: ".utf8)) else { continue }
            return String(decoding: line.dropFirst("Version: ".utf8.count), as: UTF8.self)
        }
        return nil
    }

    /// Which security update of Debian 12: 6 of `2.9.14+dfsg-1.3~deb12u6`.
    static func bookwormUpdate(_ version: String) -> Int? {
        guard version.hasPrefix("2.9.14+dfsg-1.3") else { return nil }
        guard let update = version.firstMatch(of: /deb12u([0-9]+)/) else { return 0 }
        return Int(update.output.1)
    }
}
