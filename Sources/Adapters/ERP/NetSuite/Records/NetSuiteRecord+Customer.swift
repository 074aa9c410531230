internal import RevenueModel
internal import SagaModel
internal import SuiteTalk

extension NetSuiteRecord {
    /// The customer who ordered, in the selling company's subsidiary.
    static func customer(of order: Order, _ mappings: Mappings) throws(Failure) -> Self {
        let kind = RecordKind.customer
        return Self(
            kind,
            externalID: order.account.id,
            [
                kind.text("entityId", order.account.id),
                kind.text("companyName", order.account.name),
                order.account.email.map { kind.text("email", $0) },
                kind.reference("subsidiary", internalID: try mappings.id(.entities, order.legalEntity)),
            ]
        )
    }
}
