/// A customer's complaint, as support took it up.
package struct SupportCase: Codable, Equatable, Sendable {
    /// Unique for ever: `CS-9`.
    package var id: String
    /// The customer's id: `ACME-001`.
    package var account: String
    /// The selling company, whose books a credit belongs to.
    package var legalEntity: String
    /// What the customer says: `two weeks of outage`.
    package var subject: String
    package var openedOn: LocalDate
    /// What the customer names, as far as the customer does.
    package var invoice: String?
    package var order: String?
    package var scope: DisputeScope
    /// The line of the invoice, where the scope is one line.
    package var line: Int?

    package init(
        id: String,
        account: String,
        legalEntity: String,
        subject: String,
        openedOn: LocalDate,
        invoice: String? = nil,
        order: String? = nil,
        scope: DisputeScope = .document,
        line: Int? = nil
    ) {
        self.id = id
        self.account = account
        self.legalEntity = legalEntity
        self.subject = subject
        self.openedOn = openedOn
        self.invoice = invoice
        self.order = order
        self.scope = scope
        self.line = line
    }
}

extension SupportCase {
    private enum CodingKeys: String, CodingKey {
        case id, account, legalEntity, subject, openedOn, invoice, order, scope, line
    }

    /// The scope may be left out: the line where one is named, and else the whole invoice.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let line = try values.decodeIfPresent(Int.self, forKey: .line)
        self.init(
            id: try values.decode(String.self, forKey: .id),
            account: try values.decode(String.self, forKey: .account),
            legalEntity: try values.decode(String.self, forKey: .legalEntity),
            subject: try values.decode(String.self, forKey: .subject),
            openedOn: try values.decode(LocalDate.self, forKey: .openedOn),
            invoice: try values.decodeIfPresent(String.self, forKey: .invoice),
            order: try values.decodeIfPresent(String.self, forKey: .order),
            scope: try values.decodeIfPresent(DisputeScope.self, forKey: .scope) ?? (line == nil ? .document : .line),
            line: line
        )
    }
}

/// How much of what a customer owes is in dispute.
package enum DisputeScope: String, Codable, CaseIterable, Sendable {
    /// One invoice with all its lines.
    case document
    /// One line; the others stay collectible.
    case line
    /// Everything that the customer owes.
    case account
}
