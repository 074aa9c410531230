internal import FoundationEssentials

/// The JSON Schema of a policy file, for editors: made of the keys that the reader takes.
package enum PolicySchema {
    package static func text() throws -> String {
        try Self.text(of: .file, title: "A policy of Skald", definitions: ["condition": Self.condition])
    }

    /// The schema of another file that is read by a table of keys.
    package static func text(of file: PolicyShape, title: String) throws -> String {
        try Self.text(of: file, title: title, definitions: [:])
    }

    private static func text(of file: PolicyShape, title: String, definitions: [String: Item]) throws -> String {
        var members = file.schema.members
        members["$schema"] = .text("https://json-schema.org/draft/2020-12/schema")
        members["title"] = .text(title)
        if !definitions.isEmpty { members["$defs"] = .object(definitions) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(Item.object(members)), as: UTF8.self) + "\n"
    }

    private static var condition: Item {
        let reference = PolicyShape.condition.schema
        let several = Item.object(["type": .text("array"), "items": reference, "minItems": .number(1)])
        let operators = PolicyShape.comparison.names.filter { $0 != "fact" }
        let choices = operators.map { Item.object(["required": .list([.text($0)])]) }
        var comparison = PolicyShape.comparison.schema.members
        comparison["oneOf"] = .list(choices)
        func only(_ key: String, _ item: Item) -> Item {
            .object([
                "type": .text("object"), "additionalProperties": .flag(false), "required": .list([.text(key)]),
                "properties": .object([key: item]),
            ])
        }
        return .object([
            "anyOf": .list([
                only("all", several), only("any", several), only("not", reference), .object(comparison),
            ])
        ])
    }
}

extension PolicySchema {
    /// A value of JSON.
    enum Item: Encodable {
        case text(String), number(Int), flag(Bool), list([Item]), object([String: Item])

        var members: [String: Item] { if case .object(let members) = self { members } else { [:] } }

        func encode(to encoder: any Encoder) throws {
            var value = encoder.singleValueContainer()
            switch self {
            case .text(let text): try value.encode(text)
            case .number(let number): try value.encode(number)
            case .flag(let flag): try value.encode(flag)
            case .list(let items): try value.encode(items)
            case .object(let members): try value.encode(members)
            }
        }
    }
}

extension PolicyShape {
    fileprivate var schema: PolicySchema.Item {
        switch self {
        case .text, .name: .object(["type": .text("string"), "minLength": .number(1)])
        case .flag: .object(["type": .text("boolean")])
        case .span: .object(["type": .text("string"), "pattern": .text("^[0-9]+(ms|s|m|h|d)$")])
        case .count: .object(["type": .text("integer"), "minimum": .number(1), "maximum": .number(Self.mostCount)])
        case .value: .object(["type": .list([.text("string"), .text("number"), .text("boolean")])])
        case .pattern(let form): .object(["type": .text("string"), "pattern": .text(form)])
        case .either(let shapes): .object(["anyOf": .list(shapes.map(\.schema))])
        case .choice(let words): .object(["enum": .list(words.map { .text($0) })])
        case .list(let shape): .object(["type": .text("array"), "items": shape.schema])
        case .map(let shape): .object(["type": .text("object"), "additionalProperties": shape.schema])
        case .condition: .object(["$ref": .text("#/$defs/condition")])
        case .stage:
            .object(["anyOf": .list([PolicyShape.name.schema, PolicyShape.list(.name).schema])])
        case .record(let keys): Self.schema(of: keys)
        }
    }

    private static func schema(of keys: [PolicyKey]) -> PolicySchema.Item {
        var properties: [String: PolicySchema.Item] = [:]
        for key in keys {
            var members = key.shape.schema.members
            members["description"] = .text(key.meaning)
            properties[key.name] = .object(members)
        }
        let required = keys.filter(\.isRequired).map { PolicySchema.Item.text($0.name) }
        return .object([
            "type": .text("object"), "additionalProperties": .flag(false), "required": .list(required),
            "properties": .object(properties),
        ])
    }
}
