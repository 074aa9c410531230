/// Holds everything that a simulation calculated against everything else.
struct SimulationChecks {
    let stack: SimulatedStack
    let contract: Contract
    let asOf: LocalDate

    private var currency: Currency { self.contract.currency }

    func findings() throws -> [Finding] {
        let entries = self.stack.closing.journals.map(\.entry)
        return try self.controlAccounts() + self.documents() + self.segments() + self.revenue()
            + Reconciliation.journals(entries) + self.undo()
            + self.stack.bookings.flatMap { try Reconciliation.recurringRevenue($0.bridge) }
    }

    /// Open documents and credits against their control accounts.
    private func controlAccounts() throws -> [Finding] {
        let books = self.stack.preview.books
        let open = try Money.sum(books.documents.map { try $0.open() }, in: self.currency)
        let credit = try Money.sum(books.credits.map(\.left), in: self.currency)
        let receivable = try self.stack.closing.holding(.receivable, in: self.currency)
        let held = try self.stack.closing.holding(.customerCredit, in: self.currency)
        let unapplied = try self.stack.closing.holding(.unappliedCash, in: self.currency)
        return Finding.compare(.receivables, "open documents", expected: open, found: receivable)
            + Finding.compare(.customerCredit, "credit of payers", expected: credit, found: held)
            + Finding.compare(.unappliedCash, "receipts", expected: .zero(self.currency), found: unapplied)
    }

    /// No document is taken back beyond what it asked for.
    private func documents() throws -> [Finding] {
        try self.stack.preview.books.documents.compactMap { document in
            var left = Money.zero(document.currency)
            for segment in document.segments {
                left = try left.adding(segment.gross()).subtracting(segment.credited())
                    .subtracting(segment.creditedTax())
            }
            guard left.isNegative, document.segments.allSatisfy({ !$0.net.isNegative }) else { return nil }
            return Finding(.credits, document.number, expected: "nothing or more left", found: "\(left)")
        }
    }

    private func segments() throws -> [Finding] {
        var segments: [Reconciliation.Segment] = []
        for segment in self.stack.preview.books.segments where !segment.net.isNegative {
            guard let time = segment.time else { continue }
            let taken = try segment.credited()
            segments += segment.live.map {
                Reconciliation.Segment(line: segment.charge, interval: $0, billed: segment.net, takenBack: taken)
            }
            if segment.live.isEmpty {
                let whole = Reconciliation.Segment(
                    line: "\(segment.id), closed",
                    interval: time,
                    billed: segment.net,
                    takenBack: taken
                )
                segments.append(whole)
            }
        }
        // A segment that costs nothing stands for no money, and several of them may share a day.
        return try Reconciliation.segments(segments.filter { !$0.billed.isZero })
    }

    /// The contract seen from billing and from revenue, and the roll-forward of what is deferred.
    private func revenue() throws -> [Finding] {
        let (before, after) = (self.stack.before, self.stack.after)
        let scheduled = try Money.sum(after.schedules.map(\.total), in: self.currency)
        let lines = try Money.sum(after.schedules.flatMap(\.lines).map(\.amount), in: self.currency)
        let booked = try self.stack.closing.holding(.revenue, in: self.currency)
        let delta = try Money.sum(self.stack.preview.documents.map(\.net), in: self.currency)
        let movement = Reconciliation.DeferredMovement(
            opening: try before.deferred.subtracting(before.contractAsset),
            billed: delta,
            recognised: try booked.subtracting(before.recognised),
            credited: .zero(self.currency)
        )
        let future = try scheduled.subtracting(after.recognised).subtracting(after.unbilled)
        return try Finding.compare(.contract, "schedules", expected: after.value, found: scheduled)
            + Finding.compare(.contract, "lines of schedules", expected: scheduled, found: lines)
            + Reconciliation.contract(
                self.contract.id,
                value: after.value,
                billed: after.billed,
                unbilled: after.unbilled,
                recognised: booked,
                deferred: after.deferred,
                contractAsset: after.contractAsset
            )
            + Finding.compare(.deferredRevenue, "schedules", expected: movement.closing(), found: future)
            + Finding.compare(
                .deferredRevenue,
                "ledger",
                expected: movement.closing(),
                found: after.deferred.subtracting(after.contractAsset)
            )
    }

    /// Taking every journal back leaves each account as it was.
    private func undo() throws -> [Finding] {
        var ledger = self.stack.closing
        for journal in self.stack.journals.reversed() {
            try ledger.post(journal.reversed(dating: journal.dating, reason: "undo"))
        }
        return try Reconciliation.compensation(before: self.stack.opening, after: ledger)
    }
}
