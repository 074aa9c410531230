internal import RevenueModel

/// A reply, told apart from other objects: every field of a reply may be missing, so any object would pass.
struct JSONReply: Decodable {
    let reply: RevenueReply

    private enum Field: String, CaseIterable {
        case reference, invoice, payment, standing, resolution, movement, verdict, openItems, settlements
    }

    private struct Key: CodingKey {
        let stringValue: String
        let intValue: Int? = nil

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        let keys = try decoder.container(keyedBy: Key.self).allKeys.map(\.stringValue)
        guard keys.isEmpty || keys.contains(where: { Field(rawValue: $0) != nil }) else {
            let context = DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "This is no reply.")
            throw DecodingError.dataCorrupted(context)
        }
        self.reply = try RevenueReply(from: decoder)
    }
}
