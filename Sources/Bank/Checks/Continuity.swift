internal import RevenueModel

/// Whether the statements of an account follow each other: no number left out, each opening with what the last
/// closed with.
///
/// It looks at all that is known together, whatever order they came in: a statement that came late closes its gap.
package enum Continuity {
    /// What is wrong between a statement of `new` and its neighbours.
    package static func exceptions(known: [StatementRecord], new: [StatementRecord]) -> [BankException] {
        let fresh = Set(new.map(\.identity))
        return Self.chains(known.filter { !fresh.contains($0.identity) } + new).flatMap { chain in
            zip(chain, chain.dropFirst()).flatMap { before, after in
                let isNew = [before, after].contains { fresh.contains($0.identity) }
                return isNew ? Self.exceptions(from: before, to: after) : []
            }
        }
    }

    /// Of these findings, what the statements that are known by now answer.
    package static func isSettled(_ exception: BankException, by records: [StatementRecord]) -> Bool {
        guard exception.kind == .missingStatement || exception.kind == .brokenChain else { return false }
        let now = Self.chains(records).flatMap { chain in
            zip(chain, chain.dropFirst()).flatMap { Self.exceptions(from: $0, to: $1) }
        }
        return !now.contains { $0.kind == exception.kind && $0.statement == exception.statement }
    }

    /// The statements of each account in their order; notices do not chain.
    private static func chains(_ records: [StatementRecord]) -> [[StatementRecord]] {
        let statements = records.filter { $0.kind == .statement }
        return Dictionary(grouping: statements, by: \.account.id).sorted { $0.key < $1.key }.map { _, all in
            all.sorted { Self.comesBefore($0, $1) }
        }
    }

    /// By day; within a day, and where a day is not known, by number.
    private static func comesBefore(_ one: StatementRecord, _ other: StatementRecord) -> Bool {
        if let first = one.day, let second = other.day, first != second { return first < second }
        if let first = one.number, let second = other.number, first != second { return first < second }
        return (one.page?.number ?? 0, one.id) < (other.page?.number ?? 0, other.id)
    }

    private static func exceptions(from before: StatementRecord, to after: StatementRecord) -> [BankException] {
        [Self.gap(from: before, to: after), Self.breach(from: before, to: after)].compactMap { $0 }
    }

    private static func gap(from before: StatementRecord, to after: StatementRecord) -> BankException? {
        guard let (last, next) = Self.numbers(before, after) else { return nil }
        if last == next, let page = before.page, let following = after.page {
            guard following.number != page.number + 1 else { return nil }
            let words = "page \(following.number) of number \(next) comes after page \(page.number)"
            return Self.exception(.missingStatement, after, words)
        }
        let isNewYear = next == 1 && before.day?.year != after.day?.year
        guard last < .max, next != last + 1, !isNewYear else { return nil }
        guard last != next else {
            return Self.exception(.repeatedNumber, after, "number \(next) is \(before.id)'s as well")
        }
        let missing = last + 2 == next ? "number \(last + 1)" : "what comes after number \(last)"
        return Self.exception(.missingStatement, after, "number \(next) comes after \(last): \(missing) is missing")
    }

    /// The numbers that both have: all that was sent is counted by the electronic one.
    private static func numbers(_ before: StatementRecord, _ after: StatementRecord) -> (Int, Int)? {
        if let one = before.electronicNumber, let other = after.electronicNumber { return (one, other) }
        if let one = before.legalNumber, let other = after.legalNumber { return (one, other) }
        return nil
    }

    private static func breach(from before: StatementRecord, to after: StatementRecord) -> BankException? {
        guard let closing = before.closing, let opening = after.opening, closing.amount != opening.amount else {
            return nil
        }
        let words = "it opens with \(opening.amount), and \(before.id) closed with \(closing.amount)"
        return Self.exception(.brokenChain, after, words)
    }

    private static func exception(
        _ kind: BankException.Kind,
        _ record: StatementRecord,
        _ reason: String
    ) -> BankException {
        BankException(kind, account: record.account.id, statement: record.id, reason)
    }
}

extension StatementRecord {
    fileprivate var number: Int? { self.electronicNumber ?? self.legalNumber }

    fileprivate var day: LocalDate? { self.closing?.date ?? self.lastBooking ?? self.opening?.date }
}

extension BankException {
    /// A file that is of no version that is read.
    package static func unknownVersion(of file: String, _ error: BankError) -> BankException {
        BankException(.unknownVersion, account: "", statement: file, line: error.line, error.reason)
    }

    /// The same statement with another content than the one that is known.
    package static func changed(_ record: StatementRecord, from known: StatementRecord) -> BankException {
        let words =
            "it has \(record.entries) entries (\(record.fingerprint)); \(known.entries) came before "
            + "(\(known.fingerprint))"
        return BankException(.changedStatement, account: record.account.id, statement: record.id, words)
    }
}
