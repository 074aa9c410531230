import Foundation
import Testing

@Suite("A saga that stands still")
struct StuckSituationTests {
    @Test("is explained by its true cause and its owner, and the command that is named works", arguments: Situation.all)
    func isExplained(_ situation: Situation) throws {
        try situation.check(with: try CommandLineUnderTest())
    }

    @Test("does so in at least forty ways, of at least ten kinds")
    func isManifold() {
        #expect(Situation.all.count >= 40)
        #expect(Set(Situation.all.map(\.cause)).count >= 10)
        #expect(Set(Situation.all.map(\.name)).count == Situation.all.count)
    }
}

extension Situation {
    func check(with skald: CommandLineUnderTest) throws {
        try self.bringAbout(skald)
        let seen = try self.explained(skald)
        let last = try #require(seen.causes.last, "\(seen)")
        #expect(last.cause == self.cause, "\(seen)")
        #expect(last.owner == self.owner, "\(seen)")
        #expect(self.subject == nil || last.subject == self.subject, "\(seen)")
        #expect(seen.owner == self.owner, "\(seen)")
        #expect(seen.otherwise?.isEmpty == false)
        try #require(seen.next.count > self.way, "\(seen)")
        for line in self.mended { try skald.shell("skald " + line) }

        skald.environment["SKALD_USER"] = self.user
        let command = try self.fill(seen.next[self.way], skald)
        let before = try self.revision(skald)
        var outcome = try skald.shell(command)
        if self.takesTime {
            try skald.wait(for: command) {
                try skald.run("run")
                if try self.hasMoved(from: last, skald) { return true }
                outcome = try skald.shell(command)
                return false
            }
        }
        #expect(outcome.status == self.status || self.takesTime, "\(command): \(outcome.messages)")
        #expect(try self.revision(skald) > before)
        let afterwards = try self.explained(skald)
        #expect(try self.hasMoved(from: last, skald), "\(command): \(afterwards)")
    }

    private func bringAbout(_ skald: CommandLineUnderTest) throws {
        skald.environment["SKALD_USER"] = "ana"
        if !self.policy.isEmpty { try skald.follow(self.policy) }
        if !self.config.isEmpty { skald.environment["SKALD_CONFIG"] = try skald.write(self.config, to: "skald.yaml") }
        if self.isGolden { return try skald.takeGoldenFile() }
        for line in self.before { try skald.shell("skald " + line) }
        try skald.start()
        for (index, line) in self.after.enumerated() {
            let isLast = index == self.after.count - 1
            skald.environment["SKALD_CRASH_AT"] = self.dies && isLast ? "after call" : nil
            try skald.shell("skald " + self.fill(line, skald))
        }
        skald.environment["SKALD_CRASH_AT"] = nil
    }

    private func fill(_ line: String, _ skald: CommandLineUnderTest) throws -> String {
        try self.files.reduce(line) { line, file in
            line.replacing(file.key, with: "'\(try skald.write(file.value, to: file.key))'")
        }
    }

    private func explained(_ skald: CommandLineUnderTest) throws -> SituationSeen {
        try skald.run("explain", self.saga, "-o", "json").json(SituationSeen.self)
    }

    private func revision(_ skald: CommandLineUnderTest) throws -> Int {
        try skald.run("show", self.saga, "-o", "json").json(SagaSeen.self).revision
    }

    private func hasMoved(from cause: SituationSeen.Cause, _ skald: CommandLineUnderTest) throws -> Bool {
        guard let now = try self.explained(skald).causes.last else { return true }
        return now.cause != cause.cause || now.subject != cause.subject
    }
}
