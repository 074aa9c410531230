import Foundation
import RevenueModel
import Testing

/// What holds for every stack of amendments; a failure names the seed that shows it.
struct AmendmentPropertyTests {
    private static let seeds: Range<UInt64> = {
        let isExhaustive = ProcessInfo.processInfo.environment["SKALD_EXHAUSTIVE"] != nil
        return 0..<(isExhaustive ? 100_000 : 300)
    }()

    /// Stops at the first seed that fails: the others would say the same.
    private func forEachSeed(_ body: (RandomStack, inout RandomNumbers) throws -> String?) throws {
        for seed in Self.seeds {
            var numbers = RandomNumbers(seed: ~seed)
            do {
                guard let failure = try body(RandomStack(seed: seed), &numbers) else { continue }
                Issue.record("seed \(seed): \(failure)")
            } catch { Issue.record("seed \(seed): \(error)") }
            return
        }
    }

    @Test func `as they happen and all at once come to the same net`() throws {
        try self.forEachSeed { stack, _ in
            let booked = try stack.oneByOne(stack.amendments).books.net()
            let atOnce = try stack.preview(stack.amendments).books.net()
            return booked == atOnce ? nil : "\(booked) as they happen, \(atOnce) at once"
        }
    }

    @Test func `in order, as they happen and all at once are the same documents`() throws {
        try self.forEachSeed { stack, _ in
            let order = stack.amendments.sorted(by: ContractAmendment.isBefore)
            guard Self.isBookedAfterItsTarget(order) else { return nil }
            let booked = try stack.oneByOne(order).documents.map(\.lines)
            let atOnce = try stack.preview(stack.amendments).documents.map(\.lines)
            return booked == atOnce ? nil : "the lines differ"
        }
    }

    @Test func `what is changed and reversed nets to nothing`() throws {
        try self.forEachSeed { stack, numbers in try stack.leftWhenReversed { $0.shuffled(using: &numbers) } }
    }

    /// The last one first: what was withheld for a price that nobody has any more stays withheld.
    @Test func `what is changed without a credit, and reversed with one, nets to nothing`() throws {
        try self.forEachSeed { stack, numbers in
            guard stack.amendments.allSatisfy({ $0.reverses == nil }) else { return nil }
            var stack = stack
            stack.policy.cancelDisposition = Bool.random(using: &numbers) ? [.skip] : [.offset, .skip]
            return try stack.leftWhenReversed { $0.reversed() }
        }
    }

    @Test func `where no credit is granted, nobody is charged for having less`() throws {
        try self.forEachSeed { stack, _ in
            var withheld = stack
            withheld.policy.cancelDisposition = [.skip]
            let (granted, kept) = (
                try stack.preview(stack.amendments).documents, try withheld.preview(stack.amendments).documents
            )
            guard let first = granted.first, let own = kept.first(where: { $0.number == first.number }) else {
                return nil
            }
            let wanted = try first.total.greatest(.zero(.euro))
            return own.total == wanted ? nil : "\(own.number) comes to \(own.total), and not to \(wanted)"
        }
    }

    @Test func `no segment is credited beyond what it billed, and no day is billed twice`() throws {
        try self.forEachSeed { stack, _ in
            let books = try stack.oneByOne(stack.amendments).books
            for segment in books.segments where try segment.credited().minorUnits > segment.net.minorUnits {
                return "\(segment.id) billed \(segment.net) and is credited \(try segment.credited())"
            }
            for (charge, segments) in Dictionary(grouping: books.segments, by: \.charge) {
                let live = segments.flatMap(\.live).sorted { $0.from < $1.from }
                for (one, next) in zip(live, live.dropFirst()) where one.overlaps(next) {
                    return "\(charge) bills \(one) and \(next)"
                }
            }
            return nil
        }
    }

    @Test func `lines sum to their documents, and the uses of a credit to the credit`() throws {
        try self.forEachSeed { stack, _ in
            for document in try stack.preview(stack.amendments).documents {
                guard try Money.sum(document.lines.map(\.net), in: .euro) == document.net else { return "net" }
                guard try Money.sum(document.lines.map { try $0.tax() }, in: .euro) == document.tax else {
                    return "tax"
                }
                let uses = try Money.sum(document.uses.map(\.amount), in: .euro)
                let credit = try document.total.isNegative ? document.total.negated() : .zero(.euro)
                guard uses == credit else { return "uses" }
            }
            return nil
        }
    }

    @Test func `what was calculated once is not calculated again`() throws {
        try self.forEachSeed { stack, _ in
            let first = try stack.preview(stack.amendments)
            let note = ContractAmendment(
                id: "NOTE",
                effectiveOn: stack.asOf,
                sequence: 1_000,
                changes: [.setPrice(charge: "C1", to: Money(minorUnits: 1, .euro))]
            )
            let undo = ContractAmendment(
                id: "UNDO",
                effectiveOn: stack.asOf,
                sequence: 1_001,
                changes: [],
                reverses: "NOTE"
            )
            let again = try stack.preview([note, undo], first.contract, first.books)
            return try again.books.net() == first.books.net() ? nil : "something is billed again"
        }
    }

    private static func isBookedAfterItsTarget(_ order: [ContractAmendment]) -> Bool {
        order.enumerated().allSatisfy { index, amendment in
            amendment.reverses.map { target in order[..<index].contains { $0.id == target } } ?? true
        }
    }
}

extension RandomStack {
    /// Books everything, reverses it in an order, and says what of it is left.
    fileprivate func leftWhenReversed(
        _ order: ([ContractAmendment]) -> [ContractAmendment]
    ) throws -> String? {
        let changed = try self.oneByOne(self.amendments)
        let reversed = changed.contract.amendments.compactMap(\.reverses)
        let targets = changed.contract.amendments.filter { $0.reverses == nil && !reversed.contains($0.id) }
        var (contract, books, documents) = (changed.contract, changed.books, changed.documents)
        for (index, target) in order(targets).enumerated() {
            let reversal = ContractAmendment(
                id: "REV-\(index)",
                effectiveOn: target.effectiveOn,
                bookedOn: self.asOf,
                sequence: 100 + index,
                changes: [],
                reverses: target.id,
                dispositions: [.credit]
            )
            let preview = try self.preview([reversal], contract, books)
            (contract, books) = (preview.contract, preview.books)
            documents += preview.documents
        }
        let sum = try Money.sum(documents.map(\.net), in: .euro)
        guard sum.isZero else { return "\(sum) is left" }
        return try books.net() == self.books.net() ? nil : "the books differ"
    }
}
