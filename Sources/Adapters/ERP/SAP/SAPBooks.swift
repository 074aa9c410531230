internal import RevenueModel
internal import SagaModel

/// What stands in the system already, found by our references.
struct SAPBooks: Sendable {
    let client: SAPClient
    let asked: String
    /// Whether a write follows: nothing has been written by then, so a lost answer only means “later”.
    let isAheadOfWrite: Bool

    /// The one document of that type under a reference.
    ///
    /// Two are a second posting that somebody must look into, and no reason to make a third.
    func entry(
        _ reference: String,
        _ type: SAPDocumentType,
        company: String? = nil
    ) async throws(Failure) -> SAPEntry? {
        let entries = try await self.read(.entries(reference, type, company: company))
        guard entries.count < 2 else {
            let numbers = entries.map { "\($0.number) of \($0.year)" }.joined(separator: ", ")
            throw .inDoubt(
                "SAP was asked to \(self.asked): \(entries.count) documents have the reference \(reference) (\(numbers)). "
                    + "Find out which one counts, and reverse the others there."
            )
        }
        return entries.first
    }

    /// The document that a posting makes, when it was posted; another sum under its reference is no answer.
    func entry(_ posting: SAPPosting) async throws(Failure) -> SAPEntry? {
        guard let entry = try await self.entry(posting.reference, posting.type, company: posting.company) else {
            return nil
        }
        let (stands, wanted) = (try? entry.lines.map(\.amount).debits(), try? posting.total())
        guard let stands, let wanted, stands == wanted else {
            throw .inDoubt(
                "SAP was asked to \(self.asked): document \(entry.number) has the reference \(posting.reference) and "
                    + "another sum. Compare the two before anything else is posted."
            )
        }
        return entry
    }

    /// The order with items under a reference; one without items is cancelled.
    func order(_ reference: String) async throws(Failure) -> SAPOrder? {
        let orders = try await self.read(.orders(reference)).filter { !$0.items.isEmpty }
        guard orders.count < 2 else {
            let numbers = orders.map(\.number).joined(separator: ", ")
            throw .inDoubt(
                "SAP was asked to \(self.asked): sales orders \(numbers) all have the reference \(reference). "
                    + "Find out which one counts, and cancel the others there."
            )
        }
        return orders.first
    }

    /// The customer's item of a document, when it has exactly one.
    func item(of entry: SAPEntry) async throws(Failure) -> SAPItem? {
        let items = try await self.items(of: entry)
        return items.count == 1 ? items.first : nil
    }

    /// The customer's items of a document: a credit has one for each invoice that it settles.
    func items(of entry: SAPEntry) async throws(Failure) -> [SAPItem] { try await self.read(.items(of: entry)) }

    /// The customer's items of other documents that this one clears.
    func items(clearedBy entry: SAPEntry) async throws(Failure) -> [SAPItem] {
        try await self.read(.items(clearedBy: entry)).filter { $0.document != entry.number }
    }

    /// Refuses while the statement of that number is accepted and not posted yet: it may still be.
    func requireNothingPending(_ statement: String) async throws(Failure) {
        let asking = "SAP was asked to \(self.asked)"
        for number in try await self.unpostedStatements() {
            let record = try await self.ahead { () async throws(Failure) in
                let path = "\(self.client.settings.paths.idocs)/\(number.percentEncoded)"
                return try await self.client.read(SAPIDocRecord.self, path, toward: self.asked)
            }
            guard record.isStatement(statement), SAPCodes.posting(ofIDocStatus: record.status) == .pending else {
                continue
            }
            throw .inDoubt(
                "\(asking): IDoc \(record.number.prefix(16)) is accepted and not posted yet, status \(record.status)."
            )
        }
    }

    private func unpostedStatements() async throws(Failure) -> [String] {
        let path = "\(self.client.settings.paths.idocs)?mestyp=FINSTA&limit=200"
        let list = try await self.ahead { () async throws(Failure) in
            try await self.client.read(SAPRows<SAPIDocRecord>.self, path, toward: self.asked)
        }
        return list.results.filter { SAPCodes.posting(ofIDocStatus: $0.status) == .pending }.map(\.number)
    }

    func read<Row>(_ query: SAPQuery<Row>) async throws(Failure) -> [Row] {
        try await self.ahead { () async throws(Failure) in try await self.client.read(query, toward: self.asked) }
    }

    private func ahead<Value>(_ read: () async throws(Failure) -> Value) async throws(Failure) -> Value {
        do throws(Failure) {
            return try await read()
        } catch .inDoubt(let reason) where self.isAheadOfWrite {
            throw .transient("\(reason) Nothing has been written yet.")
        }
    }
}
