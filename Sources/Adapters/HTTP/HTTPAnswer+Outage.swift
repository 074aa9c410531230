internal import SagaModel

extension HTTPAnswer {
    /// What 429 and 503 say of the system as a whole; `nil` for other statuses.
    var outage: Outage? {
        switch self.status {
        case 429, 503: Outage(after: self.wait)
        default: nil
        }
    }

    /// Whether a gateway before the service let the request not pass, although the answer's body says nothing.
    ///
    /// 429 says so by itself. 503 says so only with a time to come back; else it may come from a service that broke
    /// in the middle of its work.
    var wasTurnedAway: Bool { self.status == 429 || self.status == 503 && self.retryAfter != nil }

    /// The time for which the system wants to be left alone; `nil` when it named none that can be read.
    ///
    /// A date is counted from the answer's own, so that neither clock need be right.
    private var wait: Span? {
        guard let text = self.retryAfter?.trimmed else { return nil }
        if !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) {
            return .seconds(min(Int(text) ?? .max, Self.longestWait))
        }
        guard let end = HTTPDate(text), let now = self.date.flatMap({ HTTPDate($0.trimmed) }) else { return nil }
        return .seconds(min(max(0, end.seconds - now.seconds), Self.longestWait))
    }

    /// A system that wants more is asked again after this: its word may be a mistake, and money waits.
    private static let longestWait = 3600
}

/// A date as HTTP writes it: `Sun, 06 Nov 1994 08:49:37 GMT`.
struct HTTPDate: Equatable {
    /// Since 1970.
    let seconds: Int

    init?(_ text: String) {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", parts[0].hasSuffix(","),
            let day = Self.number(parts[1], 1...31), let month = Self.months.firstIndex(of: String(parts[2])),
            let year = Self.number(parts[3], 1970...9999)
        else { return nil }
        let clock = parts[4].split(separator: ":", omittingEmptySubsequences: false)
        guard clock.count == 3, let hour = Self.number(clock[0], 0...23), let minute = Self.number(clock[1], 0...59),
            let second = Self.number(clock[2], 0...60)
        else { return nil }
        let days = Self.days(year, month + 1, day)
        self.seconds = days * 86_400 + hour * 3600 + minute * 60 + second
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func number(_ text: Substring, _ range: ClosedRange<Int>) -> Int? {
        guard text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text), range.contains(number) else {
            return nil
        }
        return number
    }

    /// Since 1970; years begin in March, so that the leap day is the last of its year.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month > 2 ? year : year - 1
        let monthsSinceMarch = (month + 9) % 12
        let dayOfYear = (153 * monthsSinceMarch + 2) / 5 + day - 1
        return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }
}

extension String {
    fileprivate var trimmed: String {
        String(self.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
