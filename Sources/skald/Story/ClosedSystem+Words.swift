internal import SQLiteRuntime
internal import SagaModel

extension ClosedSystem {
    /// Why it is not asked now; nothing once it may be asked again and was never out of reach.
    func words(at now: Moment) -> String? {
        let why = self.reason.map { " (\($0))" } ?? ""
        if let since = self.since {
            let next = self.nextTry.map { $0 > now ? ", next try at \($0.short)" : ", next try at the next run" } ?? ""
            return "the circuit of \(self.target) is open since \(since.short)\(next)\(why)"
        }
        guard let nextTry = self.nextTry, nextTry > now else { return nil }
        return "\(self.target) asked to be left alone until \(nextTry.short)"
    }
}

extension SagaReport {
    /// With what has gone wrong outside, where a wait has come to its end and a person is to decide.
    func explained(by trouble: String, where isWait: (BlockerReport) -> Bool) -> Self {
        var report = self
        report.blockers = self.blockers.map { blocker in
            guard blocker.cause == .person, isWait(blocker) else { return blocker }
            return blocker.because([trouble, blocker.failure].compactMap(\.self).joined(separator: "; "))
        }
        return report
    }

    /// With what is known of each system that it waits for.
    func explained(by systems: [ClosedSystem], at now: Moment) -> Self {
        var report = self
        report.blockers = self.blockers.map { blocker in
            guard blocker.cause == .capacity, let system = systems.first(where: { $0.target == blocker.subject }),
                let words = system.words(at: now)
            else { return blocker }
            return blocker.because([blocker.failure, words].compactMap(\.self).joined(separator: "; "))
        }
        return report
    }
}
