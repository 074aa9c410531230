internal import SQLiteRuntime
internal import SagaModel

/// Whether the clocks can be trusted: this one against itself, against the database, against the other systems.
struct ClockCheck {
    private let wall = Moment.current
    private let steady = ContinuousClock.now

    func conclude(_ checkup: inout Checkup, _ examination: Examination?, remote: [Reading]) {
        let now = Moment.current
        let spent = (ContinuousClock.now - self.steady).components
        let steady = Int(spent.seconds) * 1000 + Int(spent.attoseconds / 1_000_000_000_000_000)
        let jump = now.milliseconds - self.wall.milliseconds - steady
        let remedy = "let the clock be kept by NTP (chrony, systemd-timesyncd)"
        if abs(jump) > 500 {
            checkup.warn("clock", "it jumped by \(jump) ms while this ran", remedy: remedy)
        } else if let change = examination?.clock?.change(to: now, .ofThisComputer()), change.by != .zero {
            let words = "\(change.by < .zero ? "back" : "forward") by \(change.by.magnitude.roughly)"
            checkup.warn(
                "clock",
                "it was set \(words) since sagas last went by it; deadlines and pauses keep their lengths",
                remedy: "see that \(now.timestamp) is right, then skald run"
            )
        } else if let latest = examination?.latest, latest > now + .seconds(5) {
            checkup.fail(
                "clock",
                "\(now.timestamp) is before the latest change on disk, \(latest.timestamp)",
                remedy: remedy
            )
        } else {
            checkup.ok("clock", "\(now.timestamp), steady")
        }
        let inStep = remote.filter { abs($0.skew) <= Reading.tolerance }.map(\.system)
        if !inStep.isEmpty { checkup.ok("clock", "in step with \(inStep.joined(separator: ", "))") }
        for reading in remote where abs(reading.skew) > Reading.tolerance { reading.tell(&checkup, remedy) }
    }

    /// The time that a system gave, and when it gave it.
    struct Reading {
        let system: String
        /// Seconds since 1970.
        let theirs: Int
        let ours: Int

        /// In seconds: the header has whole ones, and the answer took its time.
        static let tolerance = 10
        var skew: Int { self.ours - self.theirs }

        /// Signed requests are refused when the clocks are minutes apart.
        fileprivate func tell(_ checkup: inout Checkup, _ remedy: String) {
            let words = "\(abs(self.skew)) s \(self.skew < 0 ? "behind" : "ahead of") \(self.system)"
            if abs(self.skew) > 180 {
                checkup.fail("clock", "\(words): signed requests will be refused", remedy: remedy)
            } else {
                checkup.warn("clock", words, remedy: remedy)
            }
        }
    }
}

extension Span {
    fileprivate var magnitude: Self { max(self, .zero - self) }

    /// In the largest unit of which there are several.
    fileprivate var roughly: String {
        for (unit, name) in [(86_400_000, "days"), (3_600_000, "hours"), (60_000, "minutes")]
        where self.milliseconds >= 2 * unit {
            return "\(self.milliseconds / unit) \(name)"
        }
        return "\(self.milliseconds / 1000) seconds"
    }
}
