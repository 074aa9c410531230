internal import FoundationEssentials
internal import SQLiteRuntime
internal import SagaModel

extension Checkup {
    /// What the file with the sagas says; nothing when it cannot be opened.
    mutating func database(_ options: Options) -> Examination? {
        let check = "database"
        do {
            let examination = try Examination(path: options.db)
            self.tell(examination, options.db)
            try self.sagas(options)
            return examination
        } catch RuntimeError.notFound {
            self.warn(
                check,
                "\(options.db) is not there, or holds no sagas",
                remedy: "skald start, or name another with --db"
            )
        } catch RuntimeError.newerFile(_, let migrations) {
            self.fail(
                check,
                "written by a newer skald (\(migrations.joined(separator: ", ")))",
                remedy: "install that one"
            )
        } catch RuntimeError.damagedFile(_, let why) {
            self.isDamaged = true
            self.fail(check, "damaged: \(why)", remedy: "restore \(options.db) from its backup")
        } catch {
            self.fail(check, "cannot be read: \(error)", remedy: "see who may read \(options.db)")
        }
        return nil
    }

    private mutating func tell(_ examination: Examination, _ db: String) {
        self.ok("schema", examination.migrations.joined(separator: ", "))
        if examination.journalMode == "wal" {
            self.ok("journal", "wal")
        } else {
            self.fail(
                "journal",
                examination.journalMode,
                remedy: "let no other program change \(db); skald run sets it to wal"
            )
        }
        switch examination.synchronous {
        case 2: self.ok("synchronous", "FULL, read back from the writing connection")
        case nil: self.ok("synchronous", "seen to by the engine that has the file")
        case let other?:
            self.fail(
                "synchronous",
                "\(other), not FULL: a power loss may take back a commit",
                remedy: "report this: it is a bug"
            )
        }
        self.wholeness(examination, db)
    }

    private mutating func wholeness(_ examination: Examination, _ db: String) {
        if let complaint = examination.complaints.first {
            self.isDamaged = true
            self.fail("database", "SQLite says: \(complaint)", remedy: "restore \(db) from its backup")
        }
        guard let worst = examination.damaged.min(by: { $0.key < $1.key }) else {
            return self.ok("history", "every line is what was written")
        }
        self.isDamaged = true
        self.fail(
            "history",
            "\(examination.damaged.count) sagas cannot be trusted, the first is \(worst.key) from line \(worst.value)",
            remedy: "restore \(db) from its backup, and compare these sagas with the ERP"
        )
    }

    private mutating func sagas(_ options: Options) throws {
        let reports = try options.reader().list()
        let counts = SagaStatus.allCases.compactMap { status in
            let count = reports.count { $0.status == status }
            return count == 0 ? nil : "\(count) \(status.rawValue)"
        }
        let words = counts.isEmpty ? "none yet" : counts.joined(separator: ", ")
        if reports.contains(where: { $0.status == .parked }) {
            self.warn("sagas", words, remedy: "skald stuck")
        } else {
            self.ok("sagas", words)
        }
    }

    /// The engine that may run beside.
    mutating func engine(of db: String, _ examination: Examination?) async {
        guard let examination else { return }
        let owner = examination.holder.map { "process \($0)" } ?? "another process"
        let socket = EngineSocket.path(of: db)
        let isAnswering = await EngineBeside(db)?.isAlive() ?? false
        switch (examination.isHeld, isAnswering, FileManager.default.fileExists(atPath: socket)) {
        case (true, true, _): self.ok("engine", "\(owner) runs the sagas and answers")
        case (true, false, true):
            self.fail(
                "engine",
                "\(owner) has the file, and nobody answers at \(socket)",
                remedy: "stop \(owner), then skald run --watch"
            )
        case (true, false, false): self.ok("engine", "\(owner) has the file for one command")
        case (false, _, true):
            self.warn("engine", "a dead one left \(socket)", remedy: "skald run --watch puts a new one in its place")
        case (false, _, false): self.ok("engine", "none runs; commands move the sagas themselves")
        }
    }
}
