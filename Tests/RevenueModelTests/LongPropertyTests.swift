import Foundation
import RevenueModel
import Testing

/// `make amendments-long`: very many random stacks, each held against everything that a simulation knows.
@Suite("Very many stacks of amendments")
struct LongPropertyTests {
    /// `SKALD_STACKS`: how many.
    private static let count = ProcessInfo.processInfo.environment["SKALD_STACKS"].flatMap { UInt64($0) }

    /// How often it is said how far it is.
    private static let mark: UInt64 = 2_000

    @Test("keep every invariant", .enabled(if: Self.count != nil, "make amendments-long tries them"))
    func everything() async throws {
        let count = try #require(Self.count)
        let begin = ContinuousClock.now
        let lanes = UInt64(ProcessInfo.processInfo.activeProcessorCount)
        let broken = await withTaskGroup(of: [String].self) { group in
            for lane in 0..<lanes {
                group.addTask {
                    stride(from: lane, to: count, by: Int(lanes)).compactMap { seed in
                        if seed.isMultiple(of: Self.mark), seed > 0 { print("\(seed) of \(count)") }
                        return Self.problem(seed)
                    }
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        print("\(count) stacks of amendments in \(ContinuousClock.now - begin), \(broken.count) broken")
        for sentence in broken.prefix(10) { Issue.record("\(sentence)") }
    }

    /// Every so many are also calculated twice and reversed one by one, which takes longer than all the rest.
    private static let fewer: UInt64 = 5

    /// The seed and what is wrong with it.
    private static func problem(_ seed: UInt64) -> String? {
        do {
            let problem = try RandomStack(seed: seed).problem(isLong: seed.isMultiple(of: Self.fewer))
            return problem.map { "seed \(seed): \($0)" }
        } catch {
            return "seed \(seed): \(error)"
        }
    }
}

extension RandomStack {
    /// The first invariant that the stack breaks.
    fileprivate func problem(isLong: Bool) throws -> String? {
        let scenario = AmendmentScenario(
            contract: self.contract,
            books: self.books,
            taxes: self.taxes,
            policy: self.policy,
            stack: self.amendments,
            asOf: self.asOf
        )
        let simulation = AmendmentSimulation(scenario)
        let stack = try simulation.run()
        if let finding = stack.findings.first { return "\(finding)" }
        if let problem = try self.sums(stack) ?? self.sent(stack) ?? self.nets(stack) { return problem }
        guard isLong else { return nil }
        return try simulation.run() == stack ? self.reversed() : "the same input gives another result"
    }

    /// Credits within what was billed, slices that sum to their total, balanced journals.
    private func sums(_ stack: SimulatedStack) throws -> String? {
        for segment in stack.preview.books.segments where try segment.credited().minorUnits > segment.net.minorUnits {
            return "\(segment.id) billed \(segment.net) and is credited \(try segment.credited())"
        }
        for schedule in stack.after.schedules {
            let slices = try Money.sum(schedule.lines.map(\.amount), in: .euro)
            guard slices == schedule.total else { return "\(schedule.obligation): \(slices) of \(schedule.total)" }
        }
        for journal in stack.journals {
            let sides = try Money.sum(journal.entry.lines.map { try $0.signed() }, in: .euro)
            guard sides.isZero else { return "\(journal.number) is off by \(sides)" }
        }
        return nil
    }

    /// As they happen is all at once.
    private func nets(_ stack: SimulatedStack) throws -> String? {
        let booked = try self.oneByOne(self.amendments)
        let (one, other) = (try booked.books.net(), try stack.preview.books.net())
        return one == other ? nil : "\(one) as they happen, \(other) at once"
    }

    /// What is reversed leaves nothing.
    private func reversed() throws -> String? {
        let booked = try self.oneByOne(self.amendments)
        let reversed = Set(booked.contract.amendments.compactMap(\.reverses))
        let live = booked.contract.amendments.filter { $0.reverses == nil && !reversed.contains($0.id) }
        var (contract, books) = (booked.contract, booked.books)
        for (index, target) in live.enumerated() {
            let reversal = ContractAmendment(
                id: "REV-\(index)",
                effectiveOn: target.effectiveOn,
                bookedOn: self.asOf,
                sequence: 100 + index,
                changes: [],
                reverses: target.id
            )
            let preview = try self.preview([reversal], contract, books)
            (contract, books) = (preview.contract, preview.books)
        }
        let left = try books.net()
        return try left == self.books.net() ? nil : "reversed, \(left) is left of \(try self.books.net())"
    }

    /// What is sent to the ERP books what the journals say, and under numbers of its own.
    private func sent(_ stack: SimulatedStack) throws -> String? {
        let party = PostingParty(
            contract: self.contract.id,
            account: Account(id: self.contract.payer, name: "Old"),
            legalEntity: "",
            terms: "net-30"
        )
        var postings: [LedgerPosting] = []
        for (outcome, booking) in zip(stack.preview.outcomes, stack.bookings) {
            postings += try LedgerPosting.postings(of: outcome, booking, for: party)
        }
        guard Set(postings.map(\.number)).count == postings.count else { return "a number is posted twice" }
        let shown = try stack.journals.flatMap(\.entry.lines).balances()
        let sent = try postings.flatMap { try $0.entry() }.balances()
        return shown == sent ? nil : "\(sent) is sent, and \(shown) was shown"
    }
}

extension [JournalLine] {
    /// By account; an ERP leaves an open credit in the receivable.
    fileprivate func balances() throws -> [LedgerAccount: Money] {
        var balances: [LedgerAccount: Money] = [:]
        for line in self {
            guard let named = line.role else { continue }
            let account: LedgerAccount = named == .customerCredit ? .receivable : named
            balances[account] = try (balances[account] ?? .zero(.euro)).adding(line.signed())
        }
        return balances.filter { !$0.value.isZero }
    }
}
