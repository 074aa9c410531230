internal import SOAP
internal import SagaModel
internal import XML

/// What an operation came to.
enum NetSuiteOutcome: Equatable, Sendable {
    /// It is done, or the record is there; by its internal id, where the answer tells it.
    case done(internalID: String?)
    /// The record that was to be read or deleted is not there.
    case absent
}

/// Reads an answer, and believes it only when it can be nothing but the answer to `operation`.
struct NetSuiteAnswer {
    let operation: NetSuiteOperation
    let asking: String

    func outcome(_ answer: HTTPAnswer) throws(Failure) -> NetSuiteOutcome {
        switch try self.message(answer) {
        case .fault(let fault): throw NetSuiteComplaint(fault: fault).failure(self.asking)
        case .body(let entry, _): return try self.outcome(entry, httpStatus: answer.status)
        }
    }

    private func message(_ answer: HTTPAnswer) throws(Failure) -> SOAPMessage {
        var limits = XMLLimits.default
        limits.bytes = HTTPAnswer.mostBytes
        do throws(SOAPError) {
            return try readSOAP(
                answer.bytes,
                charset: answer.charset,
                limits: limits,
                expecting: self.operation.answerName
            )
        } catch {
            throw self.doubt("HTTP \(answer.status), and the answer cannot be read. \(error)")
        }
    }

    private func outcome(_ entry: XMLElement, httpStatus: Int) throws(Failure) -> NetSuiteOutcome {
        let responses = entry.children(QName(NetSuiteNames.messages, self.responseName))
        let statuses = responses.flatMap { $0.children(QName(NetSuiteNames.core, "status")) }
        guard let response = responses.first, responses.count == 1, let status = statuses.first, statuses.count == 1
        else { throw self.doubt("the answer has no single status") }
        switch status.attribute("isSuccess").flatMap(xmlBoolean) {
        case true?:
            guard (200..<300).contains(httpStatus) else {
                throw self.doubt("the answer says success under HTTP \(httpStatus)")
            }
            return try self.done(response)
        case false?:
            return try self.refused(NetSuiteComplaint(status: status))
        case nil:
            throw self.doubt("the answer says neither success nor failure")
        }
    }

    private var responseName: String {
        switch self.operation {
        case .get: "readResponse"
        case .upsert, .delete: "writeResponse"
        }
    }

    private func refused(_ complaint: NetSuiteComplaint) throws(Failure) -> NetSuiteOutcome {
        switch self.operation {
        case .get where complaint.codes == [NetSuiteCodes.absent]: return .absent
        case .delete where complaint.codes == [NetSuiteCodes.absent]: return .absent
        case .get, .upsert, .delete: throw complaint.failure(self.asking)
        }
    }

    private func done(_ response: XMLElement) throws(Failure) -> NetSuiteOutcome {
        switch self.operation {
        case .get:
            return try self.correlated(response.child(QName(NetSuiteNames.messages, "record")))
        case .upsert:
            return try self.correlated(response.child(QName(NetSuiteNames.messages, "baseRef")))
        case .delete:
            guard let reference = response.child(QName(NetSuiteNames.messages, "baseRef")) else {
                return .done(internalID: nil)
            }
            return try self.correlated(reference)
        }
    }

    /// Another document's answer, delivered to us, must not pass for ours.
    private func correlated(_ element: XMLElement?) throws(Failure) -> NetSuiteOutcome {
        guard let element else { throw self.doubt("the answer says success and names no record") }
        if let id = element.attribute("externalId"), id != self.operation.externalID {
            throw self.doubt("the answer is about \(id.prefix(80))")
        }
        if let type = self.type(of: element), type != self.operation.kind.rawValue {
            throw self.doubt("the answer is about a \(type.prefix(80))")
        }
        return .done(internalID: element.attribute("internalId"))
    }

    /// The kind of the record: a reference says it in `type`, a record by its type in the schema.
    private func type(of element: XMLElement) -> String? {
        if let type = element.attribute("type") { return type }
        guard case .get = self.operation, let type = element.attribute(.xsiType) else { return nil }
        return element.resolve(type) == self.operation.kind.type ? nil : type
    }

    private func doubt(_ reason: String) -> Failure { .inDoubt("\(self.asking): \(reason).") }
}
