internal import Adapters
internal import FoundationEssentials
internal import SagaModel
internal import Yams

/// The profile `netsuite` of a configuration.
enum NetSuiteFields {
    private static let keys = [
        "profile", "url", "account", "consumerKey", "consumerSecret", "token", "tokenSecret", "timeout",
        "longestFlight", "mappings",
    ]
    private static let tables = ["entities", "items", "accounts", "taxCodes", "terms", "customFields", "currencies"]

    static func settings(_ field: Field) throws(FileProblem) -> NetSuiteSettings {
        let record = try field.record(Self.keys)
        var settings = NetSuiteSettings(
            url: try Config.url(record.required("url")),
            account: try record.text("account"),
            consumerKey: try Self.identifier(record.required("consumerKey")),
            consumerSecret: Secret(try Self.secret(record.required("consumerSecret"))),
            token: try Self.identifier(record.required("token")),
            tokenSecret: Secret(try Self.secret(record.required("tokenSecret"))),
            mappings: try Self.mappings(record.required("mappings"))
        )
        if let timeout = try Config.span(record.fields["timeout"]) { settings.timeout = timeout }
        if let flight = try Config.span(record.fields["longestFlight"]) { settings.longestFlight = flight }
        return settings
    }

    private static func mappings(_ field: Field) throws(FileProblem) -> Mappings {
        let record = try field.record(Self.tables)
        func table(_ name: String) throws(FileProblem) -> [String: String] {
            guard let field = record.fields[name] else { return [:] }
            var table: [String: String] = [:]
            for (key, value) in try field.entries() { table[key] = try value.text() }
            return table
        }
        return Mappings(
            entities: try table("entities"),
            items: try table("items"),
            accounts: try table("accounts"),
            taxCodes: try table("taxCodes"),
            terms: try table("terms"),
            customFields: try table("customFields"),
            currencies: try table("currencies")
        )
    }

    private static func identifier(_ field: Field) throws(FileProblem) -> String {
        field.node.mapping == nil ? try field.text() : try Self.secret(field)
    }

    /// A secret stands elsewhere, so that the configuration can be shown and kept with the code.
    private static func secret(_ field: Field) throws(FileProblem) -> String {
        guard field.node.mapping != nil else {
            throw field.problem(
                "a secret stands here in plain text; put it elsewhere and write {env: NAME} or {file: PATH}"
            )
        }
        let record = try field.record(["env", "file"])
        switch (record.fields["env"], record.fields["file"]) {
        case (let name?, nil): return try Self.fromEnvironment(name)
        case (nil, let path?): return try Self.fromFile(path)
        case (nil, nil), (_?, _?): throw field.problem("expected either {env: NAME} or {file: PATH}")
        }
    }

    private static func fromEnvironment(_ field: Field) throws(FileProblem) -> String {
        let name = try field.text()
        guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else {
            throw field.problem("the environment has no \(name); export it")
        }
        return value
    }

    private static func fromFile(_ field: Field) throws(FileProblem) -> String {
        let path = try field.text()
        guard let bytes = FileManager.default.contents(atPath: path),
            let line = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).first
        else { throw field.problem("\(path) cannot be read or is empty; expected the secret on its first line") }
        return String(line)
    }
}
