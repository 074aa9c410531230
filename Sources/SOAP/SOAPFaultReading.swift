internal import XML

extension SOAPFault {
    /// Reads a fault; throws when it does not say what is wrong in the words of its version.
    init(_ element: XMLElement, _ version: SOAPVersion) throws(SOAPError) {
        switch version {
        case .soap11: try self.init(soap11: element)
        case .soap12: try self.init(soap12: element)
        }
    }

    private init(soap11 element: XMLElement) throws(SOAPError) {
        let codes = element.children(QName("", "faultcode"))
        guard let code = codes.first?.text.xmlTrimmed, codes.count == 1, !code.isEmpty else {
            throw .notAnEnvelope("the fault has no single code")
        }
        self.init(
            code: code.split(separator: ":", maxSplits: 1).last.map(String.init) ?? code,
            reason: element.child(QName("", "faultstring"))?.text.xmlTrimmed ?? "",
            node: element.child(QName("", "faultactor"))?.text.xmlTrimmed,
            detail: element.child(QName("", "detail"))?.children ?? []
        )
    }

    private init(soap12 element: XMLElement) throws(SOAPError) {
        let version = SOAPVersion.soap12
        let codes = try Self.codes(try Self.only("Code", in: element))
        guard let code = codes.first, code.namespace == version.namespace, Self.known.contains(code.local) else {
            throw .notAnEnvelope("the fault's code is none of SOAP 1.2's")
        }
        let texts = try Self.only("Reason", in: element).children(version.name("Text"))
        let reasons = texts.map { ($0.attribute(.xmlLang)?.xmlTrimmed ?? "", $0.text.xmlTrimmed) }
        guard let first = reasons.first else { throw .notAnEnvelope("the fault has no reason") }
        let english = reasons.first { $0.0.lowercased() == "en" || $0.0.lowercased().hasPrefix("en-") }
        self.init(
            version: version,
            code: code.local,
            subcodes: Array(codes.dropFirst()),
            reason: (english ?? first).1,
            reasons: Dictionary(reasons) { first, _ in first },
            node: element.child(version.name("Node"))?.text.xmlTrimmed,
            role: element.child(version.name("Role"))?.text.xmlTrimmed,
            detail: element.child(version.name("Detail"))?.children ?? []
        )
    }

    private static let known: Set = ["Sender", "Receiver", "MustUnderstand", "VersionMismatch", "DataEncodingUnknown"]

    private static func only(_ local: String, in element: XMLElement) throws(SOAPError) -> XMLElement {
        let found = element.children(SOAPVersion.soap12.name(local))
        guard let only = found.first, found.count == 1 else {
            throw .notAnEnvelope("\(element.name) has \(found.count) \(local), not one")
        }
        return only
    }

    /// The value of a code and of those inside it.
    private static func codes(_ code: XMLElement) throws(SOAPError) -> [QName] {
        let value = try Self.only("Value", in: code)
        guard let name = value.resolve(value.text) else {
            throw .notAnEnvelope("the fault's code \(value.text.prefix(80).debugDescription) is no name")
        }
        guard code.child(SOAPVersion.soap12.name("Subcode")) != nil else { return [name] }
        return [name] + (try Self.codes(try Self.only("Subcode", in: code)))
    }
}
