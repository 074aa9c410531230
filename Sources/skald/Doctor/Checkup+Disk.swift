internal import FoundationEssentials

#if canImport(Glibc)
    internal import Glibc
#endif

extension Checkup {
    /// Where the database lies: its room, its file system, and whether what is written can be forced down.
    mutating func disk(of db: String) {
        let folder = URL(filePath: db).deletingLastPathComponent().path
        self.room(folder)
        self.fileSystem(folder)
        self.force(db, folder)
    }

    private mutating func room(_ folder: String) {
        var room = statvfs()
        guard statvfs(folder, &room) == 0 else {
            return self.fail(
                "disk",
                "\(folder) cannot be looked at: \(Self.reason)",
                remedy: "name a folder that is there with --db"
            )
        }
        let megabytes = (Int(room.f_bavail) * Int(room.f_frsize)) >> 20
        let words = "\(megabytes) MB free in \(folder)"
        if megabytes < 100 {
            self.fail("disk", words, remedy: "make room: a full disk stops every saga in the middle")
        } else if megabytes < 1024 {
            self.warn("disk", words, remedy: "make room before it is full: a full disk stops every saga in the middle")
        } else {
            self.ok("disk", words)
        }
    }

    private mutating func fileSystem(_ folder: String) {
        guard let kind = FileSystemKind(of: folder) else { return }
        switch kind.trouble {
        case nil: self.ok("file system", kind.name)
        case .remote:
            self.fail(
                "file system",
                "\(kind.name): readers and the writer share memory, which this file system does not offer",
                remedy: "move the database to a local disk"
            )
        case .passing:
            self.warn("file system", "\(kind.name): gone after a restart", remedy: "move the database to a disk")
        case .layered:
            self.ok("file system", "\(kind.name): goes with its container", remedy: "mount a volume for the database")
        }
    }

    /// Writes a probe beside the database, forces it down, and takes it away.
    private mutating func force(_ db: String, _ folder: String) {
        let probe = "\(db).doctor-\(getpid())"
        let remedy = "make \(folder) writable for this user, and see whether its disk is sound"
        let start = ContinuousClock.now
        let file = open(probe, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { return self.fail("fsync", "\(folder) is not writable: \(Self.reason)", remedy: remedy) }
        defer {
            close(file)
            unlink(probe)
        }
        guard write(file, "skald", 5) == 5, fsync(file) == 0 else {
            return self.fail("fsync", "does not work in \(folder): \(Self.reason)", remedy: remedy)
        }
        let spent = (ContinuousClock.now - start).components
        let microseconds = Int(spent.seconds) * 1_000_000 + Int(spent.attoseconds / 1_000_000_000_000)
        self.ok("fsync", "works, in \(microseconds / 1000).\(microseconds % 1000 / 100) ms")
    }

    private static var reason: String { String(cString: strerror(errno)) }
}

/// A file system by the name that the kernel gives it.
private struct FileSystemKind {
    enum Trouble { case remote, passing, layered }

    let name: String

    /// The one whose mount point is nearest above the folder; nothing where the kernel does not tell.
    init?(of folder: String) {
        guard let resolved = realpath(folder, nil) else { return nil }
        defer { free(resolved) }
        let path = String(cString: resolved)
        guard let bytes = FileManager.default.contents(atPath: "/proc/self/mountinfo") else { return nil }
        var best: (point: Int, name: String)?
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let sides = line.split(separator: " - ", maxSplits: 1)
            let words = sides[0].split(separator: " ")
            guard sides.count == 2, words.count > 4, Self.covers(words[4], path) else { continue }
            // Of two at the same point, the later one covers the earlier.
            guard words[4].utf8.count >= best?.point ?? 0 else { continue }
            best = (words[4].utf8.count, String(sides[1].prefix { $0 != " " }))
        }
        guard let best else { return nil }
        self.name = best.name
    }

    private static func covers(_ point: Substring, _ path: String) -> Bool {
        point == "/" || path == point || path.hasPrefix("\(point)/")
    }

    var trouble: Trouble? {
        switch self.name {
        case "nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs": .remote
        case "tmpfs", "ramfs": .passing
        case "overlay": .layered
        default: nil
        }
    }
}
