/// What a person says about a saga beside “again” and “take it back”: ways out for one that needs somebody.
package enum Intervention<Reply: Codable & Equatable & Sendable>: Equatable, Sendable {
    /// How a request ended of which nobody could tell.
    case resolve(IdempotencyKey, StatedOutcome, Evidence<Reply>, reason: String)
    /// A step that will not be done counts as passed.
    case skip(StepName, reason: String)
    /// A wait whose deadline has passed goes on for this long; as long as before where nothing is said.
    case resume(within: Span?)
    /// A saga that stands before its pivot is undone; a way back that stopped goes on.
    case turnBack(reason: String)
    case assign(to: String)
    case note(String)
}

package enum StatedOutcome: String, Codable, Sendable {
    case done
    case notDone = "not-done"
}

/// What the other system said when it was asked before the statement was recorded.
package enum Evidence<Reply: Codable & Equatable & Sendable>: Equatable, Sendable {
    case found(Reply)
    case absent
    /// It cannot be asked, or could not answer: the statement stands alone, with what it teaches.
    case unverified(Reply?)
}

/// What a person stated about a request, for whoever asks afterwards.
package struct Statement: Codable, Equatable, Sendable {
    package let outcome: StatedOutcome
    package let isVerified: Bool
    package let by: String
    package let at: Moment
    package let reason: String
}

/// Something a person wrote beside a saga, or did to a step, with who and when.
package struct Remark: Codable, Equatable, Sendable {
    package let text: String
    package let by: String
    package let at: Moment

    package init(text: String, by who: String, at now: Moment) {
        self.text = text
        self.by = who
        self.at = now
    }
}

// Stored beside the other events: one `kind`, then a label for every value.
extension Intervention: Codable {
    private enum Kind: String, Codable { case resolve, skip, resume, turnBack, assign, note }
    private enum CodingKeys: CodingKey { case kind, key, outcome, evidence, step, reason, within, to, text }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .resolve(let key, let outcome, let evidence, let reason):
            try values.encode(Kind.resolve, forKey: .kind)
            try values.encode(key, forKey: .key)
            try values.encode(outcome, forKey: .outcome)
            try values.encode(evidence, forKey: .evidence)
            try values.encode(reason, forKey: .reason)
        case .skip(let step, let reason):
            try values.encode(Kind.skip, forKey: .kind)
            try values.encode(step, forKey: .step)
            try values.encode(reason, forKey: .reason)
        case .resume(let span):
            try values.encode(Kind.resume, forKey: .kind)
            try values.encodeIfPresent(span, forKey: .within)
        case .turnBack(let reason):
            try values.encode(Kind.turnBack, forKey: .kind)
            try values.encode(reason, forKey: .reason)
        case .assign(let name):
            try values.encode(Kind.assign, forKey: .kind)
            try values.encode(name, forKey: .to)
        case .note(let text):
            try values.encode(Kind.note, forKey: .kind)
            try values.encode(text, forKey: .text)
        }
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        switch try values.decode(Kind.self, forKey: .kind) {
        case .resolve:
            self = .resolve(
                try values.decode(IdempotencyKey.self, forKey: .key),
                try values.decode(StatedOutcome.self, forKey: .outcome),
                try values.decode(Evidence<Reply>.self, forKey: .evidence),
                reason: try values.decode(String.self, forKey: .reason)
            )
        case .skip:
            let step = try values.decode(StepName.self, forKey: .step)
            self = .skip(step, reason: try values.decode(String.self, forKey: .reason))
        case .resume: self = .resume(within: try values.decodeIfPresent(Span.self, forKey: .within))
        case .turnBack: self = .turnBack(reason: try values.decode(String.self, forKey: .reason))
        case .assign: self = .assign(to: try values.decode(String.self, forKey: .to))
        case .note: self = .note(try values.decode(String.self, forKey: .text))
        }
    }
}

extension Evidence: Codable {
    private enum Kind: String, Codable { case found, absent, unverified }
    private enum CodingKeys: CodingKey { case kind, reply }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .found(let reply):
            try values.encode(Kind.found, forKey: .kind)
            try values.encode(reply, forKey: .reply)
        case .absent: try values.encode(Kind.absent, forKey: .kind)
        case .unverified(let reply):
            try values.encode(Kind.unverified, forKey: .kind)
            try values.encodeIfPresent(reply, forKey: .reply)
        }
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        switch try values.decode(Kind.self, forKey: .kind) {
        case .found: self = .found(try values.decode(Reply.self, forKey: .reply))
        case .absent: self = .absent
        case .unverified: self = .unverified(try values.decodeIfPresent(Reply.self, forKey: .reply))
        }
    }
}
