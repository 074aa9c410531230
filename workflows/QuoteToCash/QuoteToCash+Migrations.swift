package import SagaModel

extension QuoteToCash {
    /// Who has heard of a payment, or waits for an overdue one, has gone another way than the present one.
    private static let kept: [StateName] = [
        "validated", "ordered", "provisioned", "invoiced", "posted", "announced", "awaiting-payment", "paid",
    ]

    package var migrations: [Migration] {
        [
            Migration(
                from: "6a0768ffbb70d679c2c7d6c19945645c5c8a826ff62df48b0ab29612ed57a962",
                "policies may ask about facts; a saga of its own applies the money, and another asks for it",
                keeping: Self.kept
            ),
            Migration(
                from: "2a0dad8ac1f17f855da8f96928d7a03dd9ecf62cefe497f452ad8e71b8113cf8",
                "a saga of its own applies the money, and another asks for it once it is overdue",
                keeping: Self.kept
            ),
        ]
    }
}
