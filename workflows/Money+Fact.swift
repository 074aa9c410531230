import RevenueModel
import SagaModel

extension Money {
    /// The amount as policies see it.
    var fact: FactValue? { .money(self.decimal, self.currency.code) }
}
