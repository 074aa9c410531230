internal import FoundationEssentials
internal import RevenueModel
internal import Sandbox

/// An event from outside, as a feed or a file has it.
struct IncomingEvent: Codable {
    var source: String
    var id: String
    var type: String
    var subject: String?
    var payment: Payment

    init(_ event: SandboxEvent) throws {
        guard let payment = event.payment else {
            throw OperatorError(
                .failure,
                "event \(event.id) of \(event.source) is no payment",
                why: "its type is \(event.type)",
                next: "skald sandbox show"
            )
        }
        self.source = event.source
        self.id = event.id
        self.type = event.type
        self.subject = event.subject
        self.payment = payment
    }
}

/// Events in a file: one object, a list of them, or one on each line.
enum EventFile {
    static func parse(_ text: String, file: String) throws(FileProblem) -> [IncomingEvent] {
        let bytes = Data(text.utf8)
        if let event = try? JSONDecoder().decode(IncomingEvent.self, from: bytes) { return [event] }
        if text.drop(while: \.isWhitespace).first == "[" {
            return try Self.decode([IncomingEvent].self, text, file: file, line: 1)
        }
        var events: [IncomingEvent] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard line.contains(where: { !$0.isWhitespace }) else { continue }
            events.append(try Self.decode(IncomingEvent.self, String(line), file: file, line: index + 1))
        }
        guard !events.isEmpty else {
            throw FileProblem(file: file, line: 1, path: "", expected: "is empty; expected an event in JSON")
        }
        return events
    }

    private static func decode<Value: Decodable>(
        _ type: Value.Type,
        _ text: String,
        file: String,
        line: Int
    ) throws(FileProblem) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch let error as DecodingError {
            throw FileProblem(file: file, line: line, path: error.place, expected: error.words)
        } catch {
            throw FileProblem(file: file, line: line, path: "", expected: "\(error)")
        }
    }
}

extension DecodingError {
    private var context: Context? {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
            .dataCorrupted(let context):
            context
        @unknown default: nil
        }
    }

    fileprivate var place: String {
        let path = self.context?.codingPath ?? []
        return path.reduce("") { text, key in
            if let index = key.intValue { return "\(text)[\(index)]" }
            return text.isEmpty ? key.stringValue : "\(text).\(key.stringValue)"
        }
    }

    fileprivate var words: String {
        if case .keyNotFound(let key, _) = self { return "\(key.stringValue) is missing" }
        return self.context?.debugDescription ?? "cannot be read as an event"
    }
}
