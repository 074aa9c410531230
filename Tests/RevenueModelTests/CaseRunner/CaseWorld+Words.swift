import RevenueModel
import Testing

extension CaseWorld {
    static func line(_ line: CaseLine, _ currency: Currency, _ from: LocalDate) throws -> ContractLine {
        let start = line.from ?? from
        let terms = ChargeTerms(
            item: line.item ?? line.charge,
            quantity: line.quantity ?? Decimal(1),
            unitPrice: try Money(decimal: line.price, currency),
            discount: try Self.discount(line.off, line.offAmount, currency),
            calendar: BillingCalendar(
                cycle: line.every ?? .month,
                anchor: line.anchor ?? start,
                anchorDay: line.anchorDay
            ),
            timing: line.timing ?? .advance,
            taxCode: line.tax
        )
        return ContractLine(
            charge: line.charge,
            kind: line.kind ?? .recurring,
            from: start,
            until: line.until,
            terms: terms
        )
    }

    static func discount(_ share: Ratio?, _ amount: String?, _ currency: Currency) throws -> Discount? {
        if let share { return .share(of: share) }
        return try amount.map { .amount(off: try Money(decimal: $0, currency)) }
    }

    func change(_ change: CaseChange, _ day: LocalDate) throws -> ContractChange {
        func charge() throws -> String { try #require(change.charge) }
        func line() throws -> ContractLine { try Self.line(#require(change.line), self.currency, day) }
        switch change.op {
        case "add": return .add(line: try line(), coTerminatesWith: change.with)
        case "quantity": return .setQuantity(charge: try charge(), to: try #require(change.quantity))
        case "price": return .setPrice(charge: try charge(), to: try self.money(change.price))
        case "discount":
            let discount = try Self.discount(change.off, change.offAmount, self.currency)
            return .setDiscount(charge: try charge(), to: discount)
        case "replace": return .replace(charge: try charge(), by: try line())
        case "cycle":
            let cycle = try #require(change.every)
            return .setCycle(
                charge: try charge(),
                to: cycle,
                unitPrice: try self.money(change.price),
                anchor: change.anchor
            )
        case "anchor": return .setAnchor(charge: change.charge, to: try #require(change.anchor))
        case "termEnd": return .setTermEnd(until: try #require(change.until))
        case "renew": return .renew(until: try #require(change.until))
        case "cancel": return .cancel(charge: change.charge)
        case "pause": return .pause(charge: change.charge)
        case "resume": return .resume(charge: change.charge, anchor: change.anchor)
        case "transfer": return .transfer(payer: try #require(change.payer), anchor: change.anchor)
        default: throw CaseError.unknown(change.op)
        }
    }
}
