package import RevenueModel
package import SagaModel

extension OverdueReceivable {
    package var rehearsals: [Rehearsal<DunningFacts, RevenueRequest>] {
        let facts = DunningFacts(invoice: "INV-1")
        let before = DunningFacts(invoice: "INV-1", occasion: "RET-1")
        let ended = Signal(id: "skald/1", name: "dunning-ended", body: RevenueReply(reference: "INV-1"))
        return [
            Rehearsal("paid after the first reminder", facts: facts, signals: [ended]) { Self.reply($0, reminders: 0) },
            Rehearsal("open again after a reminder", facts: before, signals: [ended]) { Self.reply($0, reminders: 1) },
            Rehearsal("nobody pays", facts: before, signals: [ended]) { Self.reply($0, reminders: 3) },
        ]
    }

    private static func reply(_ request: RevenueRequest, reminders: Int) -> RevenueReply {
        guard case .billing(.openItems) = request else { return RevenueReply(reference: "reminder") }
        let item = OpenItem(
            document: "INV-1",
            customer: "ACME",
            legalEntity: "de",
            dueOn: LocalDate(daysSinceEpoch: 20_000),
            gross: Money(minorUnits: 119_00, .euro),
            reminders: reminders
        )
        return RevenueReply(openItems: [item])
    }
}
