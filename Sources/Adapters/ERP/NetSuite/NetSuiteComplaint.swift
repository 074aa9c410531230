internal import SOAP
internal import SagaModel
internal import SuiteTalk
internal import XML

/// What the service says is wrong: the codes of a refused operation, or a fault.
struct NetSuiteComplaint: Sendable {
    let codes: [String]
    let words: String
    let meaning: NetSuiteCodes.Meaning

    /// Of a status that says `isSuccess="false"`.
    init(status: XMLElement) {
        let details = status.children(QName(SuiteTalkNames.core, "statusDetail"))
        // Warnings stand beside the error, and say nothing about the outcome.
        let errors = details.filter { $0.attribute("type")?.xmlTrimmed == "ERROR" }
        let relevant = errors.isEmpty ? details : errors
        self.codes = relevant.map { Self.text("code", SuiteTalkNames.core, $0) }
        self.words = Self.words(relevant.map { Self.text("message", SuiteTalkNames.core, $0) })
        // The record was written, and a script failed afterwards.
        let isAfterSubmit = details.contains(where: Self.failedAfterSubmit)
        self.meaning = isAfterSubmit ? .inDoubt : Self.gravest(self.codes.map(NetSuiteCodes.meaning(ofCode:)))
    }

    init(fault: SOAPFault) {
        let detail = fault.detail.first { $0.name.namespace == SuiteTalkNames.faults }
        let code = detail.map { Self.text("code", SuiteTalkNames.faults, $0) } ?? ""
        let name = detail?.name.local ?? ""
        self.codes = [code.isEmpty ? (name.isEmpty ? fault.code : name) : code]
        self.words = Self.words([fault.reason])
        let known = [NetSuiteCodes.meaning(ofCode: code), NetSuiteCodes.meaning(ofFault: name)].compactMap(\.self)
        self.meaning = Self.gravest(known)
    }

    /// Anything but a clear no is a yes.
    ///
    /// The schema has it as an element; an attribute of that name says the same.
    private static func failedAfterSubmit(_ detail: XMLElement) -> Bool {
        let element = detail.child(QName(SuiteTalkNames.core, "afterSubmitFailed"))?.text
        return [element, detail.attribute("afterSubmitFailed")].compactMap(\.self).contains { xmlBoolean($0) != false }
    }

    /// Without any known code, in doubt.
    private static func gravest(_ meanings: [NetSuiteCodes.Meaning?]) -> NetSuiteCodes.Meaning {
        meanings.map { $0 ?? .inDoubt }.max { $0.rawValue < $1.rawValue } ?? .inDoubt
    }

    private static func text(_ name: String, _ namespace: String, _ element: XMLElement) -> String {
        String((element.child(QName(namespace, name))?.text.xmlTrimmed ?? "").prefix(300))
    }

    private static func words(_ messages: [String]) -> String {
        String(messages.filter { !$0.isEmpty }.joined(separator: " ").prefix(300))
    }
}

extension NetSuiteComplaint {
    /// The account as a whole takes nothing now.
    private var outage: Outage? {
        let isWhole = self.codes.contains {
            NetSuiteCodes.tooMuchAtOnce.contains($0) || NetSuiteCodes.outOfService.contains($0)
        }
        return isWhole ? Outage() : nil
    }

    /// The complaint as a failure; `asking` begins its sentence with what was asked.
    ///
    /// `outage` is what the answer's status says beside it.
    func failure(_ asking: String, outage: Outage? = nil) -> Failure {
        let said = self.words.isEmpty ? "" : " (\(self.words))"
        let advice = NetSuiteCodes.advice(for: self.codes).map { " \($0)" } ?? ""
        let reason = "\(asking): \(self.codes.joined(separator: ", "))\(said).\(advice)"
        switch self.meaning {
        case .transient, .reread: return .transient(reason, outage: outage ?? self.outage)
        // A write was refused because something that it names is not there; where that is no refusal, the operation
        // itself says so.
        case .rejected, .absent: return .rejected(reason)
        case .inDoubt, .doneAlready: return .inDoubt(reason)
        }
    }
}
