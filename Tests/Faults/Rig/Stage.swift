internal import Sandbox

/// Where trials of one kind take place: the systems are new after every few, because the checker counts all of them.
final class Stage {
    private(set) var rig: Rig
    private let name: String
    private var books = Books()
    private var trials = 0

    init(_ name: String) throws {
        self.name = name
        self.rig = try Rig(name)
    }

    func remove() { self.rig.remove() }

    /// A database for one more trial.
    func next() throws -> String {
        self.trials += 1
        if self.trials % 20 == 0 {
            self.rig.remove()
            self.rig = try Rig(self.name)
            self.books = Books()
        }
        return try self.rig.freshDatabase()
    }

    /// Lives once, and remembers what was promised and what is wrong right afterwards.
    @discardableResult
    func live(_ life: Life, _ ledger: inout Ledger) throws -> Death {
        let death = try self.rig.live(life)
        ledger.hear(death.promises)
        ledger.violations += try Checker.file(life.db, ledger)
        return death
    }

    /// Recovers without a fault until nothing is left to do, then counts everything.
    func end(_ life: Life, _ ledger: inout Ledger) throws -> [String] {
        try self.rig.drain(life, into: &ledger)
        let wrong = try Checker.end(life.db, ledger, &self.books)
        return wrong + self.books.differences(try SandboxStore.read(path: self.rig.state))
    }
}
