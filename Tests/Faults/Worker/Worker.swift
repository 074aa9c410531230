internal import AsyncHTTPClient
internal import ArgumentParser
internal import FoundationEssentials
internal import Glibc
internal import RevenueModel
internal import SQLiteRuntime
internal import SagaModel
internal import Workflows

/// One life of an engine, as another process may end it at any moment.
///
/// It starts its orders, lets their customers pay, and ends when nothing is left to do. Whatever it says on its output
/// is a promise: what was said is on disk.
struct Worker: AsyncParsableCommand {
    static let configuration = CommandConfiguration(shouldDisplay: false)

    @Option var db: String
    @Option var sandbox: String
    @Option var order: [String] = []
    /// Earlier events are known to be in the inbox.
    @Option var eventsAfter = 0
    /// The point before or after a commit or a call at which the process kills itself.
    @Option var dieAt: Int?
    @Option var strike: Strike?
    /// Where the shim records what it writes.
    @Option var log: String?
    /// The state of the systems, whose length is recorded, too.
    @Option var watch: String?
    @Option var plant: Plant?
    /// Seconds by which the clock is wrong.
    @Option var clock = 0
    /// Seconds to wait for pauses, windows and room on the disk.
    @Option var patience = 20

    func run() async throws {
        try Shim.install(strike, log: self.log, walSyncs: self.plant != .commitsNotSynced)
        if let watch { Surroundings.watch(systems: watch, head: "\(self.db).head") }
        Promise.say(.ready)
        let points = Points(dieAt: self.dieAt)
        do {
            try await self.live(points)
        } catch {
            Promise.say(.failed("\(error)"))
            throw ExitCode(1)
        }
        Promise.say(.settled(points: points.count, writes: Shim.count))
    }

    private func live(_ points: Points) async throws {
        let patience = Span.seconds(self.patience)
        let sagas = Announcements(db: self.db)
        let gateway = Systems.gateway(at: self.sandbox, sagas, self.plant)
        let wrong = self.clock
        let engine = try Engine(
            path: self.db,
            workflows: [QuoteToCash(), PaymentToReceivables()],
            gateway: gateway,
            now: { Moment(milliseconds: Int(Date().timeIntervalSince1970 * 1000) + wrong * 1000) },
            onPoint: { _ in
                points.pass()
                Surroundings.note()
            }
        )
        sagas.connect(engine)
        await Orders.beginPayments(engine, gateway)
        for order in self.order {
            if self.plant == .promiseBeforeCommit { Promise.say(.started(order)) }
            try await Orders.start(order, engine, gateway)
            if self.plant != .promiseBeforeCommit { Promise.say(.started(order)) }
        }
        let customers = Customers(sandbox: Remote(address: self.sandbox), db: self.db, eventsAfter: self.eventsAfter)
        var hasRetried: Set<SagaID> = []
        for _ in 0..<100 {
            try await customers.tell(engine)
            let summary = try await engine.run(patience: patience) { Promise.say($0) }
            if let (id, error) = summary.broken.first { throw Broken(description: "\(id): \(error)") }
            for id in try SagaReader(path: self.db).list([.parked]).map(\.id) where hasRetried.insert(id).inserted {
                _ = try await engine.act(.retry, on: id, by: "faults")
            }
            _ = try await engine.run(patience: patience) { Promise.say($0) }
            if try await !customers.pay() { return }
        }
        throw Broken(description: "sagas wait for money that has come")
    }

    private struct Broken: Error, CustomStringConvertible { let description: String }
}
