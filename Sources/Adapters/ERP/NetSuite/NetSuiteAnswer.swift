internal import SOAP
internal import SagaModel
internal import SuiteTalk
internal import XML

/// What an operation came to.
enum NetSuiteOutcome: Equatable, Sendable {
    /// It is done, or the record is there; by its internal id, where the answer tells it.
    case done(internalID: String?)
    /// The record that was read.
    case found(NetSuiteDocument)
    /// The record that was to be read or deleted is not there.
    case absent
    /// A write met a record that stands there already: ours, or another's.
    case alreadyThere(String)
}

/// Reads an answer, and believes it only when it can be nothing but the answer to `operation`.
struct NetSuiteAnswer {
    let operation: NetSuiteOperation
    let asking: String

    func outcome(_ answer: HTTPAnswer) throws(Failure) -> NetSuiteOutcome {
        let entry = try answer.suiteTalkEntry(expecting: self.operation.answerName, self.asking)
        let responses = entry.children(QName(SuiteTalkNames.messages, self.responseName))
        let statuses = responses.flatMap { $0.children(QName(SuiteTalkNames.core, "status")) }
        guard let response = responses.first, responses.count == 1, let status = statuses.first, statuses.count == 1
        else { throw self.doubt("the answer has no single status") }
        switch status.attribute("isSuccess").flatMap(xmlBoolean) {
        case true?:
            guard answer.isSuccess else { throw self.doubt("the answer says success under HTTP \(answer.status)") }
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
        switch (self.operation, complaint.meaning) {
        case (.get, .absent), (.delete, .absent): return .absent
        case (.upsert, .doneAlready): return .alreadyThere(complaint.failure(self.asking).reason)
        case (.get, _), (.upsert, _), (.delete, _): throw complaint.failure(self.asking)
        }
    }

    private func done(_ response: XMLElement) throws(Failure) -> NetSuiteOutcome {
        switch self.operation {
        case .get:
            let record = try self.correlated(response.child(QName(SuiteTalkNames.messages, "record")))
            return .found(NetSuiteDocument(record: record, kind: self.operation.kind))
        case .upsert:
            let reference = try self.correlated(response.child(QName(SuiteTalkNames.messages, "baseRef")))
            return .done(internalID: reference.attribute("internalId"))
        case .delete:
            guard let reference = response.child(QName(SuiteTalkNames.messages, "baseRef")) else {
                return .done(internalID: nil)
            }
            return .done(internalID: try self.correlated(reference).attribute("internalId"))
        }
    }

    /// Another document's answer, delivered to us, must not pass for ours.
    private func correlated(_ element: XMLElement?) throws(Failure) -> XMLElement {
        guard let element else { throw self.doubt("the answer says success and names no record") }
        if let id = element.attribute("externalId"), id != self.operation.externalID {
            throw self.doubt("the answer is about \(id.prefix(80))")
        }
        if let type = self.type(of: element), type != self.operation.kind.rawValue {
            throw self.doubt("the answer is about a \(type.prefix(80))")
        }
        return element
    }

    /// The kind of the record: a reference says it in `type`, a record by its type in the schema.
    private func type(of element: XMLElement) -> String? {
        if let type = element.attribute("type") { return type }
        guard case .get = self.operation, let type = element.attribute(.xsiType) else { return nil }
        return element.resolve(type) == self.operation.kind.type ? nil : type
    }

    private func doubt(_ reason: String) -> Failure { .inDoubt("\(self.asking): \(reason).") }
}
