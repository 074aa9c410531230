import Foundation

/// As much of JSON Schema as the schema of policy files uses; a word that it does not know is a complaint.
struct MiniSchema {
    private let root: [String: Any]

    init(_ text: String) throws {
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
        self.root = value as? [String: Any] ?? [:]
    }

    /// What is wrong with the value, as YAML loads it; `nil` when nothing is.
    func complaint(about value: Any?) -> String? { self.complaint(value, self.root, "") }

    private func complaint(_ value: Any?, _ schema: [String: Any], _ path: String) -> String? {
        for (word, rule) in schema.sorted(by: { $0.key < $1.key }) {
            if let complaint = self.complaint(value, word, rule, schema, path) { return complaint }
        }
        return nil
    }

    private func complaint(_ value: Any?, _ word: String, _ rule: Any, _ schema: [String: Any], _ path: String)
        -> String?
    {
        switch word {
        case "$schema", "$defs", "title", "description", "minItems": return nil
        case "$ref": return self.complaint(value, self.definition(rule), path)
        case "type":
            let types = rule as? [String] ?? [rule as? String ?? ""]
            return types.contains { Self.isOf($0, value) } ? nil : "\(path) is not \(types)"
        case "minLength": return (value as? String)?.isEmpty == true ? "\(path) is empty" : nil
        case "pattern":
            guard let text = value as? String, let pattern = try? Regex(rule as? String ?? "") else { return nil }
            return text.firstMatch(of: pattern) == nil ? "\(path) is not like \(rule)" : nil
        case "minimum": return (value as? Int).map { $0 < (rule as? Int ?? 0) } == true ? "\(path) is too small" : nil
        case "maximum": return (value as? Int).map { $0 > (rule as? Int ?? 0) } == true ? "\(path) is too large" : nil
        case "enum": return (rule as? [String])?.contains(value as? String ?? "") == true ? nil : "\(path) is unknown"
        case "required":
            let missing = (rule as? [String] ?? []).filter { (value as? [String: Any])?[$0] == nil }
            return value is [String: Any] && !missing.isEmpty ? "\(path) lacks \(missing)" : nil
        case "properties": return self.members(value, rule as? [String: Any] ?? [:], path)
        case "additionalProperties": return self.others(value, rule, schema, path)
        case "items":
            return (value as? [Any])?.lazy.compactMap { self.complaint($0, Self.object(rule), "\(path)[]") }.first
        case "anyOf", "oneOf":
            let fits = (rule as? [[String: Any]] ?? []).count { self.complaint(value, $0, path) == nil }
            return fits == 0 || (word == "oneOf" && fits > 1) ? "\(path) fits \(fits) of \(word)" : nil
        default: return "\(path): the tests do not know \(word)"
        }
    }

    private func members(_ value: Any?, _ rules: [String: Any], _ path: String) -> String? {
        guard let members = value as? [String: Any] else { return nil }
        return members.lazy.compactMap { key, member in
            rules[key].flatMap { self.complaint(member, Self.object($0), "\(path).\(key)") }
        }.first
    }

    private func others(_ value: Any?, _ rule: Any, _ schema: [String: Any], _ path: String) -> String? {
        let known = Self.object(schema["properties"] ?? [:])
        let others = (value as? [String: Any] ?? [:]).filter { known[$0.key] == nil }
        guard rule is [String: Any] else { return others.isEmpty ? nil : "\(path) has \(others.keys.sorted())" }
        return others.lazy.compactMap { self.complaint($1, Self.object(rule), "\(path).\($0)") }.first
    }

    private func definition(_ reference: Any) -> [String: Any] {
        let name = (reference as? String)?.split(separator: "/").last.map(String.init) ?? ""
        return Self.object(Self.object(self.root["$defs"] ?? [:])[name] ?? [:])
    }

    private static func object(_ value: Any) -> [String: Any] { value as? [String: Any] ?? [:] }

    private static func isOf(_ type: String, _ value: Any?) -> Bool {
        switch type {
        case "object": value is [String: Any]
        case "array": value is [Any]
        // What Yams makes a date of is text in JSON, and to editors.
        case "string": value is String || value is Date
        case "boolean": value is Bool
        case "integer": value is Int
        case "number": value is Int || value is Double
        case _: false
        }
    }

    /// Every key that some place of the schema names.
    var keys: Set<String> { Self.named(self.root) }

    private static func named(_ value: Any) -> Set<String> {
        if let list = value as? [Any] { return list.reduce(into: []) { $0.formUnion(Self.named($1)) } }
        let members = Self.object(value)
        let own = Set(Self.object(members["properties"] ?? [:]).keys)
        return members.values.reduce(into: own) { $0.formUnion(Self.named($1)) }
    }

    /// Every key of a document.
    static func keys(of value: Any?) -> Set<String> {
        if let list = value as? [Any] { return list.reduce(into: []) { $0.formUnion(Self.keys(of: $1)) } }
        guard let members = value as? [String: Any] else { return [] }
        return members.values.reduce(into: Set(members.keys)) { $0.formUnion(Self.keys(of: $1)) }
    }
}
