import RevenueModel
import Testing

extension CaseWorld {
    static func check(_ lines: [DeltaLine], _ documents: [DeltaDocument], _ expect: Expectation?) throws {
        if let wanted = expect?.lines { #expect(try lines.map(Self.text) == wanted) }
        if let count = expect?.documents { #expect(documents.count == count) }
        if let net = expect?.net { #expect(documents.map(\.net.decimal) == [net]) }
        if let tax = expect?.tax { #expect(documents.map(\.tax.decimal) == [tax]) }
        if let total = expect?.total { #expect(documents.map(\.total.decimal) == [total]) }
        if let posting = expect?.posting { #expect(documents.map { $0.posting.day } == [posting]) }
        if let settled = expect?.settled { #expect(try Self.sums(documents.flatMap(\.uses)) == settled) }
    }

    static func text(_ line: DeltaLine) throws -> String {
        let tax = try line.tax()
        return "\(line.charge) \(line.time) \(line.net.decimal)" + (tax.isZero ? "" : " \(tax.decimal)")
    }

    static func sums(_ uses: [CreditUse]) throws -> [String: String] {
        var sums: [String: Money] = [:]
        for use in uses {
            let before = sums[use.disposition.rawValue] ?? .zero(use.amount.currency)
            sums[use.disposition.rawValue] = try before.adding(use.amount)
        }
        return sums.mapValues(\.decimal)
    }

    func check(_ expect: Expectation?) throws {
        for (number, amount) in expect?.open ?? [:] {
            #expect(try #require(self.books[number]).open().decimal == amount, "open on \(number)")
        }
        for (number, amount) in expect?.charged ?? [:] {
            #expect(try #require(self.books[number]).charged().decimal == amount, "charged by \(number)")
        }
        for (number, amount) in expect?.collectible ?? [:] {
            #expect(try #require(self.books[number]).collectible().decimal == amount, "collectible on \(number)")
        }
        for (payer, amount) in expect?.credit ?? [:] {
            #expect(try self.books.credit(of: payer, in: self.currency).decimal == amount, "credit of \(payer)")
        }
        for (payer, amount) in expect?.balance ?? [:] {
            #expect(try self.books.balance(of: payer, in: self.currency).decimal == amount, "balance of \(payer)")
        }
    }
}
