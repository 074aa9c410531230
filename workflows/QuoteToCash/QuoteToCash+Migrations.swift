package import SagaModel

extension QuoteToCash {
    package var migrations: [Migration] {
        [
            Migration(
                from: "6a0768ffbb70d679c2c7d6c19945645c5c8a826ff62df48b0ab29612ed57a962",
                "policies may ask about facts; no step, request or deadline changed",
                keeping: [
                    "validated", "ordered", "provisioned", "invoiced", "posted", "announced", "awaiting-payment",
                    "overdue", "paid", "settled",
                ]
            )
        ]
    }
}
