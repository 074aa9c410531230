/// Trouble on order: what goes wrong with an operation, and how many times.
package struct Fault: Codable, Equatable, Sendable {
    /// What goes wrong.
    package enum Kind: Codable, Equatable, Sendable {
        /// The system says no.
        case refuse
        /// The system turns the request away because too many are under way; nothing done.
        case busy
        /// The answer comes late.
        case slow(milliseconds: Int)
        /// The system is not there: 503, nothing done.
        case unavailable
        /// The system has too much to do, and says for how long: 503, nothing done.
        case later(seconds: Int)
        /// The connection is closed, nothing done.
        case dropBefore
        /// It is done, and the connection is closed without an answer.
        case dropAfter
        /// It is done, and the answer cannot be read.
        case garbage
    }

    /// `billing.draftInvoice`, `erp.upsert.invoice`.
    package var operation: String
    package var kind: Kind
    /// How many times it still happens; `nil` is always.
    package var times: Int?

    package init(operation: String, kind: Kind, times: Int? = nil) {
        self.operation = operation
        self.kind = kind
        self.times = times
    }

    /// Reads `erp.upsert.invoice=drop-after*1`, `billing.draftInvoice=slow:250`.
    package init(_ text: String) throws(Refusal) {
        let sides = text.split(separator: "=", omittingEmptySubsequences: false)
        guard sides.count == 2, sides[0].contains(".") else { throw Self.unreadable(text) }
        let parts = sides[1].split(separator: "*", omittingEmptySubsequences: false)
        guard let kind = Self.kind(parts[0]), parts.count <= 2 else { throw Self.unreadable(text) }
        self.init(operation: Self.operation(sides[0]), kind: kind)
        guard parts.count == 2 else { return }
        guard let times = Int(parts[1]), times > 0 else { throw Self.unreadable(text) }
        self.times = times
    }

    /// The operation as the systems name it: `erp.upsert.credit-memo` is read, too.
    private static func operation(_ text: Substring) -> String {
        let words = text.split(separator: "-", omittingEmptySubsequences: false)
        return words.dropFirst().reduce(String(words[0])) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
    }

    private static func kind(_ text: Substring) -> Kind? {
        switch text {
        case "refuse": return .refuse
        case "busy": return .busy
        case "unavailable": return .unavailable
        case "drop-before": return .dropBefore
        case "drop-after": return .dropAfter
        case "garbage": return .garbage
        default:
            if text.hasPrefix("later:"), let time = Int(text.dropFirst(6)), time >= 0 { return .later(seconds: time) }
            guard text.hasPrefix("slow:"), let time = Int(text.dropFirst(5)), time >= 0 else { return nil }
            return .slow(milliseconds: time)
        }
    }

    private static func unreadable(_ text: String) -> Refusal {
        Refusal(
            "bad-fault",
            "“\(text)” is not a fault; write operation=kind or operation=kind*times, where kind is refuse, busy, slow:MS, "
                + "unavailable, later:S, drop-before, drop-after or garbage, such as erp.upsert.invoice=drop-after*1."
        )
    }

    /// What remains of it after it happened once.
    var spent: Fact {
        guard let times = self.times else { return .fault(self) }
        return times > 1
            ? .fault(Fault(operation: self.operation, kind: self.kind, times: times - 1))
            : .cleared(operation: self.operation)
    }
}

extension Fault: CustomStringConvertible {
    package var description: String {
        let kind =
            switch self.kind {
            case .refuse: "refuse"
            case .busy: "busy"
            case .slow(let milliseconds): "slow:\(milliseconds)"
            case .unavailable: "unavailable"
            case .later(let seconds): "later:\(seconds)"
            case .dropBefore: "drop-before"
            case .dropAfter: "drop-after"
            case .garbage: "garbage"
            }
        return "\(self.operation)=\(kind)" + (self.times.map { "*\($0)" } ?? "")
    }
}
