internal import RevenueModel

extension AmendmentReport {
    package struct RevenuePart: Encodable {
        package let amendment: String
        /// `nil` where there is nothing to decide: a reversal restores, what is pending waits.
        package let treatment: String?
        package let paragraph: String?
        package let reason: String?
        /// A policy chose it, not the rule.
        package let isPolicy: Bool?
        package let catchUp: String
        package let periods: [PeriodPart]

        init(_ booking: AmendmentBooking, in currency: Currency) throws {
            self.amendment = booking.amendment
            self.treatment = booking.decision?.treatment.rawValue
            self.paragraph = booking.decision?.paragraph
            self.reason = booking.decision?.reason
            self.isPolicy = booking.decision?.isPolicy
            self.catchUp = booking.catchUp.decimal
            self.periods = try PeriodPart.parts(booking.before, booking.after, in: currency)
        }
    }

    package struct PeriodPart: Encodable {
        package let period: String
        package let before: String
        package let after: String
        package let delta: String

        static func parts(
            _ before: [RevenueSchedule],
            _ after: [RevenueSchedule],
            in currency: Currency
        ) throws -> [Self] {
            let periods = Set((before + after).flatMap(\.lines).map(\.period)).sorted()
            return try periods.map { period in
                let old = try Money.sum(before.map { $0.amount(in: period) }, in: currency)
                let new = try Money.sum(after.map { $0.amount(in: period) }, in: currency)
                return Self(
                    period: period.description,
                    before: old.decimal,
                    after: new.decimal,
                    delta: try new.subtracting(old).decimal
                )
            }
        }
    }

    package struct MetricsPart: Encodable {
        package let before: PositionPart
        package let after: PositionPart
        package let movements: [MovementPart]

        init(_ stack: SimulatedStack) {
            self.before = PositionPart(stack.before)
            self.after = PositionPart(stack.after)
            self.movements = stack.bookings.flatMap { booking in
                booking.bridge.movements.map { MovementPart($0, amendment: booking.amendment) }
            }
        }
    }

    package struct PositionPart: Encodable {
        package let monthly: String
        package let annual: String
        package let contractValue: String
        package let billed: String
        package let unbilled: String
        package let recognised: String
        package let receivable: String
        package let customerCredit: String
        package let deferred: String
        package let contractAsset: String

        init(_ position: ContractPosition) {
            self.monthly = position.monthly.decimal
            self.annual = position.annual.decimal
            self.contractValue = position.value.decimal
            self.billed = position.billed.decimal
            self.unbilled = position.unbilled.decimal
            self.recognised = position.recognised.decimal
            self.receivable = position.receivable.decimal
            self.customerCredit = position.customerCredit.decimal
            self.deferred = position.deferred.decimal
            self.contractAsset = position.contractAsset.decimal
        }
    }

    package struct MovementPart: Encodable {
        package let amendment: String
        package let customer: String
        package let kind: String
        package let amount: String

        init(_ movement: RecurringBridge.Movement, amendment: String) {
            self.amendment = amendment
            self.customer = movement.customer
            self.kind = movement.kind.rawValue
            self.amount = movement.amount.decimal
        }
    }
}
