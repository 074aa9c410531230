internal import RevenueModel

extension RevenueRequest {
    /// What is asked, as a phrase that follows “to”: `post invoice INV-1001`.
    var asked: String {
        switch self {
        case .crm(let request): request.asked
        case .billing(let request): request.asked
        case .support(let request): request.asked
        case .success(let request): request.asked
        case .erp(let request): request.asked
        case .bank(.payRefund(let refund)): "pay \(refund.amount) back as \(refund.number)"
        case .sagas(let request): request.asked
        }
    }
}

extension RevenueRequest.Sagas {
    fileprivate var asked: String {
        switch self {
        case .hold(let hold): "hold \(hold.invoice) back for \(hold.id)"
        case .release(let hold): "let \(hold.invoice) go on after \(hold.id)"
        case .announce(let announcement): "hear that \(announcement.id)"
        }
    }
}

extension RevenueRequest.CRM {
    fileprivate var asked: String {
        switch self {
        case .validateAccount(let account): "validate account \(account.id)"
        case .closeWon(let order, let invoice): "close \(order) as won with invoice \(invoice)"
        case .tellAmended(let amendment, let contract): "note amendment \(amendment) of \(contract)"
        case .tellCredited(let supportCase, let credit): "note credit \(credit.number) of \(supportCase.id)"
        case .tellPaid(let movement, _): "note that \(movement.id) was \(movement.kind.rawValue)"
        case .tellOverdue(let reminder): "note that \(reminder.invoice) is not paid"
        }
    }
}

extension RevenueRequest.Billing {
    fileprivate var asked: String {
        switch self {
        case .validateCatalog(let order): "validate the items of \(order.id)"
        case .createSubscription(let order): "create the subscription of \(order.id)"
        case .cancelSubscription(let order): "cancel the subscription of \(order)"
        case .draftInvoice(let order): "draft the invoice of \(order.id)"
        case .voidDraft(let order): "void the draft of \(order)"
        case .issueInvoice(let number): "issue invoice \(number)"
        case .validateContract(let contract, let version): "validate that \(contract) has \(version) amendments"
        case .amendSubscription(let amendment): "amend \(amendment.contract) by \(amendment.number)"
        case .revertAmendment(let amendment, let contract): "take amendment \(amendment) of \(contract) back"
        case .draftDelta(let amendment, let contract, _): "draft what amendment \(amendment) of \(contract) bills"
        case .voidDelta(let amendment): "void the drafts of amendment \(amendment)"
        case .issueDelta(let amendment): "issue the documents of amendment \(amendment)"
        case .findInvoice(let supportCase): "find the invoice of \(supportCase.id)"
        case .holdInvoice(let hold): "hold invoice \(hold.invoice) for \(hold.id)"
        case .releaseInvoice(let hold): "release invoice \(hold.invoice) from \(hold.id)"
        case .recordCredit(let credit, _, _): "record credit \(credit.number) of \(credit.invoice)"
        case .openItems(let query): "say what \(query.account ?? query.documents.joined(separator: ", ")) owes"
        case .payment(let id): "say what payment \(id) settles"
        case .recordCash(let movement): "record that \(movement.id) was \(movement.kind.rawValue)"
        case .recordSettlement(let settlement): "record that \(settlement.payment) settles \(settlement.invoice)"
        case .recordReturn(let settlement): "open \(settlement.invoice) again, which \(settlement.payment) had settled"
        case .remind(let reminder): "remind of \(reminder.invoice) for the \(reminder.attempt). time"
        }
    }
}

extension RevenueRequest.Support {
    fileprivate var asked: String {
        switch self {
        case .grantEntitlement(let order): "grant the entitlement of \(order.id)"
        case .revokeEntitlement(let order): "revoke the entitlement of \(order)"
        case .tellInvoiced(let order, let invoice): "note invoice \(invoice) of \(order)"
        case .validateEntitlement(let contract, let account): "validate that \(account) may use \(contract)"
        case .changeEntitlement(let change): "change the entitlement of \(change.contract) by \(change.number)"
        case .checkEntitlement(let supportCase): "check the entitlement of \(supportCase.id)"
        case .answerCase(let answer): "answer \(answer.supportCase) (\(answer.kind.rawValue))"
        case .openDeduction(let settlement): "open a deduction of \(settlement.invoice) for \(settlement.payment)"
        }
    }
}

extension RevenueRequest.Success {
    fileprivate var asked: String {
        switch self {
        case .startOnboarding(let order, let account): "start the onboarding of \(account) for \(order)"
        case .tellAmended(let amendment, let contract): "note amendment \(amendment) of \(contract)"
        }
    }
}

extension RevenueRequest.ERP {
    fileprivate var asked: String {
        switch self {
        case .validate(let order): "validate order \(order.id)"
        case .createSalesOrder(let order): "create sales order \(order.id)"
        case .cancelSalesOrder(let order): "cancel sales order \(order)"
        case .changeSalesOrder(let change): "change sales order \(change.order) by \(change.number)"
        case .postInvoice(let invoice): "post invoice \(invoice.number)"
        case .reverseInvoice(let reversal): "reverse invoice \(reversal.document)"
        case .placeHold(let hold): "hold invoice \(hold.invoice) for \(hold.id)"
        case .releaseHold(let hold): "release invoice \(hold.invoice) from \(hold.id)"
        case .postCredit(let credit): "post credit \(credit.number) for invoice \(credit.invoice)"
        case .reverseCredit(let reversal): "reverse credit \(reversal.document)"
        case .postJournal(let entry): "post journal entry \(entry.number)"
        case .reverseJournal(let reversal): "reverse journal entry \(reversal.document)"
        case .applyCash(let payment): "apply payment \(payment.id) to invoice \(payment.invoice)"
        case .reversePayment(let reversal): "reverse payment \(reversal.document)"
        }
    }
}
