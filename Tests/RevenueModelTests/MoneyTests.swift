import RevenueModel
import Testing

struct MoneyTests {
    @Test(arguments: [
        ("EUR", "1250.00", 125_000), ("EUR", "0.05", 5), ("EUR", "-3.1", -310), ("JPY", "1250", 1250),
        ("BHD", "1.234", 1234),
        ("EUR", "7.5000", 750),
    ])
    func `an amount is read as minor units of its currency`(code: String, text: String, minorUnits: Int) throws {
        let currency = try #require(Currency(code))
        #expect(try Money(decimal: text, currency).minorUnits == minorUnits)
    }

    @Test(arguments: ["", "1,50", "1.5e3", "NaN", "+1", " 1", "1.", ".5", "١", "1.2.3", "--1"])
    func `what is no plain decimal is refused`(text: String) throws {
        let euro = try #require(Currency("EUR"))
        #expect(throws: MoneyError.notDecimal(text)) { try Money(decimal: text, euro) }
    }

    @Test func `an amount finer than the minor unit is refused, not rounded`() throws {
        let euro = try #require(Currency("EUR"))
        let yen = try #require(Currency("JPY"))
        #expect(throws: MoneyError.tooPrecise("1.005", euro)) { try Money(decimal: "1.005", euro) }
        #expect(throws: MoneyError.tooPrecise("1.5", yen)) { try Money(decimal: "1.5", yen) }
    }

    @Test func `an amount that cannot be counted is an error, not a trap`() throws {
        let euro = try #require(Currency("EUR"))
        #expect(throws: MoneyError.self) { try Money(decimal: "99999999999999999999", euro) }
        #expect(throws: MoneyError.self) { try Money(decimal: "9223372036854775807", euro) }
        let most = Money(minorUnits: .max, euro)
        #expect(throws: MoneyError.self) { try most.adding(most) }
        #expect(throws: MoneyError.self) { try most.multiplied(by: 2, over: 1) }
    }

    @Test(arguments: [(5, 1, 2, 3), (-5, 1, 2, -3), (100, 1, 3, 33), (200, 1, 3, 67), (1, 1, 2, 1), (7, 3, 7, 3)])
    func `a product is rounded once, half away from zero`(amount: Int, times: Int, over: Int, result: Int) throws {
        let euro = try #require(Currency("EUR"))
        #expect(try Money(minorUnits: amount, euro).multiplied(by: times, over: over).minorUnits == result)
    }

    @Test func `currencies do not mix`() throws {
        let euro = try #require(Currency("EUR"))
        let dollar = try #require(Currency("USD"))
        #expect(throws: MoneyError.mixedCurrencies(euro, dollar)) { try Money.zero(euro).adding(.zero(dollar)) }
    }

    @Test(arguments: ["EUR", "JPY", "BHD"])
    func `what is written is read back`(code: String) throws {
        let currency = try #require(Currency(code))
        for minorUnits in [0, 1, -1, 9, 10, 99, 100, -12_345, .max, .min + 1] {
            let money = Money(minorUnits: minorUnits, currency)
            #expect(try Money(decimal: money.decimal, currency) == money)
        }
    }
}
