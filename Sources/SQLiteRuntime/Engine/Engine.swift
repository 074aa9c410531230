package import SagaModel

/// Runs sagas from one file: every step is on disk before and after it happens.
///
/// The machine decides, the gateway acts, and the engine sees to the order: what was decided is committed first, and
/// only then does a request leave. Many sagas share one commit.
package actor Engine<Request: SagaRequest> {
    typealias Batch = [(saga: SagaID, incident: Incident<Request>)]

    let store: Store
    var anchor: Anchor
    /// Commits were lost once: what is to leave may have left.
    let asksBeforeSending: Bool
    let gateway: any Gateway<Request, Request.Reply>
    var clock: SteadyClock
    let sleep: @Sendable (Span) async throws -> Void
    let onPoint: @Sendable (String) throws -> Void
    let inboxRules: InboxRules
    /// Which events begin a saga, for whoever knows what they mean.
    var opening: Opening?
    /// Requests that may be out at once.
    let limit: Int
    let catalogue: Catalogue<Request>
    /// Sagas in memory.
    ///
    /// What is not here is made from its history.
    private var live: [SagaID: any LiveSaga<Request>] = [:]

    /// Committed, and still to leave.
    var queue: [Errand<Request>] = []
    /// Who may leave for which system.
    var capacity: Capacity
    /// Who may work on which business object.
    var turns: Turns
    /// What stands in the way of every saga that it is about.
    var standing: [Obstacle]
    /// A request waits on disk until its saga has learned of an obstacle.
    var hasNews = true
    var arrived: Batch = []
    var out = 0
    var summary = RunSummary()
    var broken: [SagaID: RuntimeError] = [:]
    /// Since when there was no room to write; `nil` while there is.
    var fullSince: Moment?
    /// Why the engine has stopped for good.
    var fault: (any Error)?
    var isRunning = false
    var sleepsUntil: Moment?
    var progress: @Sendable (Progress) -> Void = { _ in }
    /// Wakes the loop of `run`.
    var bell: AsyncStream<Void>.Continuation?

    /// Opens the file, brings it up to date and takes its lock until this engine is gone.
    ///
    /// `head` is the file outside the database that names its latest commit; beside it where none is given.
    /// `capacities` limits what each system is asked at once, by its name; one that is not named has no limits.
    ///
    /// `now` is the wall clock, and `uptime` one that nobody sets: by both together a jump of the first is noticed. Without
    /// the second only a step back behind what is on disk is.
    ///
    /// `sleep` says how to wait: tests and simulations let no time pass. `onPoint` is called before and after each commit
    /// and each call of another system; throwing there stops the engine as a crash would.
    package init(
        path: String,
        head: String? = nil,
        workflows: [any Workflow<Request>],
        gateway: any Gateway<Request, Request.Reply>,
        now: @escaping @Sendable () -> Moment,
        uptime: @escaping @Sendable () -> Uptime? = { nil },
        inbox: InboxRules = InboxRules(),
        limit: Int = 128,
        capacities: [String: CapacityLimits] = [:],
        sleep: @escaping @Sendable (Span) async throws -> Void = {
            try await Task.sleep(for: .milliseconds($0.milliseconds))
        },
        onPoint: @escaping @Sendable (String) throws -> Void = { _ in }
    ) throws {
        let store = try Store(path: path)
        self.store = store
        self.asksBeforeSending = try store.read { try Commits.wasSwept($0) }
        self.anchor = try Anchor(store, HeadFile(path: head ?? HeadFile.beside(path)))
        self.catalogue = try Catalogue(workflows)
        // Found before anything moves, so that nothing of theirs leaves.
        self.broken = self.catalogue.misfits(try store.read { try Pin.live($0) })
        self.gateway = gateway
        self.clock = SteadyClock(wall: now, uptime: uptime, stored: try store.read { try Clocks.mark($0) })
        self.inboxRules = inbox
        self.limit = limit
        self.capacity = try self.store.read { db in
            Capacity(capacities, try Valves.all(db), waiting: try Outbox.lines(db))
        }
        self.standing = try self.store.read { try Obstacles.standing($0) }
        self.turns = Turns(try self.store.read { try Places.all($0) })
        self.sleep = sleep
        self.onPoint = onPoint
    }

    /// How careful the writing connection is: 2 is FULL.
    package func synchronous() throws -> Int? { try self.store.synchronous() }

    /// Whether a crash had come between the last commit and its head.
    package var hasCaughtUp: Bool { self.anchor.hasCaughtUp }

    func checkStopped() throws {
        if let fault = self.fault { throw RuntimeError.stopped("\(fault)") }
    }

    /// Memory may be ahead of the disk: what is asked for next is made from its history.
    func forget() { self.live = [:] }

    /// After this nothing is written any more: memory may be ahead of the disk.
    func stop(_ error: any Error) {
        self.fault = self.fault ?? error
        self.forget()
        self.bell?.yield()
    }
}

// MARK: - sagas in memory

extension Engine {
    /// Keeps it for its next event.
    ///
    /// `evenIfFinal` keeps an ended one too: until its last event is on disk, it cannot be read again from there.
    func keep(_ saga: any LiveSaga<Request>, _ id: SagaID, evenIfFinal: Bool = false) {
        self.live[id] = saga.status.isFinal && !evenIfFinal ? nil : saga
    }

    /// The saga as it is now; taken out of memory, so that a failure leaves no half-changed one there.
    func take(_ id: SagaID) throws -> any LiveSaga<Request> {
        if let error = self.broken[id] { throw error }
        if let saga = self.live.removeValue(forKey: id) { return saga }
        guard let pin = try self.store.read({ try Pin.of(id, $0) }) else { throw RuntimeError.noSuchSaga(id) }
        var saga = try self.catalogue.workflow(of: id, pin).live(id)
        for line in try self.store.read({ try History.lines(of: id, $0) }) { try saga.replay(line) }
        return saga
    }
}
