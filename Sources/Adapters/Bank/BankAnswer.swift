internal import Bank
internal import SagaModel

/// What a bank answers over HTTP: a status report, or JSON of its own making.
struct BankAnswer {
    private let answer: HTTPAnswer
    private let asking: String
    /// Every text in it that is a value; `nil` where it cannot be read.
    private let texts: Set<String>?

    init(_ answer: HTTPAnswer, asking: String) {
        self.answer = answer
        self.asking = asking
        self.texts = answer.json(JSONTexts.self)?.all ?? Self.report(answer)
    }

    private static func report(_ answer: HTTPAnswer) -> Set<String>? {
        guard let report = try? PaymentStatusReport(answer.bytes) else { return nil }
        let reasons = report.reasons + report.blocks.flatMap(\.reasons) + report.payments.flatMap(\.reasons)
        let notes = reasons.flatMap { [$0.code].compactMap(\.self) + $0.notes }
        return Set(notes + [report.originalMessage] + report.payments.compactMap(\.endToEnd))
    }

    /// Returns where the bank has the message, now or from before.
    func requireTaken(_ message: String) throws(Failure) {
        switch self.answer.status {
        case 200...202:
            guard self.texts?.contains(message) ?? false else {
                throw self.doubt("and the answer does not name the message \(message)")
            }
        case 400, 409, 413, 415, 422:
            guard let texts else { throw self.doubt("and the answer cannot be read") }
            guard texts.isDisjoint(with: PaymentStatusReport.repetition) else { return }
            throw .rejected("\(self.asking): HTTP \(self.answer.status), \(Self.words(texts)).")
        case 401, 403: throw .transient("\(self.asking): HTTP \(self.answer.status); look at systems.bank.token.")
        case _ where self.answer.wasTurnedAway:
            throw .transient("\(self.asking): HTTP \(self.answer.status).", outage: self.answer.outage)
        case _: throw self.doubt("and nobody knows what it did")
        }
    }

    /// Whether it has a payment of that name.
    func knows(_ payment: String) throws(Failure) -> Bool {
        let isNamed = self.texts?.contains { $0.contains(payment) } ?? false
        switch self.answer.status {
        case 200 where isNamed: return true
        case 404 where isNamed: return false
        case _: throw .transient("\(self.asking): HTTP \(self.answer.status).", outage: self.answer.outage)
        }
    }

    private func doubt(_ what: String) -> Failure {
        .inDoubt("\(self.asking): HTTP \(self.answer.status), \(what).")
    }

    /// The longest first: a sentence says more than a code.
    private static func words(_ texts: Set<String>) -> String {
        let longest = texts.sorted { ($1.count, $0) < ($0.count, $1) }.prefix(3)
        return longest.isEmpty ? "it gives no reason" : longest.joined(separator: "; ")
    }
}

/// Every text that is a value somewhere in a document of JSON.
struct JSONTexts: Decodable {
    private struct Name: CodingKey {
        let stringValue: String
        let intValue: Int?

        init(stringValue: String) { (self.stringValue, self.intValue) = (stringValue, nil) }
        init?(intValue: Int) { (self.stringValue, self.intValue) = (String(intValue), intValue) }
    }

    let all: Set<String>

    init(from decoder: any Decoder) throws {
        if let object = try? decoder.container(keyedBy: Name.self) {
            self.all = try object.allKeys.reduce(into: []) {
                $0.formUnion(try object.decode(Self.self, forKey: $1).all)
            }
        } else if var list = try? decoder.unkeyedContainer() {
            var all: Set<String> = []
            while !list.isAtEnd { all.formUnion(try list.decode(Self.self).all) }
            self.all = all
        } else {
            self.all = Set([try? decoder.singleValueContainer().decode(String.self)].compactMap(\.self))
        }
    }
}
