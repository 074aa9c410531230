package import RevenueModel
internal import SagaModel

/// Something that is said about a case.
package struct CaseWord: Codable, Equatable, Sendable {
    package enum Kind: String, Codable, CaseIterable, Sendable {
        case resolved, escalated, withdrawn
    }

    package var kind: Kind
    package var on: LocalDate
    package var outcome: CaseResolution.Outcome?
    package var reason: String
    package var lines: [CreditedPart]
    package var excess: CreditExcess
    package var payTo: Payee?

    /// What of it the case hears.
    func signal(_ number: Int, about supportCase: String) -> Signal<RevenueReply> {
        Signal(id: "support/\(number)", name: self.name, body: RevenueReply(resolution: self.resolution(supportCase)))
    }

    func resolution(_ supportCase: String) -> CaseResolution? {
        self.outcome.map {
            CaseResolution(
                supportCase: supportCase,
                outcome: $0,
                decidedOn: self.on,
                reason: self.reason,
                lines: self.lines,
                excess: self.excess,
                payTo: self.payTo
            )
        }
    }

    private var name: SignalName {
        switch self.kind {
        case .resolved: "case-resolved"
        case .escalated: "case-escalated"
        case .withdrawn: "case-withdrawn"
        }
    }
}
