internal import XML

/// The rules for what may stand where in a SOAP 1.1 message.
///
/// Two bodies, or two entries, let two readers find two answers; so exactly one of each is accepted.
struct SOAPShape {
    let understood: Set<QName>
    let expecting: QName?

    func message(_ root: XMLElement) throws(SOAPError) -> SOAPMessage {
        try self.checkEnvelope(root)
        let headers = try self.headers(root)
        let body = try self.body(root)
        try self.requireNoText(in: body)
        guard let entry = body.children.first, body.children.count == 1 else {
            throw .notAnEnvelope("the body has \(body.children.count) entries, not one")
        }
        try self.requireNoReferences(in: entry)
        if entry.name == SOAPNames.fault {
            guard let fault = SOAPFault(entry) else { throw .notAnEnvelope("the fault has no code") }
            return .fault(fault)
        }
        if let expected = self.expecting, entry.name != expected {
            throw .unexpectedEntry(expected: expected, found: entry.name)
        }
        return .body(entry: entry, headers: headers)
    }

    private func checkEnvelope(_ root: XMLElement) throws(SOAPError) {
        guard root.name.local == "Envelope", !root.name.namespace.isEmpty else {
            throw .notAnEnvelope("the document is \(root.name), not an envelope")
        }
        guard root.name == SOAPNames.envelope else { throw .wrongVersion(root.name.namespace) }
        try self.requireNoText(in: root)
    }

    private func headers(_ root: XMLElement) throws(SOAPError) -> [XMLElement] {
        guard let header = root.children.first, header.name == SOAPNames.header else { return [] }
        try self.requireNoText(in: header)
        for entry in header.children where !self.understood.contains(entry.name) {
            // Anything but a clear no is a yes.
            guard let must = entry.attribute(SOAPNames.mustUnderstand), xmlBoolean(must) != false else { continue }
            throw .mustUnderstand(entry.name)
        }
        return header.children
    }

    private func body(_ root: XMLElement) throws(SOAPError) -> XMLElement {
        let rest = root.children.first?.name == SOAPNames.header ? root.children.dropFirst() : root.children[...]
        guard let body = rest.first else { throw .notAnEnvelope("the envelope has no body") }
        guard body.name == SOAPNames.body else { throw .notAnEnvelope("\(body.name) stands in the body's place") }
        if let extra = rest.dropFirst().first { throw .notAnEnvelope("\(extra.name) follows the body") }
        return body
    }

    private func requireNoText(in element: XMLElement) throws(SOAPError) {
        guard element.text.xmlTrimmed.isEmpty else {
            throw .notAnEnvelope("there is loose text in \(element.name)")
        }
    }

    /// SOAP encoding's `href` moves a value elsewhere; who does not follow it reads an empty element.
    private func requireNoReferences(in element: XMLElement) throws(SOAPError) {
        guard element.attribute("href") == nil else {
            throw .notAnEnvelope("\(element.name) refers to another element by href")
        }
        for child in element.children { try self.requireNoReferences(in: child) }
    }
}
