internal import RevenueModel
internal import SagaModel
internal import XML

extension IntacctFunction {
    private typealias Element = IntacctElement

    static func createJournalEntry(_ entry: JournalEntry, _ settings: IntacctSettings) throws(Failure) -> Self {
        let location = try settings.mappings.id(.entities, entry.legalEntity)
        var lines: [XMLOutput] = []
        for line in entry.lines { lines.append(try self.journalLine(line, location: location, settings)) }
        return self.batch(entry.number, on: entry.postedOn, title: entry.memo, lines, settings)
    }

    private static func journalLine(
        _ line: JournalLine,
        location: String,
        _ settings: IntacctSettings
    ) throws(Failure) -> XMLOutput {
        let side =
            switch line.side {
            case .debit: "1"
            case .credit: "-1"
            }
        let currency = settings.mappings.currencies[line.amount.currency.code]
        // `bank` is the bank account there, which is no account of the ledger.
        let account = line.account == LedgerAccount.bank.rawValue ? "cash" : line.account
        return Element.element(
            "GLENTRY",
            [
                Element.text("ACCOUNTNO", try settings.mappings.id(.accounts, account)),
                Element.text("TR_TYPE", side), try Element.money("TRX_AMOUNT", line.amount),
                currency.map { Element.text("CURRENCY", $0) }, Element.text("LOCATION", location),
                line.memo.map { Element.text("DESCRIPTION", $0) },
            ]
        )
    }

    /// The same lines on the other side, as the books have them: not as we remember them.
    static func createReversal(
        _ reversal: Reversal,
        of lines: [IntacctRecord],
        _ asking: IntacctAsking,
        _ settings: IntacctSettings
    ) throws(Failure) -> Self {
        let opposite = ["1": "-1", "-1": "1"]
        var reversed: [XMLOutput] = []
        for line in lines {
            guard let account = line["ACCOUNTNO"], let side = line["TR_TYPE"].flatMap({ opposite[$0] }),
                let amount = line["TRX_AMOUNT"]
            else { throw asking.refused("a line of \(reversal.document) has no account, side or amount.") }
            let entry = Element.element(
                "GLENTRY",
                [
                    Element.text("ACCOUNTNO", account), Element.text("TR_TYPE", side),
                    Element.text("TRX_AMOUNT", amount), line["CURRENCY"].map { Element.text("CURRENCY", $0) },
                    line["LOCATION"].map { Element.text("LOCATION", $0) },
                    line["DESCRIPTION"].map { Element.text("DESCRIPTION", $0) },
                ]
            )
            reversed.append(entry)
        }
        let title = "Reverses \(reversal.document): \(reversal.reason)"
        return self.batch(reversal.number, on: reversal.postedOn, title: title, reversed, settings)
    }

    private static func batch(
        _ number: String,
        on date: LocalDate,
        title: String,
        _ lines: [XMLOutput],
        _ settings: IntacctSettings
    ) -> Self {
        let batch = Element.element(
            "GLBATCH",
            [
                Element.text("JOURNAL", settings.journal), Element.usDate("BATCH_DATE", date),
                Element.text("BATCH_TITLE", title), Element.text("REFERENCENO", number),
                Element.element("ENTRIES", lines),
            ]
        )
        return Self("create", "GLBATCH \(number)", [batch])
    }
}
