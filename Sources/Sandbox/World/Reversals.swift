import RevenueModel

extension SandboxWorld {
    /// Takes a posted document back by an entry in the period of `date`; the document stays, and no longer counts.
    func decideReverse(
        _ kind: DocumentKind,
        _ externalID: String,
        on date: LocalDate
    ) throws(Refusal) -> Write {
        var document = try self.decideGet(kind, externalID)
        try self.requireUnused(document)
        try self.requireOpen(date)
        document.status = .void
        let entries = self.reversal(of: externalID, kind).map {
            Booking(period: date.period, document: $0.document, text: $0.text, lines: $0.lines)
        }
        return Write(facts: [.document(document)] + entries.map(Fact.posted), internalID: document.internalID)
    }
}
