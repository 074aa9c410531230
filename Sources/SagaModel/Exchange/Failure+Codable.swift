// Stored as `{"kind": …, "reason": …, "outage"?: …}` and `{"kind": …, "reply"|"failure": …}`; see `SagaEvent+Codable.swift`.

extension Failure: Codable {
    private enum Kind: String, Codable { case transient, rejected, inDoubt }
    private enum CodingKeys: String, CodingKey { case kind, reason, outage }

    private var kind: Kind {
        switch self {
        case .transient: .transient
        case .rejected: .rejected
        case .inDoubt: .inDoubt
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(self.kind, forKey: .kind)
        try values.encode(self.reason, forKey: .reason)
        try values.encodeIfPresent(self.outage, forKey: .outage)
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let reason = try values.decode(String.self, forKey: .reason)
        switch try values.decode(Kind.self, forKey: .kind) {
        case .transient:
            self = .transient(reason, outage: try values.decodeIfPresent(Outage.self, forKey: .outage))
        case .rejected: self = .rejected(reason)
        case .inDoubt: self = .inDoubt(reason)
        }
    }
}

extension Answer: Codable {
    private enum Kind: String, Codable { case done, absent, failed, unsent }
    private enum CodingKeys: String, CodingKey { case kind, reply, failure }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .done(let reply):
            try values.encode(Kind.done, forKey: .kind)
            try values.encode(reply, forKey: .reply)
        case .absent:
            try values.encode(Kind.absent, forKey: .kind)
        case .failed(let failure):
            try values.encode(Kind.failed, forKey: .kind)
            try values.encode(failure, forKey: .failure)
        case .unsent:
            try values.encode(Kind.unsent, forKey: .kind)
        }
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        switch try values.decode(Kind.self, forKey: .kind) {
        case .done: self = .done(try values.decode(Reply.self, forKey: .reply))
        case .absent: self = .absent
        case .unsent: self = .unsent
        case .failed: self = .failed(try values.decode(Failure.self, forKey: .failure))
        }
    }
}
