internal import FoundationEssentials
internal import SagaModel

extension SagaStatus {
    /// A sign beside the word, so that the state is never colour only.
    var words: String {
        switch self {
        case .running: "● running"
        case .retrying: "◐ retrying"
        case .waiting: "◐ waiting"
        case .gated: "▢ gated"
        case .compensating: "↺ compensating"
        case .parked: "■ parked"
        case .done: "✓ done"
        case .compensated: "↺ compensated"
        }
    }

    var coloured: String {
        guard Terminal.hasColour else { return self.words }
        let colour =
            switch self {
            case .running, .done: 32
            case .waiting, .retrying, .gated, .compensating: 33
            case .parked: 31
            case .compensated: 36
            }
        return "\u{1B}[\(colour)m\(self.words)\u{1B}[0m"
    }
}

extension Moment {
    static var current: Self { Self(milliseconds: Int((Date().timeIntervalSince1970 * 1000).rounded())) }

    /// RFC 3339 in UTC: `2026-11-21T09:14:03Z`.
    var timestamp: String { Date(timeIntervalSince1970: Double(self.milliseconds / 1000)).formatted(.iso8601) }

    /// For tables: `11-21 09:14:03`.
    var short: String { String(self.timestamp.dropFirst(5).dropLast().map { $0 == "T" ? " " : $0 }) }

    /// How long ago: `2d 4h`, `19m`, `3s`.
    func age(at now: Self = .current) -> String {
        let seconds = max(0, (now.milliseconds - self.milliseconds) / 1000)
        if seconds >= 86_400 { return "\(seconds / 86_400)d \(seconds % 86_400 / 3600)h" }
        if seconds >= 3600 { return "\(seconds / 3600)h \(seconds % 3600 / 60)m" }
        return seconds >= 60 ? "\(seconds / 60)m" : "\(seconds)s"
    }
}
