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
            case .bank: "payRefund"
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
        case .tellAmended: "tellAmended"
        case .tellCredited: "tellCredited"
        case .tellPaid: "tellPaid"
        case .tellOverdue: "tellOverdue"
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
        case .validateContract: "validateContract"
        case .amendSubscription: "amendSubscription"
        case .revertAmendment: "revertAmendment"
        case .draftDelta: "draftDelta"
        case .voidDelta: "voidDelta"
        case .issueDelta: "issueDelta"
        case .findInvoice: "findInvoice"
        case .holdInvoice: "holdInvoice"
        case .releaseInvoice: "releaseInvoice"
        case .recordCredit: "recordCredit"
        case .openItems: "openItems"
        case .payment: "payment"
        case .recordCash: "recordCash"
        case .recordSettlement: "recordSettlement"
        case .recordReturn: "recordReturn"
        case .remind: "remind"
        }
    }
}

extension RevenueRequest.Support {
    fileprivate var caseName: String {
        switch self {
        case .grantEntitlement: "grantEntitlement"
        case .revokeEntitlement: "revokeEntitlement"
        case .tellInvoiced: "tellInvoiced"
        case .validateEntitlement: "validateEntitlement"
        case .changeEntitlement: "changeEntitlement"
        case .checkEntitlement: "checkEntitlement"
        case .answerCase: "answerCase"
        case .openDeduction: "openDeduction"
        }
    }
}

extension RevenueRequest.Success {
    fileprivate var caseName: String {
        switch self {
        case .startOnboarding: "startOnboarding"
        case .tellAmended: "tellAmended"
        }
    }
}
