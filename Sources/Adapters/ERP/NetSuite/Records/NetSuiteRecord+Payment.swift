internal import RevenueModel
internal import SagaModel
internal import SuiteTalk

extension NetSuiteRecord {
    /// Money received, applied to one invoice; from another account than the bank's where it names one.
    ///
    /// `document` is the invoice's internal id, by which alone an application can name it.
    static func payment(_ payment: Payment, document: String, _ mappings: Mappings) throws(Failure) -> Self {
        let kind = RecordKind.customerPayment
        let source = try mappings.source(of: payment)
        let apply = kind.line(
            "apply",
            [kind.text("apply", "true"), kind.text("doc", document), kind.money("amount", payment.amount)]
        )
        return Self(
            kind,
            externalID: payment.id,
            [
                kind.reference("arAcct", internalID: try mappings.id(.accounts, "receivable")),
                kind.customer("customer", externalID: payment.account),
                mappings.currencies[payment.amount.currency.code].map { kind.reference("currency", internalID: $0) },
                kind.money("payment", payment.amount),
                kind.date("tranDate", payment.receivedOn),
                source.map { _ in kind.text("undepFunds", "false") },
                source.map { kind.reference("account", internalID: $0) },
                kind.list("applyList", [apply]),
            ]
        )
    }
}
