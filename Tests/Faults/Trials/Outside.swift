internal import Foundation

/// Faults that come from other programs or from the kernel; where they are missing, that is said.
enum Outside {
    /// The kernel's answers to the n-th call, without our shim: a cross-check of it.
    static func strace(_ call: String, _ answer: String, stride: Int) throws -> Tally {
        var tally = Tally("strace: \(answer) at every \(stride == 1 ? "" : "\(stride)th ")\(call)")
        guard let strace = Self.program("strace") else {
            tally.skipped = "strace is not installed"
            return tally
        }
        let stage = try Stage("strace")
        defer { stage.remove() }
        var number = 1
        while true {
            var life = Life(try stage.next(), orders: ["S\(number)"])
            let trace = stage.rig.folder.appending(path: "trace").path
            life.wrapper = [strace, "-f", "-qq", "-o", trace, "-e", "trace=\(call)"]
            life.wrapper += ["-e", "inject=\(call):\(answer):when=\(number)"]
            var ledger = Ledger()
            let death = try stage.live(life, &ledger)
            let text = (try? String(contentsOfFile: trace, encoding: .utf8)) ?? ""
            // Where nothing was struck any more, the engine came to its end.
            guard text.contains("INJECTED") || text.contains("SIGKILL") else {
                if tally.runs == 0 { tally.skipped = "strace may not trace here: \(death.messages.prefix(200))" }
                return tally
            }
            tally.count(try stage.end(life, &ledger), "\(call) \(number)")
            number += stride
        }
    }

    /// A disk that is really full, and then is enlarged.
    static func smallDisk(sizes: [Int]) throws -> Tally {
        var tally = Tally("tmpfs that is full, then enlarged")
        guard geteuid() == 0, let mount = Self.program("mount"), let umount = Self.program("umount") else {
            tally.skipped = "only root can mount"
            return tally
        }
        let stage = try Stage("disk")
        defer { stage.remove() }
        for kilobytes in sizes {
            let db = try stage.next()
            let folder = URL(filePath: db).deletingLastPathComponent().path
            guard try Self.run(mount, ["-t", "tmpfs", "-o", "size=\(kilobytes)k", "skald-faults", folder]) else {
                tally.skipped = "tmpfs cannot be mounted here"
                return tally
            }
            defer { _ = try? Self.run(umount, [folder]) }
            var ledger = Ledger()
            let life = Life(db, orders: (1...4).map { "T\(kilobytes)-\($0)" })
            let death = try stage.live(life, &ledger)
            if death.settled == nil, death.failure == nil { ledger.violations.append("it does not say why it stopped") }
            guard try Self.run(mount, ["-o", "remount,size=64m", folder]) else {
                tally.skipped = "tmpfs cannot be enlarged here"
                return tally
            }
            tally.count(try stage.end(life, &ledger), "\(kilobytes) kB")
        }
        return tally
    }

    /// The clock of the whole process, as libfaketime bends it.
    static func fakeTime(_ jumps: [String]) throws -> Tally {
        var tally = Tally("libfaketime: the whole process lives in another month")
        guard let faketime = Self.program("faketime") else {
            tally.skipped = "faketime is not installed"
            return tally
        }
        let stage = try Stage("faketime")
        defer { stage.remove() }
        for (index, jump) in jumps.enumerated() {
            var life = Life(try stage.next(), orders: ["F\(index)"])
            life.wrapper = [faketime, "-f", jump]
            life.dieAt = 10 + index * 5
            var ledger = Ledger()
            try stage.live(life, &ledger)
            // The timers of the bent clock are due at the latest then.
            life.clock = 41 * 86_400
            tally.count(try stage.end(life, &ledger), jump)
        }
        return tally
    }

    private static func program(_ name: String) -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return path.split(separator: ":").map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    private static func run(_ program: String, _ arguments: [String]) throws -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
