internal import SQLiteRuntime

/// Where two JSON values differ, leaf by leaf: what somebody saw, and what it is now.
struct Drift {
    /// `journals[0].lines[1].credit was 2499.71 and is 2500.00`.
    private(set) var words: [String] = []

    init(from before: JSONValue, to after: JSONValue) { self.compare(before, after, "") }

    /// More would be noise: whoever reads the first ones knows where to look.
    private static let most = 8

    /// The first of them, and how many there are.
    var summary: String {
        let more = self.words.count - Self.most
        return self.words.prefix(Self.most).joined(separator: "; ") + (more > 0 ? "; and \(more) more" : "")
    }

    private mutating func compare(_ before: JSONValue, _ after: JSONValue, _ path: String) {
        guard before != after else { return }
        switch (before, after) {
        case (.object(let old), .object(let new)):
            for key in Set(old.keys).union(new.keys).sorted() {
                self.compare(old[key] ?? .null, new[key] ?? .null, path.isEmpty ? key : "\(path).\(key)")
            }
        case (.array(let old), .array(let new)) where old.count == new.count:
            for (index, pair) in zip(old, new).enumerated() { self.compare(pair.0, pair.1, "\(path)[\(index)]") }
        case (.array(let old), .array(let new)):
            self.words.append("\(path) had \(old.count) and has \(new.count)")
        case (_, _): self.words.append("\(path) was \(before.leaf) and is \(after.leaf)")
        }
    }
}

extension JSONValue {
    fileprivate var leaf: String {
        switch self {
        case .null: "nothing"
        case .bool(let value): "\(value)"
        case .int(let value): "\(value)"
        case .double(let value): "\(value)"
        case .string(let value): value
        case .array(let values): "a list of \(values.count)"
        case .object: "something"
        }
    }
}
