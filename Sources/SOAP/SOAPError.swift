package import XML

/// Why an answer is not a SOAP message.
///
/// After a write was sent this leaves the outcome unknown: look it up before anything else.
package enum SOAPError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Not a document that is safe to read.
    case notXML(XMLError)
    /// A document, but not in the shape of a SOAP 1.1 message.
    case notAnEnvelope(String)
    /// An envelope of another version, named by its namespace.
    case wrongVersion(String)
    /// A header that must be understood and is not.
    case mustUnderstand(QName)
    /// The answer to another question.
    case unexpectedEntry(expected: QName, found: QName)

    package var description: String {
        switch self {
        case .notXML(let error):
            "\(error)"
        case .notAnEnvelope(let reason):
            "SOAP: \(reason). Check that the address is the service's and not a sign-in page's or a proxy's."
        case .wrongVersion(let namespace):
            "SOAP: the envelope is of \(namespace), not of SOAP 1.1. Check the version in the endpoint's address."
        case .mustUnderstand(let name):
            "SOAP: the header \(name) must be understood, and is not known here. Ask the sender what it means."
        case .unexpectedEntry(let expected, let found):
            "SOAP: the body has \(found), not \(expected). Check the version in the endpoint's address."
        }
    }
}
