internal import Documents
internal import RevenueModel

// MARK: - values of contracts

extension FixtureReader {
    /// 1 or more.
    mutating func number(_ field: Field) -> Int? {
        guard let text = self.text(field) else { return nil }
        guard let number = Int(text), number > 0, number < Self.mostNumber else {
            self.problems.add(field.problem("“\(text)” is no number; expected one such as 1001"))
            return nil
        }
        return number
    }

    /// Room for as many invoices as anybody sends.
    private static let mostNumber = 1_000_000_000_000

    mutating func quantity(_ field: Field?) -> RevenueModel.Decimal? {
        self.take(field) { field throws(FileProblem) in
            let text = try field.text()
            guard let quantity = try? RevenueModel.Decimal(text), quantity.coefficient >= 0 else {
                throw field.problem("“\(text)” is not a quantity; expected a number of 0 or more, such as 40")
            }
            return quantity
        }
    }

    mutating func cycle(_ field: Field?) -> BillingCycle? {
        self.take(field) { field throws(FileProblem) in
            let text = try field.text()
            guard let cycle = BillingCycle(text) else {
                throw field.problem("“\(text)” is no billing period; expected week, month, quarter, year or “6 months”")
            }
            return cycle
        }
    }

    mutating func anchor(_ field: Field?) -> AnchorRule? {
        self.take(field) { field throws(FileProblem) in
            let text = try field.text()
            switch text {
            case "keep": return .keep
            case "reset": return .reset
            case _:
                guard let day = Int(text), (1...31).contains(day) else {
                    throw field.problem(
                        "“\(text)” is no anchor; expected keep, reset or a day of the month from 1 to 31"
                    )
                }
                return .day(of: day)
            }
        }
    }

    /// `10 %`, `10%`, or an amount.
    mutating func discount(_ field: Field?) -> Discount? {
        let currency = self.currency
        return self.take(field) { field throws(FileProblem) in
            let text = try field.text()
            guard text.hasSuffix("%") else {
                let amount = try FixtureReader.amount(field, currency)
                guard !amount.isNegative else {
                    throw field.problem("“\(text)” is not a discount; expected an amount of 0.00 or more")
                }
                return .amount(off: amount)
            }
            let digits = String(text.dropLast().filter { $0 != " " })
            guard let share = try? Ratio(RevenueModel.Decimal(digits)).divided(by: Ratio(whole: 100)),
                share >= .zero, share <= .one
            else { throw field.problem("“\(text)” is not a discount; expected 0 % to 100 %, or an amount") }
            return .share(of: share)
        }
    }
}
