internal import RevenueModel
internal import SagaModel
internal import XML

extension IntacctFunction {
    private typealias Element = IntacctElement

    /// Money received, applied to one invoice, whose key there is `invoice`; it comes from the bank or another account.
    static func createPayment(
        _ payment: Payment,
        invoice: String,
        _ settings: IntacctSettings
    ) throws(Failure) -> Self {
        let amount = try Element.money("paymentamount", payment.amount)
        let item = Element.element(
            "arpaymentitem",
            [Element.text("invoicekey", invoice), try Element.money("amount", payment.amount)]
        )
        return Self(
            "create_arpayment",
            payment.id,
            [
                Element.text("customerid", payment.account), amount,
                try Self.account(of: payment, settings),
                Element.text("refid", payment.id), Element.date("datereceived", payment.receivedOn),
                Element.text("paymentmethod", settings.paymentMethod),
                settings.mappings.currencies[payment.amount.currency.code].map { Element.text("currency", $0) },
                item,
            ]
        )
    }

    private static func account(of payment: Payment, _ settings: IntacctSettings) throws(Failure) -> XMLOutput {
        guard let source = try settings.mappings.source(of: payment) else {
            return Element.text("bankaccountid", try settings.mappings.id(.accounts, "bank"))
        }
        return Element.text("undepfundsacct", source)
    }

    /// Settles parts of invoices by a credit; a payment without money, under the credit's number.
    ///
    /// `invoices` are their keys there, with what each one is settled by.
    static func apply(
        _ credit: CreditMemo,
        adjustment: String,
        to invoices: [(key: String, amount: Money)],
        _ settings: IntacctSettings
    ) throws(Failure) -> Self {
        var details: [XMLOutput] = []
        for invoice in invoices {
            details.append(
                Element.element(
                    "ARPYMTDETAIL",
                    [
                        Element.text("RECORDKEY", invoice.key), Element.text("ADJUSTMENTKEY", adjustment),
                        try Element.money("TRX_ADJUSTMENTAMOUNT", invoice.amount),
                    ]
                )
            )
        }
        let payment = Element.element(
            "ARPYMT",
            [
                Element.text("FINANCIALENTITY", try settings.mappings.id(.accounts, "bank")),
                Element.text("PAYMENTMETHOD", settings.paymentMethod),
                Element.text("CUSTOMERID", credit.account.id), Element.text("DOCNUMBER", credit.number),
                Element.usDate("RECEIPTDATE", credit.issuedOn),
                settings.mappings.currencies[credit.total.currency.code].map { Element.text("CURRENCY", $0) },
                Element.element("ARPYMTDETAILS", details),
            ]
        )
        return Self("create", "ARPYMT \(credit.number)", [payment])
    }

    /// Takes an invoice or a payment back by an entry of its own.
    static func reverse(_ object: IntacctObject, key: String, _ reversal: Reversal) -> Self {
        let name = object == .payment ? "reverse_arpayment" : "reverse_invoice"
        return Self(
            name,
            reversal.document,
            key: key,
            [Element.date("datereversed", reversal.postedOn), Element.text("description", reversal.reason)]
        )
    }

    static func delete(_ object: IntacctObject, key: String, _ subject: String) -> Self {
        Self("delete", subject, [Element.text("object", object.rawValue), Element.text("keys", key)])
    }

    /// Writes the flag and whose it is, together.
    static func hold(_ hold: InvoiceHold, _ holds: IntacctHolds, field: String, key: String) -> Self {
        let invoice = Element.element(
            "ARINVOICE",
            [
                Element.text("RECORDNO", key), Element.text("ONHOLD", String(holds.isOnHold)),
                Element.text(field, holds.names.text),
            ]
        )
        return Self("update", "ARINVOICE \(hold.invoice)", [invoice])
    }
}
