package import XML

/// A message that was read: what the body has, or the fault instead.
package enum SOAPMessage: Equatable, Sendable {
    case body(entry: XMLElement, headers: [XMLElement])
    case fault(SOAPFault)
}

/// Reads a SOAP 1.1 message, an answer or a request.
///
/// `charset` is what HTTP's `Content-Type` says. `understood` are the headers that may say
/// `mustUnderstand`. `expecting` is the one entry that answers what was asked; nil allows any.
package func readSOAP(
    _ bytes: [UInt8],
    charset: String? = nil,
    limits: XMLLimits = .default,
    understood: Set<QName> = [],
    expecting: QName? = nil
) throws(SOAPError) -> SOAPMessage {
    let root: XMLElement
    do throws(XMLError) {
        root = try XMLReader(limits: limits, refusesInstructions: true).read(bytes, charset: charset)
    } catch {
        throw .notXML(error)
    }
    return try SOAPShape(understood: understood, expecting: expecting).message(root)
}
