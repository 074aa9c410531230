/// What `skald doctor` found, line by line.
struct Checkup: Encodable {
    enum Status: String, Encodable, Comparable {
        case ok, warn, fail

        static func < (one: Self, other: Self) -> Bool { one.rank < other.rank }

        private var rank: Int {
            switch self {
            case .ok: 0
            case .warn: 1
            case .fail: 2
            }
        }
    }

    /// One thing that was looked at.
    struct Line: Encodable {
        let check: String
        let status: Status
        let found: String
        /// What to do; absent when nothing is to be done.
        let remedy: String?
        /// A system could not be reached at all.
        let isUnreachable: Bool
    }

    var schema = "skald.doctor/1"
    private(set) var checks: [Line] = []

    mutating func ok(_ check: String, _ found: String, remedy: String? = nil) {
        self.add(check, .ok, found, remedy)
    }

    mutating func warn(_ check: String, _ found: String, remedy: String) { self.add(check, .warn, found, remedy) }

    mutating func fail(_ check: String, _ found: String, remedy: String) { self.add(check, .fail, found, remedy) }

    mutating func unreachable(_ check: String, _ found: String, remedy: String) {
        self.checks.append(
            Line(check: check, status: .fail, found: found, remedy: remedy, isUnreachable: true)
        )
    }

    private mutating func add(_ check: String, _ status: Status, _ found: String, _ remedy: String?) {
        self.checks.append(Line(check: check, status: status, found: found, remedy: remedy, isUnreachable: false))
    }

    /// Damage first, then what is out of reach, then whatever else was found.
    var exit: ExitStatus? {
        if self.isDamaged { return .integrity }
        if self.checks.contains(where: \.isUnreachable) { return .unavailable }
        return self.checks.contains { $0.status > .ok } ? .findings : nil
    }

    /// The file contradicts itself.
    var isDamaged = false

    private enum CodingKeys: CodingKey { case schema, checks }
}
