internal import RevenueModel

extension AmendmentFacts: RevenueFacts {
    package var outcome: String? {
        guard !self.posted.isEmpty else { return nil }
        let numbers = self.postings.map(\.number).filter { self.posted[$0] != nil }.joined(separator: ", ")
        let open = self.open.count
        let rest = open == 0 ? "" : ", and \(open) of \(self.postings.count) postings are still to come"
        return "\(numbers) of amendment \(self.id) \(self.posted.count == 1 ? "is" : "are") posted\(rest)"
    }

    package var correction: Correction? {
        Correction(
            stays: "amendment \(self.id) of \(self.party.contract)\(self.total.map { " over \($0)" } ?? "")",
            remedy: "an amendment that reverses \(self.id)",
            document: self.documents.first?.number ?? self.id
        )
    }

    package var awaited: String? { self.documents.first?.number }
}
