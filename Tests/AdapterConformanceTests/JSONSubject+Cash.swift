import AdapterConformance
import RevenueModel
import SagaModel

// What others are told of money.
extension JSONSubject {
    static let money = Recipe("money that came") { serial, _ in
        Effect(
            .billing(.recordCash(movement: try Self.movement(serial))),
            wayBack: .none(because: "money that is taken back is another movement"),
            makes: RemoteDocument(kind: "payment", subject: "PAY-\(serial)")
        )
    }

    static let settlement = Recipe("settlement") { serial, _ in
        let settlement = try Self.settlement(serial)
        return Effect(
            .billing(.recordSettlement(settlement: settlement)),
            wayBack: .request(.billing(.recordReturn(settlement: settlement))),
            makes: RemoteDocument(kind: "settlement", subject: "PAY-\(serial):1")
        )
    }

    static let reminder = Recipe("reminder") { serial, _ in
        Effect(
            .billing(.remind(reminder: try Self.reminder(serial))),
            wayBack: .none(because: "a request that was read cannot be unread"),
            makes: RemoteDocument(kind: "reminder", subject: "INV-\(serial):D1")
        )
    }

    static let paid = Recipe("note of a payment") { serial, _ in
        Effect(
            .crm(.tellPaid(movement: try Self.movement(serial), invoices: ["INV-\(serial)"])),
            wayBack: .none(because: "it comes after the pivot"),
            makes: RemoteDocument(kind: "notice", subject: "PAY-\(serial)")
        )
    }

    static let overdue = Recipe("note of an overdue invoice") { serial, _ in
        Effect(
            .crm(.tellOverdue(reminder: try Self.reminder(serial))),
            wayBack: .none(because: "it comes after the pivot"),
            makes: RemoteDocument(kind: "notice", subject: "INV-\(serial):D1")
        )
    }

    static let deduction = Recipe("deduction") { serial, _ in
        Effect(
            .support(.openDeduction(settlement: try Self.settlement(serial))),
            wayBack: .none(because: "it comes after the pivot"),
            makes: RemoteDocument(kind: "deduction", subject: "PAY-\(serial):1")
        )
    }

    private static func movement(_ serial: Int) throws -> CashMovement { CashMovement(try Samples.payment(serial)) }

    private static func settlement(_ serial: Int) throws -> InvoiceSettlement {
        let payment = try Samples.payment(serial)
        return InvoiceSettlement(
            number: "\(payment.id):1",
            payment: payment.id,
            invoice: payment.invoice,
            account: payment.account,
            amount: payment.amount,
            writtenOff: .zero(payment.amount.currency),
            deduction: .zero(payment.amount.currency),
            settledOn: payment.receivedOn
        )
    }

    private static func reminder(_ serial: Int) throws -> Reminder {
        Reminder(invoice: "INV-\(serial)", account: "ACME-001", amount: try Samples.euros(142_919), attempt: 1)
    }
}
