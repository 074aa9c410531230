internal import SOAP
internal import SagaModel
internal import XML

extension HTTPAnswer {
    var isSuccess: Bool { (200..<300).contains(self.status) }

    /// The one entry of the answer's body; a fault is thrown as what it means.
    func suiteTalkEntry(expecting name: QName, _ asking: String) throws(Failure) -> XMLElement {
        switch try self.message(expecting: name, asking) {
        case .fault(let fault): throw NetSuiteComplaint(fault: fault).failure(asking, outage: self.outage)
        case .body(let entry, _): return entry
        }
    }

    private func message(expecting name: QName, _ asking: String) throws(Failure) -> SOAPMessage {
        var limits = XMLLimits.default
        limits.bytes = Self.mostBytes
        do throws(SOAPError) {
            return try readSOAP(self.bytes, charset: self.charset, limits: limits, expecting: name)
        } catch {
            if self.wasTurnedAway {
                let wait = self.retryAfter.map { "come back after \($0)" } ?? "too many requests"
                throw .transient("\(asking): HTTP \(self.status), \(wait).", outage: self.outage)
            }
            throw .inDoubt("\(asking): HTTP \(self.status), and the answer cannot be read. \(error).")
        }
    }
}
