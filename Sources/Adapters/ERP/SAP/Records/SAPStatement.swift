internal import RevenueModel
internal import SagaModel
internal import XML

/// Money on the bank account, reported as a statement of one line: the IDoc `FINSTA01`.
///
/// The ledger's own statement processing posts the receipt and clears the item that the line quotes.
struct SAPStatement: Sendable {
    /// What the line is, in the action code that the receiving system's customizing reads.
    enum Movement: String, Sendable {
        case received = "RCV"
        case returned = "RET"
    }

    let movement: Movement
    /// The statement's number, under which the receipt is found again.
    let number: String
    let account: String
    let client: String
    let date: LocalDate
    /// The invoice that was paid.
    let quoting: String
    let amount: Money

    var output: XMLOutput {
        .element(
            QName("", "FINSTA01"),
            [
                .element(
                    QName("", "IDOC"),
                    attributes: [(QName("", "BEGIN"), .text("1"))],
                    [self.control, self.segment("E1IDKU1", [.field("BGMREF", self.number)] + self.content)]
                )
            ]
        )
    }

    private var control: XMLOutput {
        self.segment(
            "EDI_DC40",
            [
                .field("TABNAM", "EDI_DC40"), .field("MANDT", self.client), .field("DIRECT", "2"),
                .field("IDOCTYP", "FINSTA01"), .field("MESTYP", "FINSTA"), .field("SNDPOR", "SKALD"),
                .field("SNDPRT", "LS"), .field("SNDPRN", "SKALD"),
            ]
        )
    }

    private var content: [XMLOutput] {
        [
            self.segment("E1EDK03", [.field("IDDAT", "026"), .field("DATUM", self.date.compact)]),
            self.segment(
                "E1IDB02",
                [.field("FIIKONTO", self.account), .field("FIIKWAER", self.amount.currency.code)]
            ),
            self.segment(
                "E1IDPF1",
                [
                    .field("LINLINEIT", "000001"), .field("LINACTION", self.movement.rawValue),
                    self.segment("E1EDP02", [.field("QUALF", "009"), .field("BELNR", self.quoting)]),
                    self.segment(
                        "E1IDPU5",
                        [.field("MOABETR", self.signedAmount), .field("CUXWAERZ", self.amount.currency.code)]
                    ),
                ]
            ),
        ]
    }

    /// The sign stands behind the digits.
    private var signedAmount: String {
        switch self.movement {
        case .received: self.amount.decimal
        case .returned: "\(self.amount.decimal)-"
        }
    }

    private func segment(_ name: String, _ fields: [XMLOutput]) -> XMLOutput {
        .element(QName("", name), attributes: [(QName("", "SEGMENT"), .text("1"))], fields)
    }
}

extension SAPStatement: CustomStringConvertible {
    var description: String { "FINSTA01 \(self.number)" }
}

extension LocalDate {
    /// `20261121`, as IDocs write a day.
    fileprivate var compact: String { self.description.filter { $0 != "-" } }
}
