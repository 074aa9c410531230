import RevenueModel
import Testing

struct RatioTests {
    @Test func `a fraction is kept in lowest terms with a positive denominator`() throws {
        let ratio = try Ratio(14, over: -30)
        #expect(ratio.description == "-7/15")
        #expect(try Ratio("14/30").description == "7/15")
        #expect(try Ratio("0.19").description == "19/100")
        #expect(try ratio.adding(Ratio(1, over: 2)).description == "1/30")
        #expect(try ratio.divided(by: ratio) == .one)
    }

    @Test func `a fraction that nobody can count is an error, not a trap`() throws {
        #expect(throws: MoneyError.dividedByZero("1")) { try Ratio(1, over: 0) }
        let tiny = try Ratio(1, over: .max)
        #expect(throws: MoneyError.self) { try tiny.adding(Ratio(1, over: .max - 1)) }
        #expect(throws: MoneyError.self) { try Ratio(.min, over: -1) }
        #expect(throws: MoneyError.dividedByZero("1")) { try Ratio.one.divided(by: .zero) }
    }

    @Test(arguments: [("1/3", 9, "333333333/1000000000"), ("14/31", 6, "451613/1000000"), ("-1/2", 0, "-1")])
    func `a fraction is rounded to decimals when a policy says so`(text: String, places: Int, result: String) throws {
        #expect(try Ratio(text).rounded(toPlaces: places).description == result)
    }

    @Test(arguments: [
        (Rounding.halfAwayFromZero, [3, -3, 1, 2]), (.halfToEven, [2, -2, 0, 2]), (.awayFromZero, [3, -3, 1, 2]),
        (.towardZero, [2, -2, 0, 1]),
    ])
    func `each rounding treats debts as it treats claims`(rounding: Rounding, results: [Int]) throws {
        let halves = try [Ratio("5/2"), Ratio("-5/2"), Ratio("1/2"), Ratio("5/3")]
        #expect(halves.map { $0.rounded(rounding) } == results)
    }

    @Test func `slices always sum to what was split`() throws {
        for residual in Residual.allCases {
            for minorUnits in [10_000, -10_000, 1, 0, 99_999] {
                for weights in [[1, 1, 1], [31, 28, 31], [0, 7, 0], [1, 2, 3, 4, 5, 6, 7]] {
                    let slices = try Money(minorUnits: minorUnits, .euro).split(by: weights, residual: residual)
                    #expect(try Money.sum(slices, in: .euro).minorUnits == minorUnits, "\(residual) \(weights)")
                }
            }
        }
    }

    @Test func `a split without a weight is refused`() {
        let money = Money(minorUnits: 100, .euro)
        #expect(throws: MoneyError.self) { try money.split(by: [0, 0]) }
        #expect(throws: MoneyError.self) { try money.split(by: [2, -1]) }
    }
}
