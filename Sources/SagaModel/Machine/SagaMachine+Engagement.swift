/// How much a saga is occupied with what it works on.
package enum Engagement: Sendable {
    /// A request, a retry or an undo is open, or a person must say how one ended.
    case working
    /// It would go on, but for a gate.
    case gated
    /// It waits for an event, or has ended.
    case idle
}

extension SagaMachine {
    package var engagement: Engagement {
        let exchanges = self.paths.map { (path: $0, exchange: self[$0]) }
        if exchanges.contains(where: { self.isOpen($0.exchange, $0.path) }) { return .working }
        return exchanges.contains { $0.exchange.state == .ready } && !self.isEnded ? .gated : .idle
    }

    private func isOpen(_ exchange: Exchange<Request>, _ path: Path) -> Bool {
        switch exchange.state {
        case .out, .resting, .settling, .asking, .holdingBack: true
        case .stuck, .contradicted, .refused: self.needsPerson(path)
        case .ready: exchange.firstSent != nil
        case .done, .dropped: false
        }
    }
}
