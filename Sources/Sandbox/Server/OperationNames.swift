import RevenueModel

extension RevenueRequest {
    /// The name by which a fault finds the request: system and case.
    var operation: String {
        let name =
            switch self {
            case .crm(let request): request.caseName
            case .billing(let request): request.caseName
            case .support(let request): request.caseName
            case .success(let request): request.caseName
            case .erp: "soap"
            case .sagas: "told"
            }
        return "\(self.system.rawValue).\(name)"
    }
}

extension RevenueRequest.CRM {
    fileprivate var caseName: String {
        switch self {
        case .validateAccount: "validateAccount"
        case .closeWon: "closeWon"
        }
    }
}

extension RevenueRequest.Billing {
    fileprivate var caseName: String {
        switch self {
        case .validateCatalog: "validateCatalog"
        case .createSubscription: "createSubscription"
        case .cancelSubscription: "cancelSubscription"
        case .draftInvoice: "draftInvoice"
        case .voidDraft: "voidDraft"
        case .issueInvoice: "issueInvoice"
        }
    }
}

extension RevenueRequest.Support {
    fileprivate var caseName: String {
        switch self {
        case .grantEntitlement: "grantEntitlement"
        case .revokeEntitlement: "revokeEntitlement"
        case .tellInvoiced: "tellInvoiced"
        }
    }
}

extension RevenueRequest.Success {
    fileprivate var caseName: String {
        switch self {
        case .startOnboarding: "startOnboarding"
        }
    }
}
