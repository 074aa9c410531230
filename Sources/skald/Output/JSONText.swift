internal import FoundationEssentials

/// JSON as it leaves: keys in order, so that two print-outs can be compared.
enum JSONText {
    static func pretty(_ value: some Encodable) throws -> String { try self.text(value, [.prettyPrinted]) }

    static func line(_ value: some Encodable) throws -> String { try self.text(value, []) }

    private static func text(_ value: some Encodable, _ more: JSONEncoder.OutputFormatting) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = more.union([.sortedKeys, .withoutEscapingSlashes])
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
