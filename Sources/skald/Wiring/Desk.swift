internal import Adapters
internal import FoundationEssentials
internal import Policy
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Sandbox
internal import Workflows

/// What a command that moves sagas works with: an engine, the ways out, the sandbox.
struct Desk {
    /// The engine of this process, or the one that runs beside it already.
    let sagas: any SagaVerbs
    let gateway: RevenueGateway
    let sandbox: SandboxLink?
    let options: Options

    /// Opens it for the length of `body`.
    static func with<Value>(_ options: Options, _ body: (Desk) async throws -> Value) async throws -> Value {
        try await Systems.with(options) { gateway, sandbox, others in
            try await body(try await Desk(options, gateway, sandbox, others))
        }
    }

    private init(
        _ options: Options,
        _ gateway: RevenueGateway,
        _ sandbox: SandboxLink?,
        _ others: OtherSagas
    ) async throws {
        self.gateway = gateway
        self.sagas = try await Self.sagas(options, try Config.read(options.config), gateway, others)
        self.sandbox = sandbox
        self.options = options
    }

    /// A socket alone says nothing: a killed engine leaves one behind.
    ///
    /// A lock without an answer is waited for a little: `skald doctor` takes it for a moment.
    private static func sagas(
        _ options: Options,
        _ config: Config,
        _ gateway: RevenueGateway,
        _ others: OtherSagas
    ) async throws -> any SagaVerbs {
        var tries = 20
        while true {
            do {
                let own = OwnEngine(
                    engine: try await Self.engine(options, config, gateway),
                    people: config.people,
                    sheet: TermsSheet(gateway: gateway, policies: options.policies),
                    receivables: config.receivables
                )
                await own.open()
                others.connect(own)
                return own
            } catch RuntimeError.locked(let path, let pid) {
                if let beside = EngineBeside(options.db), await beside.isAlive() { return beside }
                guard tries > 0 else { throw RuntimeError.locked(path: path, pid: pid) }
                tries -= 1
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    static func engine(
        _ options: Options,
        _ config: Config,
        _ gateway: RevenueGateway
    ) async throws -> Engine<RevenueRequest> {
        let policies = try WorkflowCommand.known.map { try Policies.of($0.name, in: options.policies).policy }
        let engine = try Engine(
            path: options.db,
            head: options.head,
            workflows: WorkflowCommand.known,
            gateway: gateway,
            now: { .current },
            uptime: Uptime.ofThisComputer,
            inbox: config.inbox,
            capacities: SystemName.outside.reduce(into: [:]) {
                $0[$1.rawValue] = Policies.limits(of: $1, config, policies)
            },
            onPoint: CrashPoint.pass
        )
        if await engine.hasCaughtUp {
            Terminal.note("skald: a crash came between the last commit and its head; the head was brought up to it")
        }
        return engine
    }

    /// Longer than the sandbox's longest flight, so that a doubt there is settled within one command.
    static let patience: Span = .seconds(30)

    /// Hears what happened outside, then moves whatever can move.
    @discardableResult
    func move(patience: Span = Self.patience) async throws -> RunSummary {
        try await self.pullFeed()
        let summary = try await self.sagas.move(patience: patience)
        for (id, error) in summary.broken.sorted(by: { $0.key < $1.key }) {
            Terminal.note("skald: \(id) stands still: \(OperatorError(error)?.why ?? "\(error)")")
        }
        return summary
    }

    /// Takes in everything the sandbox has said so far; what came before counts once.
    func pullFeed() async throws {
        guard let sandbox else { return }
        for event in try await sandbox.events() {
            _ = try await self.sagas.hear(Data(try JSONText.line(IncomingEvent(event)).utf8), by: nil)
        }
    }

    /// Starts it in the name of whoever types.
    func start<Flow>(_ launch: Launch<Flow>) async throws -> Started {
        let sheet = TermsSheet(gateway: self.gateway, policies: self.options.policies)
        return try await self.sagas.start(launch, sheet.terms(launch.flow, launch.facts, by: Operator.name))
    }

    func report(_ id: SagaID) throws -> SagaReport { try self.options.saga(id.rawValue) }
}
