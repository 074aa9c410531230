import Foundation
import RevenueModel

/// Seeds to try: a few in every run, many when SKALD_EXHAUSTIVE is set.
enum Worlds {
    static var seeds: Range<UInt64> {
        0..<(ProcessInfo.processInfo.environment["SKALD_EXHAUSTIVE"] == nil ? 60 : 1_000)
    }
}

/// The same numbers for the same seed, everywhere.
struct WorldRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { self.state = seed }

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
    mutating func euros(_ range: ClosedRange<Int>) -> Money { Money(minorUnits: self.number(range), .euro) }
    mutating func day() -> LocalDate { LocalDate(daysSinceEpoch: self.number(19_000...21_000)) }

    mutating func interval() -> Interval {
        let from = self.day()
        return Interval(from: from, through: from.adding(days: self.number(0...900))) ?? self.interval()
    }

    mutating func granularity() -> RevenueGranularity {
        [.day, .calendarMonth, .contractMonth, .second(ofDay: self.number(0...86_399))][self.number(0...3)]
    }

    mutating func consideration() -> Consideration {
        Consideration(
            earned: self.euros(-99_999...99_999),
            deferred: self.euros(-99_999...99_999),
            tax: self.euros(-9999...9999)
        )
    }
}
