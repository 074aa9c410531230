internal import SOAP
internal import SagaModel
internal import XML

/// What the service says is wrong: the codes of a refused operation, or a fault.
struct NetSuiteComplaint: Sendable {
    let codes: [String]
    let words: String
    let meaning: NetSuiteCodes.Meaning

    /// Of a status that says `isSuccess="false"`.
    init(status: XMLElement) {
        let details = status.children(QName(NetSuiteNames.core, "statusDetail"))
        // Warnings stand beside the error, and say nothing about the outcome.
        let errors = details.filter { $0.attribute("type")?.xmlTrimmed == "ERROR" }
        let relevant = errors.isEmpty ? details : errors
        self.codes = relevant.map { Self.text("code", NetSuiteNames.core, $0) }
        self.words = Self.words(relevant.map { Self.text("message", NetSuiteNames.core, $0) })
        // The record was written, and a script failed afterwards.
        let isAfterSubmit = details.contains { xmlBoolean($0.attribute("afterSubmitFailed") ?? "false") != false }
        self.meaning = isAfterSubmit ? .inDoubt : Self.gravest(self.codes.map(NetSuiteCodes.meaning(ofCode:)))
    }

    init(fault: SOAPFault) {
        let detail = fault.detail.first { $0.name.namespace == NetSuiteNames.faults }
        let code = detail.map { Self.text("code", NetSuiteNames.faults, $0) } ?? ""
        let name = detail?.name.local ?? ""
        self.codes = [code.isEmpty ? (name.isEmpty ? fault.code : name) : code]
        self.words = Self.words([fault.reason])
        let known = [NetSuiteCodes.meaning(ofCode: code), NetSuiteCodes.meaning(ofFault: name)].compactMap(\.self)
        self.meaning = Self.gravest(known)
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
    /// The complaint as a failure; `asking` begins its sentence with what was asked.
    func failure(_ asking: String) -> Failure {
        let said = self.words.isEmpty ? "" : " (\(self.words))"
        let advice = NetSuiteCodes.advice(for: self.codes).map { " \($0)" } ?? ""
        let reason = "\(asking): \(self.codes.joined(separator: ", "))\(said).\(advice)"
        switch self.meaning {
        case .transient: return .transient(reason)
        case .rejected: return .rejected(reason)
        case .inDoubt: return .inDoubt(reason)
        }
    }
}
