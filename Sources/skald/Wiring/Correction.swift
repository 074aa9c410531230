internal import FoundationEssentials
internal import SQLiteRuntime

/// How a person wants an event read that stands still.
struct Correction: Codable {
    /// What came, with every patch applied.
    let bytes: Data
    /// A JSON merge patch (RFC 7396) on top of the earlier ones; absent where nothing is corrected.
    let patch: String?
    let who: String
    let why: String
}

extension InboxLine {
    /// What came, as people corrected it so far; what came itself never changes.
    func corrected(_ acts: [InboxAct]) throws -> Data {
        let patches = acts.compactMap(\.patch)
        guard !patches.isEmpty else { return Data(self.bytes) }
        let value = try patches.reduce(JSONValue(of: Data(self.bytes))) { value, patch in
            value.merging(try JSONDecoder().decode(JSONValue.self, from: Data(patch.utf8)))
        }
        return Data(try JSONText.line(value).utf8)
    }
}

extension JSONValue {
    /// What is in the bytes; nothing where they are no JSON, so that a patch can say it all.
    init(of bytes: Data) { self = (try? JSONDecoder().decode(Self.self, from: bytes)) ?? .null }

    /// A JSON merge patch, RFC 7396: objects are merged, null takes out, anything else replaces.
    func merging(_ patch: Self) -> Self {
        guard case .object(let changes) = patch else { return patch }
        var members: [String: Self] = if case .object(let members) = self { members } else { [:] }
        for (key, change) in changes {
            members[key] = change == .null ? nil : (members[key] ?? .null).merging(change)
        }
        return .object(members)
    }

    /// The merge patch that makes this into `other`.
    func patch(to other: Self) -> Self {
        guard case .object(let mine) = self, case .object(let theirs) = other else { return other }
        var changes: [String: Self] = [:]
        for key in mine.keys where theirs[key] == nil { changes[key] = .null }
        for (key, value) in theirs where mine[key] != value {
            changes[key] = mine[key].map { $0.patch(to: value) } ?? value
        }
        return .object(changes)
    }
}
