internal import Adapters
internal import Documents

extension Mappings {
    private static let tables = ["entities", "items", "accounts", "taxCodes", "terms", "customFields", "currencies"]

    /// Reads `mappings:` of an ERP's configuration.
    init(_ field: Field) throws(FileProblem) {
        let record = try field.record(Self.tables)
        func table(_ name: String) throws(FileProblem) -> [String: String] {
            try record.fields[name]?.table() ?? [:]
        }
        self.init(
            entities: try table("entities"),
            items: try table("items"),
            accounts: try table("accounts"),
            taxCodes: try table("taxCodes"),
            terms: try table("terms"),
            customFields: try table("customFields"),
            currencies: try table("currencies")
        )
    }
}

extension Field {
    /// Names, each with the name that the other system has for it.
    func table() throws(FileProblem) -> [String: String] {
        var table: [String: String] = [:]
        for (key, value) in try self.entries() { table[key] = try value.text() }
        return table
    }
}
