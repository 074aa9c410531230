package import SagaModel

/// The policy files that this program carries: what holds where an operator gives none.
package enum EmbeddedPolicy {
    /// The text of a workflow's own policy file.
    package static func text(of workflow: WorkflowName) -> String? {
        switch workflow {
        case "quote-to-cash": String(decoding: PackageResources.quote_to_cash_policy_yaml, as: UTF8.self)
        case "amendment": String(decoding: PackageResources.amendment_policy_yaml, as: UTF8.self)
        case "case-to-credit": String(decoding: PackageResources.case_to_credit_policy_yaml, as: UTF8.self)
        case "payment-to-receivables":
            String(decoding: PackageResources.payment_to_receivables_policy_yaml, as: UTF8.self)
        case "dunning": String(decoding: PackageResources.dunning_policy_yaml, as: UTF8.self)
        case _: nil
        }
    }
}
