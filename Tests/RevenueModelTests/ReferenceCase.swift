import Foundation
import RevenueModel
import Testing

/// A worked case: what is given, and every number that must come out.
///
/// The numbers stand in `Cases/*.json` and nowhere else; a test computes `expected` anew, all of it.
struct ReferenceCase: Codable, Sendable, CustomTestStringConvertible {
    let id: String
    let kind: String
    let currency: String
    let about: String
    let given: [String: [String]]
    let expected: [String: [String]]

    var testDescription: String { self.id }

    enum Missing: Error { case value(String, of: String) }

    static func load(_ table: String) throws -> [Self] {
        try CaseFile.rows(table)
    }

    func unit() throws -> Currency { try #require(Currency(self.currency), "\(self.id): no currency") }

    func texts(_ name: String) throws -> [String] {
        guard let values = self.given[name] else { throw Missing.value(name, of: self.id) }
        return values
    }

    func text(_ name: String) throws -> String {
        guard let value = try self.texts(name).first else { throw Missing.value(name, of: self.id) }
        return value
    }

    func has(_ name: String) -> Bool { self.given[name] != nil }

    func moneys(_ name: String) throws -> [Money] {
        let unit = try self.unit()
        return try self.texts(name).map { try Money(decimal: $0, unit) }
    }

    func money(_ name: String) throws -> Money { try Money(decimal: try self.text(name), self.unit()) }

    /// The amount, or nothing where the case does not name it.
    func optional(_ name: String) throws -> Money { self.has(name) ? try self.money(name) : .zero(try self.unit()) }

    func dates(_ name: String) throws -> [LocalDate] {
        try self.texts(name).map { try #require(LocalDate($0), "\(self.id): \(name)") }
    }

    func date(_ name: String) throws -> LocalDate {
        try #require(LocalDate(self.text(name)), "\(self.id): \(name)")
    }

    /// Two days: the first one, and the one after the last.
    func interval(_ name: String) throws -> Interval {
        let days = try self.dates(name)
        try #require(days.count == 2)
        return try #require(Interval(from: days[0], until: days[1]), "\(self.id): \(name)")
    }

    func integers(_ name: String) throws -> [Int] {
        try self.texts(name).map { try #require(Int($0), "\(self.id): \(name)") }
    }

    func integer(_ name: String) throws -> Int { try #require(Int(self.text(name)), "\(self.id): \(name)") }
    func ratio(_ name: String) throws -> Ratio { try Ratio(self.text(name)) }
}

extension Sequence<Money> {
    /// As a table writes them.
    var decimals: [String] { self.map(\.decimal) }
}

extension Interval {
    /// From one day to another, which is not part of it.
    static func between(_ from: String, _ until: String) throws -> Self {
        let (first, end) = (try #require(LocalDate(from)), try #require(LocalDate(until)))
        return try #require(Self(from: first, until: end))
    }
}
