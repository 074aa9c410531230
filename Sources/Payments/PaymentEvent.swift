package import RevenueModel

/// Something that happens to money, as a fixture tells it.
package struct PaymentEvent: Equatable, Sendable {
    package enum Kind: String, CaseIterable, Codable, Sendable {
        case received, announced, confirmed, failed, returned, refunded, applied, credited, disputed, overdue
        case chargedBack = "charged-back"
        case chargebackWon = "chargeback-won"
        case chargebackLost = "chargeback-lost"
        case writtenOff = "written-off"
        case disputeSettled = "dispute-settled"
    }

    package var kind: Kind
    package var id: String
    package var day: LocalDate
    package var subject: String
    package var account: String
    package var amount: Money
    package var rate: BookRate?
    package var place: CashAccount
    package var advice: [RemittanceLine]
    package var fee: Money
    package var tax: Money
}

extension PaymentEvent {
    /// The same as the receivables hear it; `nil` where they hear nothing of it.
    func change(in entity: String) -> CashEvent.Change? {
        switch self.kind {
        case .received: .received(self.receipt(entity))
        case .announced: .announced(self.receipt(entity))
        case .confirmed: .confirmed(receipt: self.subject)
        case .failed: .failed(receipt: self.subject)
        case .returned: .returned(receipt: self.subject, fee: self.fee)
        case .applied: .applied(receipt: self.id.prefix { $0 != "@" }.description, to: self.target, self.amount)
        case .refunded: .received(self.payout(entity))
        case .credited:
            .credited(
                CreditNote(
                    number: self.id,
                    document: self.subject,
                    consideration: Consideration(deferred: self.amount, tax: self.tax)
                )
            )
        case .disputed: .disputed(document: self.subject, case: self.id, self.amount)
        case .disputeSettled: .disputeSettled(document: self.subject, case: self.id.prefix { $0 != "@" }.description)
        case .chargedBack:
            .chargedBack(receipt: self.subject, booked: self.worth, withdrawn: self.worth, fee: self.fee)
        case .chargebackWon: .chargebackWon(receipt: self.subject, reinstated: self.worth)
        case .chargebackLost: .chargebackLost(receipt: self.subject)
        case .writtenOff: .writtenOff(document: self.subject, relief: self.tax)
        case .overdue: nil
        }
    }

    /// The movement that a saga begins with; `nil` where none does.
    func movement(in entity: String) -> CashMovement? {
        let kind: CashMovement.Kind
        switch self.kind {
        case .received: kind = .received
        case .returned: kind = .returned
        case .chargedBack: kind = .chargedBack
        case .refunded: kind = .refunded
        case .announced, .confirmed, .failed, .applied, .credited, .disputed, .disputeSettled, .chargebackWon,
            .chargebackLost, .writtenOff, .overdue:
            return nil
        }
        return CashMovement(
            kind,
            id: self.id,
            account: self.account.isEmpty ? nil : self.account,
            legalEntity: entity,
            amount: self.amount,
            fee: self.fee,
            movedOn: self.day,
            place: self.place,
            advice: self.advice,
            original: kind == .received ? nil : self.subject
        )
    }

    private var target: ApplicationTarget {
        self.subject == "customer-credit" ? .customerCredit : .document(self.subject)
    }

    private func receipt(_ entity: String) -> CashReceipt {
        CashReceipt(
            id: self.id,
            customer: self.account,
            legalEntity: entity,
            amount: self.amount,
            receivedOn: self.day,
            place: self.place,
            remittance: self.advice,
            rate: self.rate
        )
    }

    /// Money that goes out is money that comes with the other sign.
    private func payout(_ entity: String) -> CashReceipt {
        var receipt = self.receipt(entity)
        receipt.amount = Money(minorUnits: -self.amount.minorUnits, self.amount.currency)
        receipt.remittance = []
        return receipt
    }

    private var worth: Money { (try? self.rate?.value(self.amount)) ?? self.amount }
}
