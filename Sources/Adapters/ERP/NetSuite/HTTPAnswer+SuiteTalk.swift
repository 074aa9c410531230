internal import SOAP
internal import SagaModel
internal import XML

extension HTTPAnswer {
    var isSuccess: Bool { (200..<300).contains(self.status) }

    /// The one entry of the answer's body; a fault is thrown as what it means.
    func suiteTalkEntry(expecting name: QName, _ asking: String) throws(Failure) -> XMLElement {
        switch try self.message(expecting: name, asking) {
        case .fault(let fault): throw NetSuiteComplaint(fault: fault).failure(asking)
        case .body(let entry, _): return entry
        }
    }

    private func message(expecting name: QName, _ asking: String) throws(Failure) -> SOAPMessage {
        var limits = XMLLimits.default
        limits.bytes = Self.mostBytes
        do throws(SOAPError) {
            return try readSOAP(self.bytes, charset: self.charset, limits: limits, expecting: name)
        } catch {
            if let wait = self.turnedAway { throw .transient("\(asking): HTTP \(self.status), \(wait).") }
            throw .inDoubt("\(asking): HTTP \(self.status), and the answer cannot be read. \(error).")
        }
    }

    /// What the gateway before the service said, if it let nobody pass.
    ///
    /// 429 says so by itself. 503 says so only with a time to come back; else it may come from a service that broke
    /// in the middle of its work.
    private var turnedAway: String? {
        let wait = self.retryAfter.map { "come back after \($0)" }
        switch self.status {
        case 429: return wait ?? "too many requests"
        case 503: return wait
        default: return nil
        }
    }
}
