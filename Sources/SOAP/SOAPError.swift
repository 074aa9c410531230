package import XML

/// Why an answer is not a SOAP message, or not the one that was waited for.
///
/// After a write was sent this leaves the outcome unknown: look it up before anything else.
package enum SOAPError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Not a document that is safe to read.
    case notXML(XMLError)
    /// A document, but not in the shape of a SOAP message.
    case notAnEnvelope(String)
    /// An envelope of another version, named by its namespace.
    case wrongVersion(expected: SOAPVersion, found: String)
    /// An envelope of one version with a part of the other.
    case mixedVersions(QName)
    /// Headers that must be understood and are not.
    case mustUnderstand([QName])
    /// The answer to another question, by its name.
    case unexpectedEntry(expected: QName, found: QName)
    /// The answer to another question, or to none, by the message ids.
    case unrelated(question: String, answer: String?)

    package var description: String {
        switch self {
        case .notXML(let error):
            "\(error)"
        case .notAnEnvelope(let reason):
            "SOAP: \(reason). Check that the address is the service's and not a sign-in page's or a proxy's."
        case .wrongVersion(let expected, let found):
            "SOAP: the envelope is of \(found), not of SOAP \(expected.rawValue). "
                + "Check the version in the endpoint's address."
        case .mixedVersions(let name):
            "SOAP: \(name) is of another version than the envelope. Ask the sender to use one version."
        case .mustUnderstand(let names):
            "SOAP: the header \(names.map(\.description).joined(separator: ", ")) must be understood, "
                + "and is not known here. Ask the sender what it means."
        case .unexpectedEntry(let expected, let found):
            "SOAP: the body has \(found), not \(expected). Check the version in the endpoint's address."
        case .unrelated(let question, let answer):
            "SOAP: the answer is to \(answer.map { "message \($0.prefix(80))" } ?? "no message"), "
                + "not to \(question). Check what stands between us and the service."
        }
    }
}

extension SOAPError {
    /// The message with which the receiver of a request in `version` says that it did not take it in.
    package func refusal(version: SOAPVersion) -> SOAPEnvelope {
        switch self {
        case .mustUnderstand(let names):
            return Self.envelope(version, "MustUnderstand", "\(self)", header: Self.notUnderstood(names, version))
        case .wrongVersion(_, let found):
            // Who speaks the other version reads no other answer.
            let spoken = SOAPVersion(namespace: found) ?? version
            return Self.envelope(spoken, "VersionMismatch", "\(self)", header: [Self.upgrade(to: version)])
        case .notXML, .notAnEnvelope, .mixedVersions, .unexpectedEntry, .unrelated:
            return Self.envelope(version, version == .soap11 ? "Client" : "Sender", "\(self)", header: [])
        }
    }

    private static func envelope(
        _ version: SOAPVersion,
        _ code: String,
        _ reason: String,
        header: [XMLOutput]
    ) -> SOAPEnvelope {
        let fault = SOAPFault.output(version: version, code: code, reason: reason)
        return SOAPEnvelope(version: version, header: header, body: fault)
    }

    /// SOAP 1.1 has no way to say which.
    private static func notUnderstood(_ names: [QName], _ version: SOAPVersion) -> [XMLOutput] {
        guard version == .soap12 else { return [] }
        return names.map { .element(version.name("NotUnderstood"), attributes: [(QName("", "qname"), .qname($0))]) }
    }

    /// What SOAP 1.2 adds to a fault of either version, in its own namespace.
    private static func upgrade(to version: SOAPVersion) -> XMLOutput {
        let envelope = (QName("", "qname"), XMLOutput.Value.qname(version.name("Envelope")))
        let supported = XMLOutput.element(SOAPVersion.soap12.name("SupportedEnvelope"), attributes: [envelope])
        return .element(SOAPVersion.soap12.name("Upgrade"), [supported])
    }
}
