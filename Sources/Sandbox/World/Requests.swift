package import RevenueModel

extension SandboxWorld {
    /// Carries out a request under its key, or repeats the answer that the key got before.
    package func decide(_ request: RevenueRequest, key: String) throws(Refusal) -> Decision {
        if let answer = self.answer(to: key, from: request.system) {
            guard answer.request == request else {
                throw Refusal("key-reused", "Key “\(key)” was used for another request.")
            }
            return Decision(facts: [], reply: answer.reply)
        }
        var decision = try self.decide(request)
        decision.facts.append(.answered(AnsweredKey(key: key, request: request, reply: decision.reply)))
        return decision
    }

    private func decide(_ request: RevenueRequest) throws(Refusal) -> Decision {
        switch request {
        case .crm(let request): try self.decide(request)
        case .billing(let request): try self.decide(request)
        case .support(let request): try self.decide(request)
        case .success(let request): try self.decide(request)
        case .erp: throw Refusal("not-here", "The ERP speaks SOAP.")
        case .bank: throw Refusal("not-here", "The bank takes payment files.")
        case .sagas: throw Refusal("not-here", "Sagas tell each other things themselves.")
        }
    }

    private func decide(_ request: RevenueRequest.CRM) throws(Refusal) -> Decision {
        switch request {
        case .validateAccount(let account):
            try Self.catalog.requireAccount(account.id)
            return Decision(facts: [], reply: RevenueReply(reference: account.id))
        case .closeWon(let order, _):
            return self.put(DocumentID(.crm, .opportunity, order), order: order)
        case .tellAmended(let amendment, let contract):
            return self.put(DocumentID(.crm, .amendment, amendment), order: contract)
        case .tellCredited(let supportCase, let credit):
            return self.put(DocumentID(.crm, .notice, credit.number), order: supportCase.order)
        case .tellPaid(let movement, _): return self.put(DocumentID(.crm, .notice, movement.id))
        case .tellOverdue(let reminder): return self.put(DocumentID(.crm, .notice, reminder.number))
        }
    }

    private func decide(_ request: RevenueRequest.Billing) throws(Refusal) -> Decision {
        switch request {
        case .validateCatalog(let order):
            try Self.catalog.requireSellable(order)
            return Decision(facts: [], reply: RevenueReply())
        case .createSubscription(let order):
            try Self.catalog.requireAccount(order.account.id)
            try Self.catalog.requireSellable(order)
            return try self.create(DocumentID(.billing, .subscription, order.id), order: order.id)
        case .cancelSubscription(let order):
            return self.takeBack(DocumentID(.billing, .subscription, order), as: .cancelled)
        case .draftInvoice(let order): return try self.draftInvoice(order)
        case .voidDraft(let order): return try self.voidDraft(order)
        case .issueInvoice(let number): return try self.issue(number)
        case .validateContract(let contract, let version):
            try self.requireVersion(version, of: contract)
            return Decision(facts: [], reply: RevenueReply())
        case .amendSubscription(let amendment): return try self.amend(amendment)
        case .revertAmendment(let amendment, _):
            return self.takeBack(DocumentID(.billing, .amendment, amendment), as: .cancelled)
        case .draftDelta(let amendment, let contract, let documents):
            return try self.draftDelta(amendment, contract, documents)
        case .voidDelta(let amendment): return try self.voidDelta(amendment)
        case .issueDelta(let amendment): return try self.issueDelta(amendment)
        case .findInvoice(let supportCase): return try self.find(supportCase)
        case .holdInvoice(let hold):
            try self.requireInvoice(hold.invoice)
            return self.record(hold)
        case .releaseInvoice(let hold): return self.takeBack(DocumentID(.billing, .hold, hold.id), as: .cancelled)
        case .recordCredit(let credit, let refund, _): return try self.record(credit, refund: refund)
        case .openItems(let query): return try self.openItems(query)
        case .payment(let id): return self.payment(id)
        case .recordCash(let movement): return self.record(movement)
        case .recordSettlement(let settlement): return self.record(settlement)
        case .recordReturn(let settlement):
            return self.takeBack(DocumentID(.billing, .settlement, settlement.number), as: .void)
        case .remind(let reminder): return self.put(DocumentID(.billing, .reminder, reminder.number))
        }
    }

    private func decide(_ request: RevenueRequest.Support) throws(Refusal) -> Decision {
        switch request {
        case .grantEntitlement(let order):
            try Self.catalog.requireAccount(order.account.id)
            return try self.create(DocumentID(.support, .entitlement, order.id), order: order.id)
        case .revokeEntitlement(let order):
            return self.takeBack(DocumentID(.support, .entitlement, order), as: .cancelled)
        case .tellInvoiced(let order, let invoice):
            return self.put(DocumentID(.support, .notice, invoice), order: order)
        case .validateEntitlement(_, let account):
            try Self.catalog.requireAccount(account)
            return Decision(facts: [], reply: RevenueReply(reference: account))
        case .changeEntitlement(let change):
            try Self.catalog.requireAccount(change.account)
            return self.put(DocumentID(.support, .amendment, change.number), order: change.contract)
        case .checkEntitlement(let supportCase): return try self.entitlement(supportCase)
        case .answerCase(let answer):
            return self.put(DocumentID(.support, .notice, "\(answer.supportCase):\(answer.kind.rawValue)"), order: nil)
        case .openDeduction(let settlement):
            return self.put(DocumentID(.support, .deduction, settlement.number))
        }
    }

    private func decide(_ request: RevenueRequest.Success) throws(Refusal) -> Decision {
        switch request {
        case .startOnboarding(let order, let account):
            try Self.catalog.requireAccount(account)
            return try self.create(DocumentID(.success, .onboarding, order), order: order)
        case .tellAmended(let amendment, let contract):
            return self.put(DocumentID(.success, .amendment, amendment), order: contract)
        }
    }
}

extension SandboxWorld {
    /// A new document; one that is in force already is refused, as only a lost key could ask for it twice.
    private func create(_ id: DocumentID, order: String) throws(Refusal) -> Decision {
        if let existing = self.documents[id], existing.isLive {
            throw Refusal(
                "already-exists",
                "Order \(order) has \(id.kind.rawValue) \(existing.internalID) already."
            )
        }
        return self.put(id, order: order)
    }

    private func put(_ id: DocumentID, order: String? = nil) -> Decision {
        let existing = self.live(id.system, id.kind, id.externalID)
        let number = existing?.internalID ?? self.nextInternalID
        let document = Document(id: id, internalID: number, status: .active, order: order)
        return Decision(facts: [.document(document)], reply: RevenueReply(reference: String(number)))
    }

    /// Taking back what is not there succeeds: the caller wants it gone, and it is.
    private func takeBack(_ id: DocumentID, as status: Document.Status) -> Decision {
        guard var document = self.live(id.system, id.kind, id.externalID) else {
            return Decision(facts: [], reply: RevenueReply())
        }
        document.status = status
        return Decision(facts: [.document(document)], reply: RevenueReply(reference: String(document.internalID)))
    }
}
