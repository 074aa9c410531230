package import XML

/// A message that was read: what the body has, or the fault instead.
package enum SOAPMessage: Equatable, Sendable {
    case body(entry: XMLElement, headers: [XMLElement])
    case fault(SOAPFault)
}

/// Reads a SOAP message of one version, an answer or a request.
///
/// `charset` is what HTTP's `Content-Type` says. `understood` are the headers that may say
/// `mustUnderstand`. `expecting` is the one entry that answers what was asked; nil allows any.
/// `question` is the id that the question carried, if it carried one: the answer must relate to it. A fault need not, as
/// who does not know the id's header cannot repeat it, but must not relate to another.
package func readSOAP(
    _ bytes: [UInt8],
    charset: String? = nil,
    version: SOAPVersion = .soap11,
    limits: XMLLimits = .default,
    understood: Set<QName> = [],
    expecting: QName? = nil,
    question: String? = nil
) throws(SOAPError) -> SOAPMessage {
    let root: XMLElement
    do throws(XMLError) {
        root = try XMLReader(limits: limits, refusesInstructions: true).read(bytes, charset: charset)
    } catch {
        throw .notXML(error)
    }
    let addressing = question == nil ? [] : SOAPAddressing.understood
    let shape = SOAPShape(
        version: version,
        understood: understood.union(addressing),
        expecting: expecting,
        question: question
    )
    return try shape.message(root)
}
