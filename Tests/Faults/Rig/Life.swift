internal import Foundation

/// How to run a worker.
struct Life {
    let db: String
    var orders: [String] = []
    var eventsAfter = 0
    var dieAt: Int?
    var strike: Strike?
    var log: String?
    var watch: String?
    var plant: Plant?
    /// Seconds by which its clock is wrong.
    var clock = 0
    /// What stands before the program, such as `strace`.
    var wrapper: [String] = []
    var environment: [String: String] = [:]

    init(_ db: String, orders: [String] = [], plant: Plant? = nil) {
        self.db = db
        self.orders = orders
        self.plant = plant
    }

    fileprivate func arguments(_ sandbox: String) -> [String] {
        var arguments = ["worker", "--db", self.db, "--sandbox", sandbox, "--events-after", "\(self.eventsAfter)"]
        for order in self.orders { arguments += ["--order", order] }
        if let dieAt { arguments += ["--die-at", "\(dieAt)"] }
        if let strike { arguments += ["--strike", "\(strike)"] }
        if let log { arguments += ["--log", log] }
        if let watch { arguments += ["--watch", watch] }
        if let plant { arguments += ["--plant", plant.rawValue] }
        // Of a disk that stays full, nothing better comes by waiting.
        if self.strike?.isForEver == true { arguments += ["--patience", "1"] }
        if self.clock != 0 { arguments += ["--clock=\(self.clock)"] }
        return arguments
    }
}

/// What became of a worker.
struct Death {
    let status: Int32
    let wasKilled: Bool
    let promises: [Promise]
    /// What it wrote besides.
    let messages: String

    /// Nothing was left to do.
    var settled: (points: Int, writes: Int)? {
        for case .settled(let points, let writes) in self.promises { return (points, writes) }
        return nil
    }

    var failure: String? {
        for case .failed(let why) in self.promises { return why }
        return nil
    }
}

/// A worker that is alive.
struct Living {
    let process: Process
    private let output: Pipe
    private let messages: URL
    private var start = Data()

    fileprivate init(_ life: Life, _ rig: Rig) throws {
        self.process = Process()
        self.output = Pipe()
        self.messages = rig.folder.appending(path: "messages-\(UUID().uuidString.prefix(8))")
        try Data().write(to: self.messages)
        let command = life.wrapper + [Rig.beside("skald-faults").path] + life.arguments(rig.sandbox.address)
        self.process.executableURL = URL(filePath: command[0])
        self.process.arguments = Array(command.dropFirst())
        self.process.environment = ProcessInfo.processInfo.environment.merging(life.environment) { $1 }
        self.process.standardOutput = self.output
        self.process.standardError = try FileHandle(forWritingTo: self.messages)
        self.process.standardInput = FileHandle.nullDevice
        try self.process.run()
    }

    /// Until it says its first word: that it is about to open the file.
    mutating func waitUntilReady() { self.start += self.output.fileHandleForReading.availableData }

    func kill() { Foundation.kill(self.process.processIdentifier, SIGKILL) }

    func end() -> Death {
        let output = self.start + self.output.fileHandleForReading.readDataToEndOfFile()
        self.process.waitUntilExit()
        let messages = (try? String(contentsOf: self.messages, encoding: .utf8)) ?? ""
        try? FileManager.default.removeItem(at: self.messages)
        // A line that a kill cut short was not said.
        let lines = String(decoding: output, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        return Death(
            status: self.process.terminationStatus,
            wasKilled: self.process.terminationReason == .uncaughtSignal,
            promises: lines.dropLast().compactMap { Promise(line: $0) },
            messages: messages
        )
    }
}

extension Rig {
    func begin(_ life: Life) throws -> Living { try Living(life, self) }

    func live(_ life: Life) throws -> Death { try self.begin(life).end() }

    /// Lives without a fault until nothing is left to do; recovery from anything is one such life.
    func drain(_ life: Life, into ledger: inout Ledger) throws {
        var calm = life
        calm.strike = nil
        calm.dieAt = nil
        calm.log = nil
        calm.watch = nil
        calm.wrapper = []
        let death = try self.live(calm)
        ledger.hear(death.promises)
        guard death.settled == nil else { return }
        let why = death.failure ?? "status \(death.status): \(death.messages.suffix(400))"
        ledger.violations.append("the engine does not come to an end after the fault: \(why)")
    }
}
