/// What workers promised before they were killed, and what was found to be wrong.
struct Ledger {
    private(set) var orders: Set<String> = []
    private(set) var events: Set<String> = []
    private(set) var ended: [String: String] = [:]
    /// The number of the last event that was heard.
    private(set) var lastEvent = 0
    /// Orders that nobody refuses: they end settled.
    var settling: Set<String> = []
    var violations: [String] = []

    mutating func hear(_ promises: [Promise]) {
        for promise in promises {
            switch promise {
            case .started(let order): self.orders.insert(order)
            case .heard(let source, let id, let number):
                self.events.insert("\(source)/\(id)")
                self.lastEvent = max(self.lastEvent, number)
            case .moved(let id, let status) where ["done", "compensated"].contains(status): self.ended[id] = status
            case .ready, .moved, .failed, .settled, .systems, .head: break
            }
        }
    }
}
