package import RevenueModel

/// The sandbox's systems and the file that they live in; the file's one writer.
///
/// The server works through it, and so does a command while no server runs.
package actor SandboxStore {
    private var world: SandboxWorld
    private var file: StateFile?
    private let path: String

    /// Opens the state file, or creates it; another process that has it open is an error.
    package init(path: String) throws(StateFileError) {
        let file = try StateFile(path: path)
        var world = SandboxWorld()
        for facts in try file.load() { world.apply(facts) }
        self.path = path
        self.world = world
        self.file = consume file
    }

    /// Reads the state without locking it, even while a server writes.
    package static func read(path: String) throws(StateFileError) -> SandboxWorld {
        var world = SandboxWorld()
        for facts in try StateFile.read(path: path).changes { world.apply(facts) }
        return world
    }

    /// Lets another process write.
    package func close() { self.file = nil }

    package func counts() -> SandboxCounts { self.world.counts() }

    /// Every document in force, in every system.
    package func documents() -> [Document] { self.world.documents.values.filter(\.isLive) }

    /// What happened after the event of that number.
    package func events(after number: Int) -> [SandboxEvent] { self.world.events.filter { $0.number > number } }

    /// Makes money arrive for an invoice.
    package func pay(invoice: String, on day: LocalDate) throws -> Payment {
        let (payment, facts) = try self.world.decidePay(invoice: invoice, on: day)
        try self.commit(facts)
        return payment
    }

    /// Recognises revenue up to the end of the period and closes it: `2026-11`.
    package func closePeriod(_ period: String) throws {
        try self.commit(try self.world.decideClose(period: period))
    }

    /// Orders trouble; a second fault of one operation replaces the first.
    package func inject(_ fault: Fault) throws { try self.commit([.fault(fault)]) }

    /// Takes back the trouble of one operation, or all of it.
    ///
    /// - Returns: What lay in wait.
    package func clearFaults(of operation: String? = nil) throws -> [Fault] {
        let faults = self.world.faults.values.filter { operation == nil || $0.operation == operation }
            .sorted { $0.operation < $1.operation }
        try self.commit(faults.map { .cleared(operation: $0.operation) })
        return faults
    }
}

extension SandboxStore {
    /// Decides on the world as it is, and answers only when what was decided is on disk.
    func decide<Answer: Sendable>(
        _ body: @Sendable (SandboxWorld) throws(Refusal) -> (facts: [Fact], answer: Answer)
    ) throws -> Answer {
        let (facts, answer) = try body(self.world)
        try self.commit(facts)
        return answer
    }

    /// The fault that strikes the operation now, if one is ordered; it counts as happened.
    func strike(_ operation: String) throws -> Fault.Kind? {
        guard let fault = self.world.faults[operation] else { return nil }
        if fault.times != nil { try self.commit([fault.spent]) }
        return fault.kind
    }

    /// Notes a nonce; false when it was seen before.
    func admit(nonce: String) throws -> Bool {
        guard !self.world.hasSeen(nonce: nonce) else { return false }
        try self.commit([.nonce(nonce)])
        return true
    }

    private func commit(_ facts: [Fact]) throws(StateFileError) {
        guard !facts.isEmpty else { return }
        guard self.file != nil else { throw .cannotWrite(path: self.path, reason: "it is closed") }
        try self.file?.append(facts)
        self.world.apply(facts)
    }
}
