internal import RevenueModel
internal import Sandbox
internal import Workflows

/// What must be in force at the other systems: nothing less, and nothing besides.
struct Books {
    private var documents: Set<DocumentID> = []

    /// The documents of an order that went from quote to cash.
    mutating func add(_ facts: OrderFacts, _ wrong: inout [String]) {
        guard let invoice = facts.invoice?.number, let payment = facts.payment?.id else {
            wrong.append("order \(facts.order.id) is settled without invoice or payment")
            return
        }
        let order = facts.order.id
        self.documents.formUnion([
            DocumentID(.erp, .salesOrder, order), DocumentID(.billing, .subscription, order),
            DocumentID(.support, .entitlement, order), DocumentID(.billing, .invoice, invoice),
            DocumentID(.erp, .invoice, invoice), DocumentID(.crm, .opportunity, order),
            DocumentID(.support, .notice, invoice), DocumentID(.success, .onboarding, order),
            DocumentID(.billing, .payment, payment), DocumentID(.erp, .journalEntry, payment),
            DocumentID(.erp, .customerPayment, "\(payment):1"), DocumentID(.billing, .settlement, "\(payment):1"),
            DocumentID(.crm, .notice, payment),
        ])
    }

    func differences(_ world: SandboxWorld) -> [String] {
        let live = world.documents.values.filter { $0.isLive && $0.id.kind != .customer }
        let found = Set(live.map(\.id))
        let counts = world.counts()
        return self.documents.subtracting(found).map { "\(Self.words($0)) is missing" }.sorted()
            + found.subtracting(self.documents).map { "\(Self.words($0)) is there, and no order needs it" }.sorted()
            + Self.repeated(live) + Self.bookedTwice(world.journal)
            + (counts.isBalanced ? [] : ["the ledger does not balance"])
            + counts.openBalances.filter { !$0.value.hasSuffix(" 0.00") }
            .map { "\($0.value) is open on \($0.key)" }.sorted()
    }

    /// One business document has one effective document in a system.
    private static func repeated(_ live: [Document]) -> [String] {
        let groups = Dictionary(grouping: live.filter { $0.order != nil }) {
            "\($0.id.system.rawValue) \($0.id.kind.rawValue) of order \($0.order ?? "-")"
        }
        return groups.filter { $0.value.count > 1 }.map { "\($0.key) is there \($0.value.count) times" }.sorted()
    }

    private static func bookedTwice(_ journal: [Booking]) -> [String] {
        Dictionary(grouping: journal) { "\($0.text) \($0.document)" }
            .filter { $0.value.count > 1 }.map { "\($0.key) is booked \($0.value.count) times" }.sorted()
    }

    private static func words(_ id: DocumentID) -> String {
        "\(id.system.rawValue) \(id.kind.rawValue) \(id.externalID)"
    }
}
