// The stored form of what happened. Written by hand, because the history outlives names in this code: one `kind`,
// then a label for every value. Golden files in the tests pin it.

extension SagaEvent: Codable {
    private enum Kind: String, Codable {
        case started, answered, woke, heard, placed, removed, approved, declined, cancelled, retried,
            clockSet, migrated, intervened
    }
    private enum CodingKeys: String, CodingKey {
        case kind, facts, terms, key, number, answer, timer, signal, obstacle, gate, subject, reason, by, role,
            change, from, to, word
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .started(let facts, let terms):
            try values.encode(Kind.started, forKey: .kind)
            try values.encode(facts, forKey: .facts)
            try values.encode(terms, forKey: .terms)
        case .answered(let key, let number, let answer):
            try values.encode(Kind.answered, forKey: .kind)
            try values.encode(key, forKey: .key)
            try values.encode(number, forKey: .number)
            try values.encode(answer, forKey: .answer)
        case .woke(let timer):
            try values.encode(Kind.woke, forKey: .kind)
            try values.encode(timer, forKey: .timer)
        case .heard(let signal):
            try values.encode(Kind.heard, forKey: .kind)
            try values.encode(signal, forKey: .signal)
        case .placed(let obstacle):
            try values.encode(Kind.placed, forKey: .kind)
            try values.encode(obstacle, forKey: .obstacle)
        case .removed(let obstacle, let who):
            try values.encode(Kind.removed, forKey: .kind)
            try values.encode(obstacle, forKey: .obstacle)
            try values.encode(who, forKey: .by)
        case .approved(let gate, let subject, let who, let role):
            try values.encode(Kind.approved, forKey: .kind)
            try values.encode(gate, forKey: .gate)
            try values.encode(subject, forKey: .subject)
            try values.encode(who, forKey: .by)
            try values.encodeIfPresent(role, forKey: .role)
        case .declined(let gate, let subject, let who, let reason):
            try values.encode(Kind.declined, forKey: .kind)
            try values.encode(gate, forKey: .gate)
            try values.encode(subject, forKey: .subject)
            try values.encode(who, forKey: .by)
            try values.encode(reason, forKey: .reason)
        case .cancelled(let who):
            try values.encode(Kind.cancelled, forKey: .kind)
            try values.encode(who, forKey: .by)
        case .retried(let who):
            try values.encode(Kind.retried, forKey: .kind)
            try values.encode(who, forKey: .by)
        case .clockSet(let change):
            try values.encode(Kind.clockSet, forKey: .kind)
            try values.encode(change, forKey: .change)
        case .migrated(let old, let new, let who):
            try values.encode(Kind.migrated, forKey: .kind)
            try values.encode(old, forKey: .from)
            try values.encode(new, forKey: .to)
            try values.encode(who, forKey: .by)
        case .intervened(let word, let who):
            try values.encode(Kind.intervened, forKey: .kind)
            try values.encode(word, forKey: .word)
            try values.encode(who, forKey: .by)
        }
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        switch try values.decode(Kind.self, forKey: .kind) {
        case .started:
            let facts = try values.decode(Facts.self, forKey: .facts)
            self = .started(facts, try values.decode(Terms.self, forKey: .terms))
        case .answered:
            self = .answered(
                try values.decode(IdempotencyKey.self, forKey: .key),
                number: try values.decode(Int.self, forKey: .number),
                try values.decode(Answer<Reply>.self, forKey: .answer)
            )
        case .woke: self = .woke(try values.decode(SagaTimer.self, forKey: .timer))
        case .heard: self = .heard(try values.decode(Signal<Reply>.self, forKey: .signal))
        case .placed: self = .placed(try values.decode(Obstacle.self, forKey: .obstacle))
        case .removed:
            let obstacle = try values.decode(String.self, forKey: .obstacle)
            self = .removed(obstacle: obstacle, by: try values.decode(String.self, forKey: .by))
        case .approved:
            self = .approved(
                try values.decode(GateName.self, forKey: .gate),
                subject: try values.decode(String.self, forKey: .subject),
                by: try values.decode(String.self, forKey: .by),
                role: try values.decodeIfPresent(RoleName.self, forKey: .role)
            )
        case .declined:
            self = .declined(
                try values.decode(GateName.self, forKey: .gate),
                subject: try values.decode(String.self, forKey: .subject),
                by: try values.decode(String.self, forKey: .by),
                reason: try values.decode(String.self, forKey: .reason)
            )
        case .cancelled: self = .cancelled(by: try values.decode(String.self, forKey: .by))
        case .retried: self = .retried(by: try values.decode(String.self, forKey: .by))
        case .clockSet: self = .clockSet(try values.decode(ClockChange.self, forKey: .change))
        case .migrated:
            let (old, new) = (
                try values.decode(String.self, forKey: .from), try values.decode(String.self, forKey: .to)
            )
            self = .migrated(from: old, to: new, by: try values.decode(String.self, forKey: .by))
        case .intervened:
            let word = try values.decode(Intervention<Reply>.self, forKey: .word)
            self = .intervened(word, by: try values.decode(String.self, forKey: .by))
        }
    }
}

extension SagaCommand: Codable {
    private enum Kind: String, Codable { case send, lookUp, wake, decided }
    private enum CodingKeys: String, CodingKey { case kind, request, key, number, timer, at, decision }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .send(let request, let key, let number):
            try values.encode(Kind.send, forKey: .kind)
            try values.encode(request, forKey: .request)
            try values.encode(key, forKey: .key)
            try values.encode(number, forKey: .number)
        case .lookUp(let request, let key, let number):
            try values.encode(Kind.lookUp, forKey: .kind)
            try values.encode(request, forKey: .request)
            try values.encode(key, forKey: .key)
            try values.encode(number, forKey: .number)
        case .wake(let timer, let at):
            try values.encode(Kind.wake, forKey: .kind)
            try values.encode(timer, forKey: .timer)
            try values.encode(at, forKey: .at)
        case .decided(let decision):
            try values.encode(Kind.decided, forKey: .kind)
            try values.encode(decision, forKey: .decision)
        }
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        func asked() throws -> (Request, IdempotencyKey, Int) {
            (
                try values.decode(Request.self, forKey: .request),
                try values.decode(IdempotencyKey.self, forKey: .key),
                try values.decode(Int.self, forKey: .number)
            )
        }
        switch try values.decode(Kind.self, forKey: .kind) {
        case .send:
            let (request, key, number) = try asked()
            self = .send(request, key, number: number)
        case .lookUp:
            let (request, key, number) = try asked()
            self = .lookUp(request, key, number: number)
        case .wake:
            let timer = try values.decode(SagaTimer.self, forKey: .timer)
            self = .wake(timer, at: try values.decode(Moment.self, forKey: .at))
        case .decided: self = .decided(try values.decode(Decision.self, forKey: .decision))
        }
    }
}

extension SagaTimer: Codable {
    private enum Kind: String, Codable { case exchange, deadline }
    private enum CodingKeys: String, CodingKey { case kind, key, serial, state, visit }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .exchange(let key, let serial):
            try values.encode(Kind.exchange, forKey: .kind)
            try values.encode(key, forKey: .key)
            try values.encode(serial, forKey: .serial)
        case .deadline(let state, let visit):
            try values.encode(Kind.deadline, forKey: .kind)
            try values.encode(state, forKey: .state)
            try values.encode(visit, forKey: .visit)
        }
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        switch try values.decode(Kind.self, forKey: .kind) {
        case .exchange:
            let key = try values.decode(IdempotencyKey.self, forKey: .key)
            self = .exchange(key, serial: try values.decode(Int.self, forKey: .serial))
        case .deadline:
            let state = try values.decode(StateName.self, forKey: .state)
            self = .deadline(state, visit: try values.decode(Int.self, forKey: .visit))
        }
    }
}
