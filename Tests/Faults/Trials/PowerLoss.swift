internal import Foundation
internal import Sandbox

/// Records what the engine writes, and takes the power away at every write: what was promised before is still there.
struct PowerLoss {
    let images: Int
    let seed: UInt64
    var plant: Plant?
    /// One image in so many is recovered by the engine, and counted at the systems.
    var recovered = 200

    private static let orders = ["L1", "L2", "L3", "L4"]

    func run() async throws -> Tally {
        var tally = Tally("power lost at every write: nothing, all, some or torn parts of the cache kept")
        tally.isQuiet = self.plant != nil
        let rig = try Rig("power")
        defer { rig.remove() }
        let recording = try await self.record(rig)
        let systems = try Data(contentsOf: URL(filePath: rig.state))
        var dice = Dice(seed: self.seed)
        // Every cut is tried with every luck; chance is tried again until there are enough images.
        let cuts = recording.steps.count
        let imagesOfOneCut = (self.images + cuts - 1) / max(1, cuts)
        let rounds = max(1, (imagesOfOneCut - 2 + 1) / 2)
        let stride = max(1, cuts * Disk.Luck.allCases.count / self.images)
        var moment = Moment()
        for (cut, step) in recording.steps.enumerated() {
            moment.take(step)
            guard cut % stride == 0 else { continue }
            for luck in Disk.Luck.allCases {
                for _ in 0..<(luck == .some || luck == .torn ? rounds : 1) {
                    let db = try self.write(moment, luck, &dice, rig)
                    let isRecovered = tally.runs % self.recovered == 0
                    let wrong = try self.check(db, moment, isRecovered ? systems : nil)
                    if self.plant != nil, tally.violations > 0 { return tally }
                    tally.count(wrong, "seed \(self.seed), step \(cut) of \(cuts), \(luck) kept")
                }
            }
        }
        return tally
    }

    /// What there was when the power went.
    private struct Moment {
        var disk = Disk()
        var ledger = Ledger()
        /// How long the state of the systems was.
        var systems = 0
        /// What the head outside the database said.
        var head: String?

        mutating func take(_ step: Recording.Step) {
            self.disk.take(step)
            guard case .promise(let promise) = step else { return }
            self.ledger.hear([promise])
            if case .systems(let size) = promise { self.systems = size }
            if case .head(let text) = promise { self.head = text }
        }
    }

    /// A few orders: one whose receivable is refused, one whose draft is in doubt.
    private func record(_ rig: Rig) async throws -> Recording {
        try await rig.sandbox.inject(Fault(operation: "erp.upsert.invoice", kind: .refuse, times: 1))
        try await rig.sandbox.inject(Fault(operation: "billing.draftInvoice", kind: .dropAfter, times: 1))
        var life = Life(try rig.freshDatabase(), orders: Self.orders, plant: self.plant)
        life.log = "\(life.db).log"
        life.watch = rig.state
        let death = try rig.live(life)
        guard death.settled != nil, let log = life.log else {
            throw Rig.CannotStart(description: "the recording: \(death.failure ?? death.messages)")
        }
        return try Recording(path: log)
    }

    private func write(_ moment: Moment, _ luck: Disk.Luck, _ dice: inout Dice, _ rig: Rig) throws -> String {
        let folder = rig.folder.appending(path: "image")
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, bytes) in moment.disk.image(luck, &dice) { try bytes.write(to: folder.appending(path: name)) }
        let db = folder.appending(path: "skald.db").path
        if let head = moment.head { try Data("\(head)\n".utf8).write(to: URL(filePath: "\(db).head")) }
        return db
    }

    private func check(_ db: String, _ moment: Moment, _ systems: Data?) throws -> [String] {
        do {
            let wrong = try Checker.file(db, moment.ledger)
            guard wrong.isEmpty, let systems else { return wrong }
            return try self.recover(db, systems.prefix(moment.systems), moment.ledger)
        } catch  where moment.ledger.orders.isEmpty {
            // The file is being made: only who may write can tidy it up.
            return try self.recover(db, Data(), moment.ledger)
        } catch {
            return ["the file cannot be read: \(error)"]
        }
    }

    /// The engine comes back, to systems that are as they were when the power went.
    private func recover(_ db: String, _ systems: Data, _ ledger: Ledger) throws -> [String] {
        let rig = try Rig("recovery", past: systems)
        defer { rig.remove() }
        var ledger = ledger
        try rig.drain(Life(db, orders: Self.orders), into: &ledger)
        var books = Books()
        let wrong = try Checker.end(db, ledger, &books)
        return wrong + books.differences(try SandboxStore.read(path: rig.state))
    }
}
