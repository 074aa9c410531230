import RevenueModel

// What billing does for amendments: it counts them by contract, and keeps what each one bills.

extension SandboxWorld {
    /// Refuses a contract that has had another number of amendments.
    ///
    /// Of a contract that nobody amended here it knows no number, and takes any.
    func requireVersion(_ version: Int, of contract: String) throws(Refusal) {
        let known = self.version(of: contract)
        guard let known, known != version else { return }
        throw Refusal(
            "contract-changed",
            "Contract \(contract) has had \(known) amendments, not \(version); simulate again from there."
        )
    }

    /// One more than the latest amendment found; where all were taken back, what the first of them found.
    private func version(of contract: String) -> Int? {
        let all = self.documents.values.filter { $0.id.system == .billing && $0.amendment?.contract == contract }
        if let last = all.filter(\.isLive).compactMap(\.amendment?.version).max() { return last + 1 }
        return all.compactMap(\.amendment?.version).min()
    }

    func amend(_ amendment: SubscriptionAmendment) throws(Refusal) -> Decision {
        let id = DocumentID(.billing, .amendment, amendment.number)
        guard self.live(.billing, .amendment, amendment.number) == nil else {
            throw Refusal("already-exists", "Amendment \(amendment.number) is booked already.")
        }
        try self.requireVersion(amendment.version, of: amendment.contract)
        var document = Document(id: id, internalID: self.nextInternalID, status: .active, order: amendment.contract)
        document.amendment = amendment
        return Decision(facts: [.document(document)], reply: RevenueReply(reference: String(document.internalID)))
    }

    func draftDelta(
        _ amendment: String,
        _ contract: String,
        _ deltas: [DeltaDocument]
    ) throws(Refusal) -> Decision {
        if let taken = deltas.first(where: { self.live(.billing, .delta, $0.number) != nil }) {
            throw Refusal("already-exists", "Amendment \(amendment) has \(taken.number) already.")
        }
        let first = self.nextInternalID
        let documents = deltas.enumerated().map { index, delta in
            var document = Document(
                id: DocumentID(.billing, .delta, delta.number),
                internalID: first + index,
                status: .draft,
                order: contract
            )
            document.delta = delta
            return document
        }
        return Decision(facts: documents.map(Fact.document), reply: RevenueReply(reference: String(first)))
    }

    func voidDelta(_ amendment: String) throws(Refusal) -> Decision {
        let drafts = self.deltas(of: amendment)
        if let issued = drafts.first(where: { $0.status == .issued }) {
            throw Refusal("already-issued", "\(issued.id.externalID) is issued; correct it by another amendment.")
        }
        return Self.turn(drafts, into: .void)
    }

    /// An amendment that bills nothing is for good all the same.
    func issueDelta(_ amendment: String) throws(Refusal) -> Decision {
        guard self.live(.billing, .amendment, amendment) != nil else {
            throw Refusal("unknown-amendment", "There is no amendment “\(amendment)”.")
        }
        return Self.turn(self.deltas(of: amendment), into: .issued)
    }

    private func deltas(of amendment: String) -> [Document] {
        self.live(.billing, .delta).filter { $0.delta?.amendment == amendment }
    }

    private static func turn(_ documents: [Document], into status: Document.Status) -> Decision {
        let facts = documents.map { document in
            var document = document
            document.status = status
            return Fact.document(document)
        }
        return Decision(facts: facts, reply: RevenueReply(reference: documents.first.map { String($0.internalID) }))
    }
}
