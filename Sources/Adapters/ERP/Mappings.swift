internal import RevenueModel
internal import SagaModel

/// Our names → the ERP's internal ids, kept by an operator; nothing is guessed from a name.
package struct Mappings: Codable, Equatable, Sendable {
    /// A table of the mappings, as configuration names it.
    enum Table: String { case entities, items, accounts, taxCodes, terms, customFields }

    /// Legal entity → subsidiary.
    package var entities: [String: String]
    package var items: [String: String]
    /// Our name → account: `receivable`, which invoices are posted to, and all that journal entries name.
    package var accounts: [String: String]
    package var taxCodes: [String: String]
    package var terms: [String: String]
    /// What we know → the script id of a custom field.
    ///
    /// On lines: `obligation`, `corrects` and `change`; on an invoice: `hold`, a check box, and `holdReasons`, a text.
    package var customFields: [String: String]
    /// ISO code → currency; one without an entry is not sent, and the customer's own applies.
    package var currencies: [String: String]

    package init(
        entities: [String: String] = [:],
        items: [String: String] = [:],
        accounts: [String: String] = [:],
        taxCodes: [String: String] = [:],
        terms: [String: String] = [:],
        customFields: [String: String] = [:],
        currencies: [String: String] = [:]
    ) {
        self.entities = entities
        self.items = items
        self.accounts = accounts
        self.taxCodes = taxCodes
        self.terms = terms
        self.customFields = customFields
        self.currencies = currencies
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func table(_ key: CodingKeys) throws -> [String: String] {
            try values.decodeIfPresent([String: String].self, forKey: key) ?? [:]
        }
        self.entities = try table(.entities)
        self.items = try table(.items)
        self.accounts = try table(.accounts)
        self.taxCodes = try table(.taxCodes)
        self.terms = try table(.terms)
        self.customFields = try table(.customFields)
        self.currencies = try table(.currencies)
    }
}

extension Mappings {
    /// The internal id, or a refusal that names the missing key: without it nothing was sent.
    func id(_ table: Table, _ name: String) throws(Failure) -> String {
        guard let id = self.entries(of: table)[name] else { throw .rejected(Self.sentence(missing: [(table, name)])) }
        return id
    }

    /// The account that money is applied from; `nil` where it comes straight from the bank.
    func source(of payment: Payment) throws(Failure) -> String? {
        guard let source = payment.source else { return nil }
        return try self.id(.accounts, source.rawValue)
    }

    /// Refuses with every missing key at once, so that an operator corrects the configuration once.
    func require(_ needed: [(Table, String)]) throws(Failure) {
        let missing = needed.filter { self.entries(of: $0.0)[$0.1] == nil }
        guard missing.isEmpty else { throw .rejected(Self.sentence(missing: missing)) }
    }

    private func entries(of table: Table) -> [String: String] {
        switch table {
        case .entities: self.entities
        case .items: self.items
        case .accounts: self.accounts
        case .taxCodes: self.taxCodes
        case .terms: self.terms
        case .customFields: self.customFields
        }
    }

    private static func sentence(missing: [(Table, String)]) -> String {
        var keys: [String] = []
        for (table, name) in missing {
            let key = "systems.erp.mappings.\(table.rawValue).\(name)"
            if !keys.contains(key) { keys.append(key) }
        }
        let list = keys.joined(separator: ", ")
        return "\(Self.lacking) \(list). Add \(Self.wanted(missing)) there."
    }

    /// How the reason of a refusal begins that only whoever keeps the configuration can end.
    package static let lacking = "The ERP was not asked: the configuration has no"

    private static func wanted(_ missing: [(Table, String)]) -> String {
        missing.contains { $0.0 != .customFields } ? "the record's internal id" : "the custom field's script id"
    }
}
